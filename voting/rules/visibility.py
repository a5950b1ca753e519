"""Who sees what of a vote. One place for pages, API and minutes."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing, Refused
from voting.enums import VoteState
from voting.methods import majority
from voting.models import Vote
from voting.rules import disclosure
from voting.rules.counting import people_needed
from voting.rules.disclosure import Shown

BEFORE_COUNTS = (VoteState.ANNOUNCED, VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED)

RESULT_STATES = (VoteState.PROCLAIMED, VoteState.NO_QUORUM)


def shown(number: int, *, exact: bool) -> Shown:
    """Outside the Espace, 1 to 4 people is « moins de 5 »."""
    return Shown(number) if exact else disclosure.shown(number)


def shown_counts(vote: Vote, *, exact: bool) -> dict[str, Shown] | None:
    """The count of each choice; None when the urn was not opened, or when outside no count may be told."""
    counts = vote.tally.counts
    if counts is None or exact:
        return None if counts is None else {str(choice): Shown(number) for choice, number in counts.items()}
    return disclosure.published(
        {str(choice): number for choice, number in counts.items()},
        least=max(people_needed(vote), vote.tally.territory_count),
        most=vote.roll_size,
        is_known=lambda guess: majority.outcome(guess, threshold=vote.threshold) == vote.tally.outcome,
    )


def shown_total(vote: Vote, voted: int, *, exact: bool) -> Shown:
    """How many voted. Outside, it must never give a hidden count by subtraction, not even to whoever noted it down
    before the end: from the quorum on, the total is told as « at least the quorum » until the counts are out.
    Then, beside a hidden count, it is the least it can be."""
    if exact or vote.state not in (*BEFORE_COUNTS, VoteState.PROCLAIMED):
        return shown(voted, exact=exact)
    needed = people_needed(vote)
    if vote.state == VoteState.PROCLAIMED:
        counts = shown_counts(vote, exact=False)
        if counts and not any(count.is_hidden for count in counts.values()):
            return Shown(voted)
        least = sum(count.least for count in counts.values()) if counts else 0
        return Shown(None, at_least=max(least, needed))
    return (
        Shown(None, at_least=needed) if voted >= max(needed, disclosure.FLOOR) else shown(voted, exact=False)
    )


def shown_territories(voted: int, territories: int, *, exact: bool) -> Shown:
    """How many MRC. Outside, under 5 people, « 4 MRC » would say that they are 4."""
    return Shown(None) if not exact and 0 < voted < disclosure.FLOOR else Shown(territories)


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
