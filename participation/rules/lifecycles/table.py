"""What a lifecycle is made of: who acts in a state, and the moves that exist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.rules.book import RuleBook

Days = Callable[[RuleBook], int]

WHO = {
    "citizen": _("citizens"),
    "author": _("the author"),
    "facilitator": pgettext_lazy("who acts", "facilitation"),
    "support": pgettext_lazy("who acts", "support"),
    "crd_agent": _("the social development officer"),
    "mrc_resource": _("the MRC resource"),
    "signatory": _("the signatory partner"),
    "carrier": _("the carrier organisation"),
    "table_member": _("the Table"),
    "system": _("the calendar"),
}


@dataclass(frozen=True)
class NextStep:
    """What a state waits for. `next_in`: days after entering the state, by the rules; None when nobody set one."""

    who: str
    sentence: str | Promise
    next_in: Days | None = None

    @property
    def who_label(self) -> str:
        return str(WHO[self.who]) if self.who else ""


END = NextStep("", _("It is finished. Nothing more is expected."))


@dataclass(frozen=True)
class Transition:
    """One row of the table. `guard` says in words what the verb checks; `with_help_of` may act for the author."""

    noun: str
    from_states: tuple[str, ...]
    to: str
    who: frozenset[str]
    guard: str = ""
    next_step: str | Promise = ""
    next_in: Days | None = None
    with_help_of: frozenset[str] = field(default=frozenset())


Row = tuple[tuple[str, ...], str, tuple[str, ...], str]


def build(
    noun: str, steps: Mapping[Any, NextStep], rows: tuple[Row, ...], helped: tuple[str, ...] = ()
) -> tuple[Transition, ...]:
    """Rows as Transitions, each with the next step of the state it leads to."""
    return tuple(
        Transition(
            noun=noun,
            from_states=tuple(str(state) for state in origins),
            to=str(to),
            who=frozenset(who),
            guard=guard,
            next_step=steps[to].sentence,
            next_in=steps[to].next_in,
            with_help_of=frozenset({"support"}) if str(to) in helped else frozenset(),
        )
        for origins, to, who, guard in rows
    )
