"""What is known of the next step of a thing, that its state alone does not say: whose clock runs, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from common.dates import local_day
from common.exceptions import Sentence
from participation.domain.queries import accepting, admissibility, decisions
from participation.enums import ConcernState, InitiativeState, IssueState, RuleChangeState, TransmissionState
from participation.models import (
    Concern,
    Initiative,
    Issue,
    Referral,
    ReferralAnswer,
    RuleChange,
    Transmission,
)
from participation.rules import adjusting, clock_words, referrals, starting_again
from participation.rules.book import RuleBook

Thing = Concern | Issue | Initiative | RuleChange | Transmission

# Where the answer of the Table is waited for. A concern and an issue say it with the same word.
AT_THE_TABLE = frozenset({TransmissionState.SENT, TransmissionState.RECEIVED, TransmissionState.ON_AGENDA})
SENT = frozenset({ConcernState.SENT, IssueState.SENT})
REFERRED = frozenset({ConcernState.REFERRED, InitiativeState.REFERRED})


@dataclass(frozen=True)
class Awaited:
    """`who` (None: as the state says; empty: nobody), `sentence`: what comes. `when`: by when, in the words of its clock."""

    who: str | None = None
    sentence: Sentence = ""
    on: date | None = None
    when: Sentence = ""
    is_late: bool = False


def of(things: Iterable[Thing], *, now: datetime, book: RuleBook) -> dict[Thing, Awaited]:
    """Of those of these things that something is known of. No query for a state that none of them is in."""
    things = list(things)
    return {
        **_after_initiatives(things),
        **_at_the_table(things, local_day(now), book),
        **_at_an_mrc(things, local_day(now)),
        **_checked_after_the_vote(things, local_day(now), book),
        **_rules_discussed(things, local_day(now), book),
    }


def _rules_discussed(things: list[Thing], today: date, book: RuleBook) -> dict[Thing, Awaited]:
    """A change of rule in discussion: the day from which it may be voted, which a new value, a tie or a missed quorum
    puts off."""
    discussed = [
        one for one in things if isinstance(one, RuleChange) and one.state == RuleChangeState.DELIBERATING
    ]
    prefetch_related_objects(discussed, "decisions__vote")
    found: dict[Thing, Awaited] = {}
    for one in discussed:
        on = decisions.rule_ready_on(one, book=book)
        found[one] = Awaited(on=on, is_late=on is not None and on < today)
    return found


def _checked_after_the_vote(things: list[Thing], today: date, book: RuleBook) -> dict[Thing, Awaited]:
    """Approved « sous réserve »: its authors adjust what was asked, or the signatory answers. An organisation that is
    looked for comes before the answer of the signatory, never before the authors' adjustment."""
    found: dict[Thing, Awaited] = {}
    for one, asked in admissibility.awaited([one for one in things if isinstance(one, Initiative)]).items():
        if asked is not None:
            found[one] = Awaited("author", adjusting.WHAT_COMES[asked.result])
        elif one.state == InitiativeState.APPROVED:
            on = admissibility.answer_by(one, days=book.admissibility_days)
            is_late = on is not None and on < today
            found[one] = Awaited("signatory", adjusting.CHECKED_AGAIN, on, is_late=is_late)
    return found


def _after_initiatives(things: list[Thing]) -> dict[Thing, Awaited]:
    """Concerns that became initiatives which were all withdrawn; those closed while one goes on."""
    asked = _in(things, Concern, starting_again.OPENED_AGAIN)
    if not asked:
        return {}
    rows = Initiative.from_concerns.through.objects.filter(concern_id__in=[one.pk for one in asked])
    states: dict[int, list[str]] = {one.pk: [] for one in asked}
    for concern_id, state in rows.order_by("pk").values_list("concern_id", "initiative__state"):
        states[concern_id].append(state)
    found: dict[Thing, Awaited] = {}
    for one in asked:
        assert isinstance(one, Concern)
        is_left_alone = starting_again.is_left_alone(one, came_of_it=states[one.pk])
        if one.state == ConcernState.CLOSED and not is_left_alone:
            found[one] = Awaited("", starting_again.GOES_ON)
        if one.state == ConcernState.BECAME_INITIATIVE and is_left_alone:
            found[one] = Awaited("author", starting_again.WHAT_COMES)
    return found


def _at_the_table(things: list[Thing], today: date, book: RuleBook) -> dict[Thing, Awaited]:
    """The clock of each sending, and of the concerns and issues that left in one."""
    sent: dict[Thing, Transmission] = {
        one: one for one in things if isinstance(one, Transmission) and one.state in AT_THE_TABLE
    }
    sent |= _sendings_of(_in(things, Concern, SENT), "concern")
    sent |= _sendings_of(_in(things, Issue, SENT), "issue")
    if not sent:
        return {}
    accepted_on = accepting.accepted_on(book)
    return {
        thing: _of_clock(thing, clock_words.clock_of(one, today=today, accepted_on=accepted_on))
        for thing, one in sent.items()
    }


def _sendings_of(sources: list[Thing], noun: str) -> dict[Thing, Transmission]:
    """The last sending of each."""
    if not sources:
        return {}
    about: dict[str, Any] = {f"{noun}__in": [one.pk for one in sources]}
    found = Transmission.objects.sent().filter(**about, state__in=AT_THE_TABLE).order_by("sent_at", "pk")
    last = {getattr(one, f"{noun}_id"): one for one in found}
    return {one: last[one.pk] for one in sources if one.pk in last}


def _of_clock(thing: Thing, clock: clock_words.Clock) -> Awaited:
    asks_nothing = clock.status == clock_words.NO_CLOCK and not isinstance(thing, Transmission)
    return Awaited(
        sentence=_("The Table reads it.") if asks_nothing else "",
        on=clock.due_on,
        when=clock.sentence,
        is_late=clock.status == clock_words.LATE,
    )


def _at_an_mrc(things: list[Thing], today: date) -> dict[Thing, Awaited]:
    """No MRC accepted a clock: an answer is hoped for, and never late."""
    found = {**_referrals_of(_in(things, Concern, REFERRED), "concern")}
    found |= _referrals_of(_in(things, Initiative, REFERRED), "initiative")
    return {thing: _of_referral(thing, one, today) for thing, one in found.items()}


def _referrals_of(sources: list[Thing], noun: str) -> dict[Thing, Referral]:
    if not sources:
        return {}
    about: dict[str, Any] = {f"{noun}__in": [one.pk for one in sources]}
    answers = ReferralAnswer.objects.filter(referral=OuterRef("pk"))
    found = Referral.objects.filter(**about).annotate(is_answered=Exists(answers))
    by_source = {getattr(one, f"{noun}_id"): one for one in found}
    return {one: by_source[one.pk] for one in sources if one.pk in by_source}


def _of_referral(thing: Thing, referral: Referral, today: date) -> Awaited:
    if not referral.is_answered:  # type: ignore[attr-defined]
        words = referrals.waiting_sentence(referral.referred_at, today=today)
        return Awaited(on=referrals.wished_on(referral.referred_at), when=words)
    if isinstance(thing, Concern):
        return Awaited("facilitator", _("The MRC answered. Facilitation says to its author what came of it."))
    return Awaited("", _("The MRC answered. It goes on there."))


def _in(things: list[Thing], kind: type, states: frozenset[Any]) -> list[Thing]:
    return [one for one in things if isinstance(one, kind) and one.state in states]
