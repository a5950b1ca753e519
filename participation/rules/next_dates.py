"""By when the next step of a thing is due: the real date when one is set, else the rule's days."""

from datetime import date, timedelta

from common.dates import local_day
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern, Initiative, Issue, RuleChange, Transmission
from participation.rules import lifecycles
from participation.rules.book import RuleBook
from participation.rules.vote_rules import LONGEST_WAIT_DAYS
from voting.models import Vote

Thing = Concern | Issue | Initiative | RuleChange | Transmission
LONGEST_WAIT = timedelta(days=LONGEST_WAIT_DAYS)
# The day of these steps is a vote's; initiatives and changes of rule share the words.
DATED_BY_A_VOTE = frozenset({InitiativeState.VOTE_ANNOUNCED, InitiativeState.VOTE_OPEN})


def next_on(noun: str, thing: Thing, *, entered_on: date, book: RuleBook, vote: Vote | None) -> date | None:
    """`entered_on`: the day the thing came to its state; `vote`: its latest vote. None when no date is known."""
    known = _known_date(thing, vote)
    if known is not None:
        return known
    if isinstance(thing, Initiative) and thing.state == InitiativeState.ELIGIBLE:
        # A project that is kept going waits for three agreements, which have no date.
        return entered_on + LONGEST_WAIT if thing.current and thing.current.is_new else None
    step = lifecycles.next_step(noun, thing.state)
    return entered_on + timedelta(days=step.next_in(book)) if step.next_in else None


def _known_date(thing: Thing, vote: Vote | None) -> date | None:
    if isinstance(thing, Concern):
        if thing.state != ConcernState.SUBMITTED or thing.read_by_at is None:
            return None
        return local_day(thing.read_by_at)
    if isinstance(thing, Issue | Transmission):
        # What was sent has a clock, with its own words (`queries.awaited`).
        return None
    if isinstance(thing, Initiative):
        if thing.state == InitiativeState.NO_QUORUM and thing.next_vote_from:
            return thing.next_vote_from + LONGEST_WAIT
        if thing.state == InitiativeState.NOT_APPROVED:
            return thing.revisable_from
    if vote is None:
        return None
    if thing.state == InitiativeState.VOTE_ANNOUNCED:
        return local_day(vote.opens_at)
    return local_day(vote.closes_at) if thing.state == InitiativeState.VOTE_OPEN else None
