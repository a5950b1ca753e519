"""Every life in the Espace as a table: from, to, who, guard, next step.

The vote's own table is in `voting.rules.lifecycle`. `docs/cheminement.md` is drawn from these tables.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exceptions import IllegalTransition, Refused
from participation.rules.lifecycles import concern, initiative, issue, rule_change, transmission
from participation.rules.lifecycles.table import WHO, NextStep, Transition

__all__ = ["NEXT", "TABLES", "NextStep", "Transition", "check_move", "find", "may_move", "next_step"]

_LIVES = (concern, initiative, issue, transmission, rule_change)

TABLES: dict[str, tuple[Transition, ...]] = {life.NOUN: life.TABLE for life in _LIVES}
NEXT: dict[str, dict[str, NextStep]] = {
    life.NOUN: {str(state): step for state, step in life.STEPS.items()} for life in _LIVES
}


def find(noun: str, from_state: str, to_state: str) -> Transition | None:
    """The row that allows this move, whoever asks."""
    return next((row for row in TABLES[noun] if row.to == to_state and from_state in row.from_states), None)


def next_step(noun: str, state: str) -> NextStep:
    """What this state waits for."""
    return NEXT[noun][state]


def who_label(who: str) -> str:
    return str(WHO[who]) if who else ""


def check_move(noun: str, from_state: str, to_state: str, who: set[str] | frozenset[str]) -> Transition:
    """The row of this move. Refused: a move the table does not have (409), one that is somebody else's."""
    row = find(noun, from_state, to_state)
    if row is None:
        raise IllegalTransition(
            "illegal_transition",
            gettext_lazy("This cannot be done at this step. The page may be old: load it again."),
        )
    if not row.who & set(who):
        actors = _(" or ").join(str(WHO[role]) for role in sorted(row.who))
        raise Refused("not_your_move", _("This step belongs to others: %(actors)s.") % {"actors": actors})
    return row


def may_move(noun: str, from_state: str, to_state: str, who: set[str] | frozenset[str]) -> bool:
    try:
        check_move(noun, from_state, to_state, who)
    except Refused:
        return False
    return True
