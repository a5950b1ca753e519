"""Who sees what of a vote. One place for pages, API and minutes."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import Missing, Refused
from voting.enums import VoteState
from voting.models import Vote
from voting.rules import disclosure
from voting.rules.counting import people_needed
from voting.rules.disclosure import Known, Shown

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
        known=_known(vote, sum(counts.values())),
    )


def _known(vote: Vote, voted: int) -> Known:
    """What everybody knows of a counted vote. Who stepped back from the list since it was frozen cannot have voted;
    and the MRC, kept back or not, say whether 5 people did."""
    least, most = max(people_needed(vote), vote.tally.territory_count), vote.roll_size - stepped_back(vote)
    if shown_territories(voted, vote.tally.territory_count, exact=False).is_hidden:
        most = min(most, disclosure.FLOOR - 1)
    elif voted:
        least = max(least, disclosure.FLOOR)
    return Known(least=least, most=most, threshold=vote.threshold, outcome=vote.tally.outcome)


def stepped_back(vote: Vote) -> int:
    """How many of the frozen list; a vote from `visible_votes` costs no query."""
    counted: int | None = vars(vote).get("barred_count")
    return vote.roll.filter(barred_on__isnull=False).count() if counted is None else counted


def shown_total(vote: Vote, voted: int, *, exact: bool) -> Shown:
    """How many voted. Outside, it must never give a hidden count by subtraction, not even to whoever noted it down
    before the end: from the quorum on, the total is told as « at least the quorum » until the counts are out.
    Then it is worked out from the counts as told: beside a hidden one, the least it can be."""
    if exact or vote.state not in (*BEFORE_COUNTS, VoteState.PROCLAIMED):
        return shown(voted, exact=exact)
    needed = people_needed(vote)
    if vote.state == VoteState.PROCLAIMED:
        told = list((shown_counts(vote, exact=False) or {}).values())
        least = sum(count.least for count in told)
        if told and not any(count.is_hidden for count in told):
            return Shown(least)
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
