"""Who sees what of a vote. One place for pages, API and minutes."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing, Refused
from voting.enums import VoteState
from voting.models import Vote
from voting.rules.counting import people_needed

FLOOR = 5
RESULT_STATES = (VoteState.PROCLAIMED, VoteState.NO_QUORUM)


@dataclass(frozen=True)
class Shown:
    """A number of people as a viewer may see it: `value` is None when it is hidden.

    Hidden means 1 to 4, unless `at_least` says more.
    """

    value: int | None
    at_least: int | None = None

    @property
    def is_hidden(self) -> bool:
        return self.value is None

    @property
    def is_under_floor(self) -> bool:
        return self.is_hidden and self.at_least is None


def shown(number: int, *, exact: bool) -> Shown:
    """Outside the Espace, 1 to 4 people is « moins de 5 »."""
    return Shown(None if not exact and 0 < number < FLOOR else number)


def shown_total(vote: Vote, voted: int, *, exact: bool) -> Shown:
    """How many voted. Outside, once counts are published and one of them is hidden, the total is not told either:
    it would give a hidden count, or the sum of several, by subtraction. What is told is the least it can be."""
    if not exact and vote.state == VoteState.PROCLAIMED:
        counts = (vote.tally.counts or {}).values()
        hidden = [number for number in counts if 0 < number < FLOOR]
        if hidden:
            least = sum(counts) - sum(hidden) + len(hidden)
            return Shown(None, at_least=max(least, people_needed(vote)))
    return shown(voted, exact=exact)


def sees_exact_numbers(capacity: Capacity | None) -> bool:
    return capacity is not None and capacity.is_member


def check_sees_vote(vote: Vote) -> None:
    """A vote being prepared is not there yet, for anyone."""
    if vote.state == VoteState.PREPARED:
        raise Missing("vote_missing", _("This vote does not exist."))


def check_sees_result(vote: Vote) -> None:
    """Nobody before the end: not the facilitators, not the administration, not who has voted."""
    check_sees_vote(vote)
    if vote.state == VoteState.ANNULLED:
        raise Refused("vote_annulled", _("This vote was annulled. It has no result."))
    if vote.state not in RESULT_STATES:
        raise Refused("vote_open", _("Nobody sees the result before the end of the vote."))


def may_see_result(vote: Vote) -> bool:
    try:
        check_sees_result(vote)
    except Refused:
        return False
    return True


def check_sees_choices(vote: Vote, capacity: Capacity | None = None) -> None:
    """Who chose what is shown to nobody, ever."""
    raise Refused("secret_ballot", _("Nobody sees the choice of a person."))


def may_see_choices(vote: Vote, capacity: Capacity | None = None) -> bool:
    return False
