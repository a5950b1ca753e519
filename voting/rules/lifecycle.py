"""The life of a vote as one table; the diagram in the documentation is made from it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition, Sentence
from voting.enums import VoteState

SYSTEM, FACILITATOR, COUNTERS, TWO_PEOPLE = "system", "facilitator", "counters", "two_people"
SCRUTINEERS = "scrutineers"
# Whoever brought the subject takes it back, before the vote opens: nothing is left to vote on.
WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Transition:
    """`who` moves it when `guard` holds; then comes `next_step`, by `deadline`."""

    source: str
    target: str
    who: tuple[str, ...]
    guard: Sentence
    next_step: Sentence
    deadline: Sentence


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        VoteState.PREPARED,
        VoteState.ANNOUNCED,
        (SYSTEM, FACILITATOR),
        _("List, rules, question, text and keys are frozen."),
        _("The vote opens by the calendar."),
        _("at the announced opening"),
    ),
    Transition(
        VoteState.ANNOUNCED,
        VoteState.OPEN,
        (SYSTEM,),
        _("The announced time has come."),
        _("Everyone on the list may vote."),
        _("until the announced closing"),
    ),
    Transition(
        VoteState.OPEN,
        VoteState.CLOSED,
        (SYSTEM,),
        _("The announced time has come, never before."),
        _("The paper ballots are counted twice."),
        _("right after closing"),
    ),
    Transition(
        VoteState.CLOSED,
        VoteState.NO_QUORUM,
        (SYSTEM,),
        _("Not enough people voted. No ballot is opened."),
        _("The vote is taken again."),
        _("by the rule of the Espace"),
    ),
    Transition(
        VoteState.CLOSED,
        VoteState.COUNTED,
        (COUNTERS, SCRUTINEERS),
        _("Enough people voted. Paper was counted twice. Every key gave its part."),
        _("The result is published."),
        _("right after counting"),
    ),
    Transition(
        VoteState.COUNTED,
        VoteState.PROCLAIMED,
        (SYSTEM,),
        _("The count is done."),
        _("The result takes effect."),
        _("right after publication"),
    ),
    Transition(
        VoteState.ANNOUNCED,
        VoteState.ANNULLED,
        (TWO_PEOPLE, WITHDRAWAL),
        _("Two people of two employers agree, or what it is about is withdrawn. The reason is published."),
        _("The vote may be prepared again."),
        _("no date"),
    ),
    *(
        Transition(
            source,
            VoteState.ANNULLED,
            (TWO_PEOPLE,),
            _("Two people of two employers agree. The reason is published."),
            _("The vote may be prepared again."),
            _("no date"),
        )
        for source in (VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED)
    ),
)


def check_moves(source: str, target: str) -> Transition:
    """The row of the table that leads there, or a refusal."""
    for transition in TRANSITIONS:
        if (transition.source, transition.target) == (source, target):
            return transition
    raise IllegalTransition("illegal_transition", _("This vote does not move that way."))


def may_move(source: str, target: str) -> bool:
    try:
        check_moves(source, target)
    except IllegalTransition:
        return False
    return True
