"""What is late, whoever is late: the Espace itself as publicly as the signatory and the Table.

Never a title nor a number of what is private: « some texts wait since that day » is all that is said of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from common import dates
from deliberation.domain.queries import flags
from participation.domain.queries import (
    admissibility,
    commitments,
    consultations,
    keys_awaited,
    referrals,
    transmissions,
)
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries.paths import path_of
from participation.enums import InitiativeState, TransmissionKind
from participation.models import Concern, Notice, Transmission
from participation.rules import clock_words
from participation.rules import referrals as referral_rules
from participation.rules.due_dates import DAYS_TO_SEND
from voting.enums import Outcome

ESPACE, SCRUTINEERS, SIGNATORY, TABLE, MRC = "espace", "scrutineers", "signatory", "table", "mrc"

Sendings = Iterable[transmissions.Sent]


@dataclass(frozen=True)
class Late:
    """One delay that has passed, in one sentence; `since` is the day it was due."""

    who: str
    sentence: str
    since: date
    url: str = ""


def everything(now: datetime, *, sent: Sendings | None = None) -> list[Late]:
    """The oldest date first. `sent`: what the Table received, for whoever already read it."""
    found = [*of_the_espace(now), *of_what_the_table_asked(now), *of_the_scrutineers(now)]
    found += [*of_the_signatory(now), *of_the_table(now, sent=sent), *of_what_the_table_promised(now)]
    return sorted(found, key=lambda one: (one.since, one.who, one.sentence))


def hoped_for(now: datetime, *, sent: Sendings | None = None) -> list[Late]:
    """Past a day that nobody accepted: the Table before it accepts the clock, and the MRCs. Said, and never « late »."""
    today = dates.local_day(now)
    waiting = transmissions.with_clocks(today) if sent is None else sent
    found = [_of_sent(one) for one in waiting if one.clock.status == clock_words.PAST_WISHED]
    seen = set()
    for one in referrals.past_wished(today):
        if one.territory_id not in seen:
            # Which text it is stays on the page of the MRC, for whoever may read it.
            seen.add(one.territory_id)
            words = referral_rules.waiting_sentence(one.referred_at, today=today)
            url = reverse("participation:territory", args=[one.territory.slug])
            since = referral_rules.wished_on(one.referred_at)
            found.append(Late(MRC, f"{one.territory.name} : {words}", since, url))
    return sorted(found, key=lambda one: (one.since, one.who, one.sentence))


def of_initiatives(now: datetime) -> list[Late]:
    """What holds an initiative back: a signatory who is late, keys that are missing."""
    return [*of_the_signatory(now), *of_the_scrutineers(now)]


def of_the_espace(now: datetime) -> Iterator[Late]:
    """Facilitation's own: reading, what was flagged, telling people, sending."""
    today = dates.local_day(now)
    reading = Concern.objects.waiting_for_facilitation().aggregate(day=Min("read_by_at"))["day"]
    if reading is not None and reading < now:
        since = dates.local_day(reading)
        yield Late(ESPACE, _("Facilitation is late to read some texts, since %(date)s.") % _on(since), since)
    flagged = flags.late_since(now)
    if flagged is not None:
        since = dates.local_day(flagged)
        sentence = _("Facilitation is late to look at what was flagged, since %(date)s.") % _on(since)
        yield Late(ESPACE, sentence, since, reverse("deliberation:moderation_log"))
    telling = Notice.objects.filter(outcome="", due_on__lt=today).aggregate(day=Min("due_on"))["day"]
    if telling is not None:
        sentence = _("Facilitation is late to tell some people their news, since %(date)s.") % _on(telling)
        yield Late(ESPACE, sentence, telling)
    ready = _ready_to_leave().aggregate(day=Min("reread_at"))["day"]
    if ready is not None and dates.days_between(ready, now) > DAYS_TO_SEND:
        since = dates.local_day(ready)
        sentence = _("A text for the Table is ready since %(date)s, and has not left.") % _on(since)
        yield Late(ESPACE, sentence, since)
    held = decision_queries.recommendations_held_since(now)
    if held is not None:
        sentence = _("A recommendation has waited for its vote since %(date)s.") % _on(held)
        yield Late(ESPACE, sentence, held)


def of_what_the_table_asked(now: datetime) -> Iterator[Late]:
    """The Espace's answers to the Table, as late in public as the Table's answers to the Espace."""
    for asked in commitments.questions_waiting(dates.local_day(now)):
        if asked.is_late:
            words = {"title": asked.question.transmission.title, "words": asked.by_when}
            yield Late(
                ESPACE,
                _("« %(title)s »: %(words)s") % words,
                asked.due_on,
                path_of(asked.question.transmission),
            )
    for one in consultations.waiting(dates.local_day(now)):
        if one.standing.days_over:
            sentence = _("« %(title)s »: %(words)s") % {
                "title": one.consultation.issue.title,
                "words": one.standing.sentence,
            }
            yield Late(ESPACE, sentence, one.consultation.wished_on, path_of(one.consultation.issue))


def of_the_scrutineers(now: datetime) -> Iterator[Late]:
    awaited = keys_awaited.longest(now)
    if awaited is not None:
        yield Late(SCRUTINEERS, f"{awaited.sentence} {awaited.who}", awaited.since)


def of_the_signatory(now: datetime) -> Iterator[Late]:
    """Only once the public reminder is written; after an approval « sous réserve », from the day that its page says late."""
    book, today = rule_queries.rule_book(now), dates.local_day(now)
    for one in admissibility.waiting_for_the_signatory():
        clock = decision_queries.request_clock(one, today=today, book=book)
        is_checked = one.state == InitiativeState.IN_REVIEW
        if clock is not None and (clock.is_reminded if is_checked else clock.is_late):
            words = clock_words.of_review(clock) if is_checked else clock_words.of_a_late_check(clock)
            sentence = _("« %(title)s »: %(words)s") % {"title": one.title, "words": words}
            yield Late(SIGNATORY, sentence, clock.due_on, path_of(one))


def of_the_table(now: datetime, *, sent: Sendings | None = None) -> Iterator[Late]:
    """What it has not answered by the delay it accepted; before that, a date is only hoped for, and nothing is late."""
    for one in transmissions.with_clocks(dates.local_day(now)) if sent is None else sent:
        if one.clock.status == clock_words.LATE:
            yield _of_sent(one)


def of_what_the_table_promised(now: datetime) -> Iterator[Late]:
    """It dated its promises itself: late whether or not it accepted the clock of answers."""
    for one in commitments.late(dates.local_day(now)):
        words = {"title": one.commitment.what, "words": one.standing.sentence}
        url = f"/engagements/{one.commitment.pk}/"
        yield Late(TABLE, _("« %(title)s »: %(words)s") % words, one.standing.due_on, url)


def _of_sent(one: transmissions.Sent) -> Late:
    due_on = one.clock.due_on
    assert due_on is not None  # it has passed
    words = {"title": one.transmission.title, "words": one.clock.sentence}
    return Late(TABLE, _("« %(title)s »: %(words)s") % words, due_on, path_of(one.transmission))


def _ready_to_leave() -> QuerySet[Transmission]:
    """Reread by a citizen; a recommendation waits for its vote first."""
    may_leave = ~Q(kind=TransmissionKind.RECOMMANDATION) | Q(decisions__outcome=Outcome.APPROVED)
    return Transmission.objects.being_prepared().filter(
        may_leave, reread_by__isnull=False, doubted_at__isnull=True
    )


def _on(day: date) -> dict[str, str]:
    return {"date": dates.short(day)}
