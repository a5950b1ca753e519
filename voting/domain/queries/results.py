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
from voting.rules.disclosure import Shown
from voting.rules.visibility import shown


@dataclass(frozen=True)
class ChoiceCount:
    choice: Choice
    people: Shown


@dataclass(frozen=True)
class OptionCount:
    """One answer among several."""

    label: str
    people: Shown
    is_chosen: bool


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
    """`counts`, `in_favour` and `against` are empty when the quorum was missed: nobody opened the urn; and outside,
    when no count may be told (`is_withheld`). A vote that chooses among several has `options` instead, in the order of
    the question. `territories` is empty outside when fewer than 5 people voted."""

    outcome: Outcome
    is_exact: bool
    is_withheld: bool
    participation: Shown
    roll: int
    counts: tuple[ChoiceCount, ...]
    options: tuple[OptionCount, ...]
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
    told = visibility.shown_counts(vote, exact=is_exact)
    counts = tuple(ChoiceCount(Choice(choice), number) for choice, number in (told or {}).items())
    remarks = list(Remark.objects.filter(vote=vote).order_by("pk").values_list("text", flat=True))
    in_favour, against = _sides(tally, told, is_exact=is_exact)
    participation = visibility.shown_total(vote, tally.participation, exact=is_exact)
    places = visibility.shown_territories(tally.participation, tally.territory_count, exact=is_exact)
    represented = set(tally.territories.values_list("pk", flat=True))
    return Result(
        outcome=Outcome(tally.outcome),
        is_exact=is_exact,
        is_withheld=told is None and tally.counts is not None,
        options=tuple(
            OptionCount(row.option.label, shown(row.count, exact=is_exact), row.is_chosen)
            for row in tally.options.select_related("option").order_by("option__position")
        ),
        participation=participation,
        roll=vote.roll_size,
        counts=counts,
        in_favour=in_favour,
        against=against,
        checks=_checks(vote, tally, participation, places),
        territories=tuple(
            RepresentedTerritory(territory.name, territory.pk in represented)
            for territory in Territory.objects.west_to_east()
        )
        if not places.is_hidden
        else (),
        recusals=shown(Recusal.objects.filter(vote=vote).count(), exact=is_exact),
        remark_count=shown(len(remarks), exact=is_exact),
        # Signed-out pages carry no quote.
        remarks=tuple(remarks) if is_exact else (),
    )


def _sides(
    tally: Tally, told: dict[str, Shown] | None, *, is_exact: bool
) -> tuple[Shown, Shown] | tuple[None, None]:
    """For and against, as said in the verdict."""
    if told is None or tally.counts is None:
        return None, None
    # Outside, the sum of both kinds would give the hidden one by subtraction: only plain « pour » is said.
    in_favour = told[Choice.FOR]
    if is_exact:
        in_favour = Shown(tally.counts[Choice.FOR] + tally.counts[Choice.FOR_WITH_RESERVATION])
    return in_favour, told[Choice.AGAINST]


def _checks(vote: Vote, tally: Tally, participation: Shown, places: Shown) -> tuple[Check, ...]:
    needed, counts = people_needed(vote), tally.counts
    checks = [
        Check("quorum", tally.participation >= needed, needed, participation),
        Check("territories", tally.territory_count >= vote.min_territories, vote.min_territories, places),
    ]
    if counts is not None:
        in_favour, against = majority.for_and_against({choice.value: counts[choice] for choice in Choice})
        is_reached = majority.reaches(in_favour=in_favour, against=against, threshold=vote.threshold)
        checks.append(Check("threshold", is_reached, 0, participation))
    return tuple(checks)
