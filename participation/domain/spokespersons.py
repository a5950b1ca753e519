"""Citizens drawn by lot, in rotation, to carry the words of the Espace to the Table and bring back what was said."""

import secrets
from collections import Counter
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit, text
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import dossiers, spoken_news
from participation.domain.queries import roll
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import spokespersons as queries
from participation.models import (
    BroughtBack,
    CalendarEvent,
    CarriedItem,
    Issue,
    SpokespersonOffer,
    SpokespersonTerm,
    Transmission,
)
from participation.rules import spokespersons as rules

DRAW = secrets.SystemRandom()
WORDS_MAX, BACK_MAX = 500, 2000


@transaction.atomic
def offer(*, by: Person, now: datetime) -> SpokespersonOffer:
    """« Je veux bien ». Twice is once. Refused: whoever would not be on the roll."""
    today = local_day(now)
    rules.check_may_offer(people.capacity(by, on=today), rule_queries.rule_book(now))
    made, is_new = SpokespersonOffer.objects.get_or_create(person=by, defaults={"given_on": today})
    if is_new:
        audit.record("spokesperson.offered", by=by, subject=made, now=now)
    return made


@transaction.atomic
def take_back_offer(*, by: Person, now: datetime) -> None:
    """Refused (404): nothing to take back."""
    removed, _rows = SpokespersonOffer.objects.filter(person=by).delete()
    if not removed:
        raise Missing("offer_missing", _("You had not offered."))
    audit.record("spokesperson.offer_taken_back", by=by, subject="spokesperson_offer", now=now)


@transaction.atomic
def draw(*, by: Person, now: datetime) -> list[SpokespersonTerm]:
    """Fills the empty places, by lot among those who offered; whoever served the least goes first. Each is told.

    Refused: anybody but facilitation; no empty place; nobody who may be drawn (409).
    """
    today, book = local_day(now), rule_queries.rule_book(now)
    rules.check_may_draw(people.capacity(by, on=today))
    # One draw at a time: the second one waits, then finds no empty place.
    list(SpokespersonOffer.objects.select_for_update().order_by("pk"))
    empty = queries.empty_places(now)
    if empty <= 0:
        raise IllegalTransition("no_empty_place", _("Every place is taken."))
    able = candidates(now)
    if not able:
        raise IllegalTransition("nobody_offered", _("Nobody who offered may be drawn today."))
    DRAW.shuffle(able)
    served = Counter(SpokespersonTerm.objects.filter(person__in=able).values_list("person_id", flat=True))
    able.sort(key=lambda one: served[one.pk])
    made = [
        SpokespersonTerm.objects.create(
            person=person, starts_on=today, ends_on=rules.term_of(today, book), drawn_by=by, drawn_at=now
        )
        for person in able[:empty]
    ]
    for term in made:
        audit.record("spokesperson.drawn", by=by, subject=term, now=now, among=len(able))
        spoken_news.drawn(term, now=now)
    return made


def candidates(now: datetime) -> list[Person]:
    """Of those who offered: on the roll today, without a term, and not at the end of their terms in a row."""
    today, book = local_day(now), rule_queries.rule_book(now)
    on_the_roll = roll.deciding(book, on=today).filter(spokesperson_offer__isnull=False)
    speaking = set(queries.in_force(now).values_list("person_id", flat=True))
    found = on_the_roll.exclude(pk__in=speaking).prefetch_related("spokesperson_terms").order_by("pk")
    return [one for one in found if rules.may_be_drawn(one.spokesperson_terms.all(), on=today, book=book)]


@transaction.atomic
def leave(*, by: Person, term: SpokespersonTerm, now: datetime) -> SpokespersonTerm:
    """They stop sooner, or facilitation notes it for them. Refused: anybody else; a term that is over."""
    today = local_day(now)
    rules.check_writes_for(people.capacity(by, on=today), said_by_id=term.person_id, speaks=True)
    held = SpokespersonTerm.objects.select_for_update().get(pk=term.pk)
    if held.left_on is not None or held.ends_on < today:
        raise IllegalTransition("term_over", _("This term is already over."))
    held.left_on = today
    held.save(update_fields=["left_on"])
    SpokespersonOffer.objects.filter(person_id=held.person_id).delete()
    audit.record("spokesperson.left", by=by, subject=held, now=now)
    spoken_news.left(held)
    return held


@transaction.atomic
def carry(
    *,
    by: Person,
    said_by: Person,
    meeting: CalendarEvent,
    now: datetime,
    issue: Issue | None = None,
    transmission: Transmission | None = None,
    words: str = "",
) -> CarriedItem:
    """To that meeting: an issue, a sending, or a question. Its words leave the Espace: they name nobody.

    Refused: anybody but the spokesperson, or facilitation for them; whoever has no term today; a meeting that is
    over; nothing to carry; the same thing twice (409).
    """
    today = local_day(now)
    _check_writes(by=by, said_by=said_by, on=today, now=now)
    rules.check_is_to_come(meeting, today=today)
    words = text.plain(words)[:WORDS_MAX]
    if issue is None and transmission is None and not words:
        raise BadInput("words_missing", _("Choose what you carry, or write a question."))
    if words:
        dossiers.check_words(words, now=now)
    try:
        with transaction.atomic():
            made = CarriedItem.objects.create(
                meeting=meeting,
                issue=issue,
                transmission=transmission,
                words=words,
                said_by=said_by,
                written_by=by,
                written_at=now,
            )
    except IntegrityError as error:
        raise IllegalTransition("carried_twice", _("It is already carried to this meeting.")) from error
    audit.record("spokesperson.carries", by=by, subject=made, now=now, meeting=meeting.slug)
    return made


@transaction.atomic
def take_off(*, by: Person, item: CarriedItem, now: datetime) -> None:
    """Not carried after all. Refused: anybody but its spokesperson and facilitation; a meeting that is over."""
    today = local_day(now)
    rules.check_writes_for(people.capacity(by, on=today), said_by_id=item.said_by_id, speaks=True)
    rules.check_is_to_come(item.meeting, today=today)
    if item.brought_back.exists():
        raise IllegalTransition("already_told", _("What came of it is already written."))
    meeting = item.meeting.slug
    audit.record("spokesperson.takes_off", by=by, subject=item, now=now, meeting=meeting)
    item.delete()


@transaction.atomic
def bring_back(
    *,
    by: Person,
    said_by: Person,
    meeting: CalendarEvent,
    words: str,
    now: datetime,
    item: CarriedItem | None = None,
) -> BroughtBack:
    """What was said there, in plain words, public. It is never rewritten: another one follows. Those whose
    issue or sending was carried are told.

    Refused: anybody but the spokesperson, or facilitation for them; whoever had no term the day of the meeting; a
    meeting to come; no words, or words that let somebody be recognised; a thing carried elsewhere.
    """
    _check_writes(by=by, said_by=said_by, on=meeting.starts_on, now=now)
    rules.check_took_place(meeting, today=local_day(now))
    words = checked_back(words, now=now)
    if item is not None and item.meeting_id != meeting.pk:
        raise BadInput("item", _("Choose an answer from the list."))
    made = BroughtBack.objects.create(
        meeting=meeting, item=item, words=words, said_by=said_by, written_by=by, written_at=now
    )
    audit.record("spokesperson.brings_back", by=by, subject=made, now=now, meeting=meeting.slug)
    spoken_news.brought_back(made, now=now)
    return made


def checked_back(words: str, *, now: datetime) -> str:
    words = text.plain(words)[:BACK_MAX]
    if not words:
        raise BadInput("words_missing", _("Write what was said there."))
    dossiers.check_words(words, now=now)
    return words


def check_speaks(*, by: Person, on: date) -> None:
    """Refused: whoever has no term that day, before anything is read of what they typed."""
    speaks = SpokespersonTerm.objects.in_force(on).filter(person=by).exists()
    rules.check_writes_for(people.capacity(by, on=on), said_by_id=by.pk, speaks=speaks)


def _check_writes(*, by: Person, said_by: Person, on: date, now: datetime) -> None:
    speaks = SpokespersonTerm.objects.in_force(on).filter(person=said_by).exists()
    today = local_day(now)
    if speaks and not people.citizens(today).filter(pk=said_by.pk).exists():
        raise Refused("no_term", _("This person does not speak for the Espace that day."))
    rules.check_writes_for(people.capacity(by, on=today), said_by_id=said_by.pk, speaks=speaks)
    voices.check_may_write(by, now)
