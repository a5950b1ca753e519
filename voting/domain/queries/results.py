"""The result of a vote, as far as a viewer may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from accounts.domain.queries import people
from accounts.models import Person, Territory
from common import dates
from voting.enums import Choice, Outcome
from voting.methods import majority
from voting.models import Recusal, Remark, Tally, Vote
from voting.rules import visibility
from voting.rules.counting import people_needed
from voting.rules.visibility import Shown, shown


@dataclass(frozen=True)
class ChoiceCount:
    choice: Choice
    people: Shown


@dataclass(frozen=True)
class Check:
    """One rule of the vote: `code` is quorum, territories or threshold."""

    code: str
    is_met: bool
    needed: int
    got: Shown


@dataclass(frozen=True)
class RepresentedTerritory:
    name: str
    is_represented: bool


@dataclass(frozen=True)
class Result:
    """`counts`, `in_favour` and `against` are empty when the quorum was missed: nobody opened the urn."""

    outcome: Outcome
    is_exact: bool
    participation: Shown
    roll: int
    counts: tuple[ChoiceCount, ...]
    in_favour: Shown | None
    against: Shown | None
    checks: tuple[Check, ...]
    territories: tuple[RepresentedTerritory, ...]
    recusals: Shown
    remark_count: Shown
    remarks: tuple[str, ...]


def result(*, vote: Vote, viewer: Person | AnonymousUser | None, now: datetime) -> Result:
    """Exact for members; outside, 1 to 4 people is hidden. Refuses everybody before the end (`vote_open`)."""
    visibility.check_sees_result(vote)
    capacity = people.capacity(viewer, on=dates.local_day(now))
    is_exact = visibility.sees_exact_numbers(capacity)
    tally = vote.tally
    counts = _counts(tally, is_exact=is_exact)
    remarks = list(Remark.objects.filter(vote=vote).order_by("pk").values_list("text", flat=True))
    in_favour, against = _sides(tally, is_exact=is_exact)
    participation = visibility.shown_total(vote, tally.participation, exact=is_exact)
    represented = set(tally.territories.values_list("pk", flat=True))
    return Result(
        outcome=Outcome(tally.outcome),
        is_exact=is_exact,
        participation=participation,
        roll=vote.roll_size,
        counts=counts,
        in_favour=in_favour,
        against=against,
        checks=_checks(vote, tally, participation),
        territories=tuple(
            RepresentedTerritory(territory.name, territory.pk in represented)
            for territory in Territory.objects.west_to_east()
        ),
        recusals=shown(Recusal.objects.filter(vote=vote).count(), exact=is_exact),
        remark_count=shown(len(remarks), exact=is_exact),
        # Signed-out pages carry no quote.
        remarks=tuple(remarks) if is_exact else (),
    )


def _counts(tally: Tally, *, is_exact: bool) -> tuple[ChoiceCount, ...]:
    counts = tally.counts or {}
    return tuple(ChoiceCount(choice, shown(number, exact=is_exact)) for choice, number in counts.items())


def _sides(tally: Tally, *, is_exact: bool) -> tuple[Shown, Shown] | tuple[None, None]:
    """For and against, as said in the verdict."""
    counts = tally.counts
    if counts is None:
        return None, None
    in_favour = counts[Choice.FOR]
    # Outside, the sum of both kinds would give the hidden one by subtraction: only plain « pour » is said.
    if is_exact:
        in_favour += counts[Choice.FOR_WITH_RESERVATION]
    return shown(in_favour, exact=is_exact), shown(counts[Choice.AGAINST], exact=is_exact)


def _checks(vote: Vote, tally: Tally, participation: Shown) -> tuple[Check, ...]:
    needed, counts = people_needed(vote), tally.counts
    checks = [
        Check("quorum", tally.participation >= needed, needed, participation),
        Check(
            "territories",
            tally.territory_count >= vote.min_territories,
            vote.min_territories,
            Shown(tally.territory_count),
        ),
    ]
    if counts is not None:
        in_favour, against = majority.for_and_against({choice.value: counts[choice] for choice in Choice})
        is_reached = majority.reaches(in_favour=in_favour, against=against, threshold=vote.threshold)
        checks.append(Check("threshold", is_reached, 0, participation))
    return tuple(checks)
