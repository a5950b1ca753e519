"""Offering personal help about a concern: the person says yes or no, then somebody gives it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common import text as words_of_people
from common.dates import local_day
from common.exceptions import IllegalTransition, Missing
from common.record_words import in_the_espaces_language
from participation.domain import concern_threads, notices, stages
from participation.domain.queries import help_offers as queries
from participation.domain.queries.paths import path_of
from participation.enums import ConcernState, NoticeKind
from participation.models import Concern, HelpOffer
from participation.models.help_offer import HelpAnswer
from participation.rules import help_offers as rules
from participation.rules import visibility

ASKED = _("The person asked for help.")


def check_may_offer(*, by: Person, concern: Concern, now: datetime) -> None:
    """Refused as in `offer`, before anything is typed."""
    capacity = people.capacity(by, on=local_day(now))
    visibility.check_sees("concern", concern, capacity, by)
    rules.check_may_offer(concern, capacity, has_one=queries.has_running(concern))


@transaction.atomic
def offer(*, by: Person, concern: Concern, words: str, now: datetime) -> HelpOffer:
    """A sentence to the author alone, who says yes or no. Nothing happens to their text meanwhile.

    Refused: see `rules.help_offers.check_may_offer`; a concern this worker may not read (404); no words, or too many.
    """
    held = Concern.objects.select_for_update().get(pk=concern.pk)
    check_may_offer(by=by, concern=held, now=now)
    words = words_of_people.plain(words)
    rules.check_words(words)
    try:
        with transaction.atomic():
            made = HelpOffer.objects.create(concern=held, words=words, offered_by=by, offered_at=now)
    except IntegrityError as error:
        raise IllegalTransition("already_offered", _("Help is already offered to this person.")) from error
    audit.record("help.offered", by=by, subject=made, now=now)
    notices.tell(
        people_to_tell=[held.author_id],
        kind=NoticeKind.HELP,
        event=_event(made),
        # Whoever calls reads this too: nothing of the text.
        title="",
        link=path_of(held),
        by=by,
        now=now,
    )
    return made


def check_is_theirs(*, by: Person, offer: HelpOffer) -> None:
    """Refused (404): whoever did not write the concern."""
    if offer.concern.author_id != by.pk:
        raise Missing("missing", visibility.NOT_HERE)


@transaction.atomic
def answer(*, by: Person, offer: HelpOffer, answer: str, now: datetime) -> HelpOffer:
    """Yes, yes with one's text kept apart from what the members read, or no: the author alone, once.

    Refused: anybody else (404); no answer of the list; answered already; a text that something already came of (409).
    """
    held = _held(offer)
    check_is_theirs(by=by, offer=held)
    rules.check_may_answer(held, answer)
    held.answer, held.answered_at = HelpAnswer(answer), now
    held.save(update_fields=["answer", "answered_at"])
    audit.record("help.answered", by=by, subject=held, now=now, answer=answer)
    notices.replace(event=_event(held))
    if answer == HelpAnswer.YES_APART:
        _set_apart(held, now=now)
    return held


@transaction.atomic
def end(*, by: Person, offer: HelpOffer, now: datetime) -> HelpOffer:
    """The help is given. Refused: neither whoever offered it nor facilitation; not accepted, or already given."""
    held = _held(offer)
    rules.check_may_end(held, people.capacity(by, on=local_day(now)))
    held.done_by, held.done_at = by, now
    held.save(update_fields=["done_by", "done_at"])
    audit.record("help.given", by=by, subject=held, now=now)
    return held


def note_asked(*, by: Person, concern: Concern, now: datetime) -> HelpOffer:
    """The person asked a worker for help: it is a « yes », to the offer that waits or to one made now.

    Called inside a verb that is already checked: the text has just left what the members read.
    """
    held = HelpOffer.objects.running().filter(concern=concern).first()
    if held is None:
        words = in_the_espaces_language(lambda: ASKED)
        held = HelpOffer.objects.create(concern=concern, words=words, offered_by=by, offered_at=now)
    if held.answer == HelpAnswer.WAITING:
        held.answer, held.answered_at = HelpAnswer.YES_APART, now
        held.save(update_fields=["answer", "answered_at"])
        notices.replace(event=_event(held))
    audit.record("help.asked", by=by, subject=held, now=now)
    return held


def _set_apart(offer: HelpOffer, *, now: datetime) -> None:
    """Because its author asked: by whoever offered, in the role they held when they did."""
    concern, by = offer.concern, offer.offered_by
    held = people.capacity(by, on=local_day(offer.offered_at)).roles
    roles = {str(role) for role in rules.OFFERERS if role in held}
    stages.move(concern, to=ConcernState.HELPED, by=by, now=now, who=roles, note=_("The person said yes."))
    concern_threads.follow(concern)


def _held(offer: HelpOffer) -> HelpOffer:
    Concern.objects.select_for_update().get(pk=offer.concern_id)
    found = HelpOffer.objects.select_for_update(of=("self",)).select_related("concern__author", "offered_by")
    return found.get(pk=offer.pk)


def _event(offer: HelpOffer) -> str:
    return f"help_offer:{offer.pk}"
