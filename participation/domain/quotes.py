"""Words of a citizen that a dossier quotes: proposed, consented to by their author, or taken out. Nobody is named."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import dossiers, notices, preparing
from participation.enums import GroupingAnswer, NoticeKind, Readers
from participation.models import Concern, Quote, Transmission
from participation.models.concern import PUBLISHED_STATES
from participation.rules import notices as notice_rules
from participation.rules.visibility import NOT_HERE

WORDS_MAX = 300
NO_CONSENT = _("A quote waits for its author's consent, or they said no. Take it out first.")


@transaction.atomic
def propose(*, by: Person, transmission: Transmission, concern: Concern, words: str, now: datetime) -> Quote:
    """The author is asked, by the path they chose. A citizen then rereads the whole dossier again.

    Refused: whoever does not prepare sendings; once sent, dropped or in a vote; a concern that stays with
    facilitation, or is not in the Espace; words that are not in it, or that let somebody be recognised.
    """
    held = _prepared(transmission, by=by, now=now)
    if concern.readers == Readers.FACILITATION or concern.state not in PUBLISHED_STATES:
        raise Refused("author_said_no", _("The author did not accept that others read this concern."))
    words = text.plain(words)[:WORDS_MAX]
    if not words:
        raise BadInput("words_missing", _("Copy the words to quote."))
    if _even(words) not in _even(concern.text):
        raise BadInput("not_their_words", _("These words are not in the concern. Copy them as they are."))
    dossiers.check_words(words, now=now)
    quote = Quote.objects.create(
        transmission=held, concern=concern, words=words, proposed_by=by, proposed_at=now
    )
    _reread_again(held)
    audit.record("quote.proposed", by=by, subject=quote, now=now, sending=held.pk)
    notices.tell(
        people_to_tell=[concern.author_id],
        kind=NoticeKind.ACCORD,
        event=_event(quote),
        state="citation",
        title=concern.title,
        link=f"/citations/{quote.pk}/",
        concern=concern,
        due_on=notice_rules.due_on(dates.local_day(now), days=notice_rules.DAYS_TO_ASK),
        by=by,
        now=now,
    )
    return quote


@transaction.atomic
def answer(*, by: Person, quote: Quote, accepts: bool, now: datetime) -> Quote:
    """The author consents or not; facilitation notes what they said by phone.

    Refused: anybody else (404); what is answered already, or left meanwhile (409).
    """
    held = (
        Quote.objects.select_for_update(of=("self",))
        .select_related("concern", "transmission")
        .get(pk=quote.pk)
    )
    is_author = held.concern.author_id == by.pk
    if not is_author and not people.capacity(by, on=dates.local_day(now)).is_facilitator:
        raise Missing("missing", NOT_HERE)
    if held.answer != GroupingAnswer.WAITING or held.transmission.sent_at is not None:
        raise IllegalTransition("already_answered", _("This is already answered."))
    held.answer = GroupingAnswer.ACCEPTED if accepts else GroupingAnswer.DECLINED
    held.answered_by, held.heard_by = held.concern.author, None if is_author else by
    held.answered_at = now
    held.save(update_fields=["answer", "answered_by", "heard_by", "answered_at"])
    audit.record("quote.answered", by=by, subject=held, now=now, accepts=accepts)
    notices.replace(event=_event(held))
    quote.refresh_from_db()
    return quote


@transaction.atomic
def take_out(*, by: Person, quote: Quote, now: datetime) -> None:
    """Before it leaves. Its author is no longer asked. Refused: as `propose`."""
    held = _prepared(quote.transmission, by=by, now=now)
    audit.record("quote.taken_out", by=by, subject=quote, now=now, sending=held.pk)
    notices.replace(event=_event(quote))
    quote.delete()
    _reread_again(held)


def check_all_consented(transmission: Transmission) -> None:
    """Refused: a dossier that quotes somebody who did not consent."""
    if Quote.objects.filter(transmission=transmission).exclude(answer=GroupingAnswer.ACCEPTED).exists():
        raise Refused("quote_without_consent", NO_CONSENT)


def _prepared(transmission: Transmission, *, by: Person, now: datetime) -> Transmission:
    preparing.check_prepares(by, now=now)
    held = preparing.held_while_prepared(transmission)
    preparing.check_may_be_rewritten(held)
    return held


def _reread_again(held: Transmission) -> None:
    """What a citizen reread is no longer what would leave."""
    held.reread_by = held.reread_at = None
    held.save(update_fields=["reread_by", "reread_at"])


def _even(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def _event(quote: Quote) -> str:
    return f"quote:{quote.pk}"
