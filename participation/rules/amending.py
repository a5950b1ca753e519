"""The life of a proposed change: who proposes it, who answers, and the part of the sheet it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import dates
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import AmendmentPart, AmendmentState, InitiativeState, RuleChangeState
from participation.models import Amendment, Initiative
from participation.models.amendment import OF_A_RULE
from participation.rules.discussed import Subject
from participation.rules.sheet import LENGTHS, Sheet

OPEN = frozenset({InitiativeState.DELIBERATING, InitiativeState.TO_ADJUST})
OF_RULES_OPEN_IN = frozenset({RuleChangeState.DELIBERATING})
OF_A_SHEET = tuple(part for part in AmendmentPart if part not in OF_A_RULE)
MAX_WORDS, MAX_REASON, MAX_LINE = 600, 300, 200
# As long as the reason of a change of rule itself, whose words are there to be changed.
MAX_WORDS_OF_RULE = 1000
# The parts whose words are the text itself: accepted as they were written.
FIELD_OF = {
    AmendmentPart.TITLE: "title",
    AmendmentPart.SUMMARY: "summary",
    AmendmentPart.AIMS: "aims",
}
# The others say in words what the authors then write in the sheet.
SHEET_FIELDS = {
    AmendmentPart.PLACES: ("territories",),
    AmendmentPart.REACH: ("people_planned", "people_counting"),
    AmendmentPart.CARRIER: ("carrier",),
    AmendmentPart.PARTNERS: ("partner_names", "partner_gifts"),
    AmendmentPart.DATES: ("starts_on", "ends_on"),
    AmendmentPart.COST: ("fund_cents", "other_cash_cents", "in_kind_cents", "budget_lines"),
}


@dataclass(frozen=True)
class Move:
    source: AmendmentState
    target: AmendmentState
    who: str


TRANSITIONS = (
    Move(AmendmentState.PROPOSED, AmendmentState.ACCEPTED, "author"),
    Move(AmendmentState.PROPOSED, AmendmentState.DECLINED, "author"),
    Move(AmendmentState.PROPOSED, AmendmentState.WITHDRAWN, "amender"),
)
_NOT_YOURS = {
    "author": _("Only the authors of the text answer."),
    "amender": _("Only the person who proposed it takes it back."),
}


def check_move(source: str, target: str, who: set[str]) -> None:
    """Refused: what was already answered or taken back (409); a step of somebody else."""
    row = next((one for one in TRANSITIONS if (one.source, one.target) == (source, target)), None)
    if row is None:
        raise IllegalTransition("already_answered", _("This proposal already has its answer."))
    if row.who not in who:
        raise Refused("not_your_move", _NOT_YOURS[row.who])


def may_move(source: str, target: str, who: set[str]) -> bool:
    try:
        check_move(source, target, who)
    except Refused:
        return False
    return True


def is_open(subject: Subject) -> bool:
    """Whether it is discussed at this step."""
    return subject.state in (OPEN if isinstance(subject, Initiative) else OF_RULES_OPEN_IN)


def check_may_propose(subject: Subject, *, is_author: bool) -> None:
    """Refused: one's own text; a text that nobody discusses now."""
    if is_author:
        raise Refused("own_text", _("You are one of its authors: change the text itself."))
    if not is_open(subject):
        raise IllegalTransition(
            "not_discussed", _("We propose changes while we discuss it. That is not the step now.")
        )


def goes_on_from(amendment: Amendment, *, deliberated_on: date, days: int) -> date:
    """The day from which the text may go on without an answer to this change.

    Its authors have `days` to answer it. Proposals made one after the other never hold it more than `days` past the
    day the discussion may end.
    """
    wait = timedelta(days=days)
    return min(dates.local_day(amendment.proposed_at), deliberated_on) + wait


def check_answered(holding: Iterable[Amendment], *, deliberated_on: date, days: int, today: date) -> None:
    """Refused: while a proposed change waits for its answer, until its authors had the days to give it."""
    days_off = [goes_on_from(one, deliberated_on=deliberated_on, days=days) for one in holding]
    if days_off and today < max(days_off):
        raise IllegalTransition(
            "amendments_waiting",
            _("Answer the proposed changes first. Without an answer, it goes on from %(when)s.")
            % {"when": dates.day(max(days_off))},
        )


def is_text(part: str) -> bool:
    """Whether the proposed words take the place of the words of today."""
    return part in FIELD_OF or part in OF_A_RULE


def words_of(sheet: Sheet, part: str) -> str:
    """The words of today of a part that is text."""
    held = getattr(sheet, FIELD_OF[AmendmentPart(part)])
    return held if isinstance(held, str) else "\n".join(held)


def check_words(sheet: Sheet, part: str, words: str) -> None:
    """Refused: nothing; too much for this part; the words of today."""
    longest = LENGTHS.get(FIELD_OF.get(AmendmentPart(part), ""), MAX_WORDS)
    if not words:
        raise BadInput("words", _("Write the words you propose."))
    is_long = len(words) > longest or (
        is_text(part) and any(len(one) > MAX_LINE for one in _lines(words)[1:])
    )
    if is_long:
        raise BadInput(
            "words", _("This is too long. Keep it under %(count)d characters.") % {"count": longest}
        )
    if is_text(part) and words == words_of(sheet, part):
        raise BadInput("words", _("These are the words of today. Change something."))


def amended(sheet: Sheet, part: str, words: str) -> Sheet:
    """The sheet of today with these words in their place."""
    name = FIELD_OF[AmendmentPart(part)]
    changed: dict[str, Any] = {name: tuple(_lines(words)) if name == "aims" else words}
    return replace(sheet, **changed)


def check_words_of_rule(words: str, *, today: str) -> None:
    """Refused: no reason; too long a one; the reason of today."""
    if not words:
        raise BadInput("words", _("Write the words you propose."))
    if len(words) > MAX_WORDS_OF_RULE:
        raise BadInput(
            "words", _("This is too long. Keep it under %(count)d characters.") % {"count": MAX_WORDS_OF_RULE}
        )
    if words == today:
        raise BadInput("words", _("These are the words of today. Change something."))


def check_carries(part: str, *, before: Sheet, after: Sheet) -> None:
    """Refused: an answer « yes » whose new sheet leaves this part as it was."""
    fields = SHEET_FIELDS[AmendmentPart(part)]
    if all(_plain(getattr(before, name)) == _plain(getattr(after, name)) for name in fields):
        raise BadInput("part", _("This part has not changed yet. Change it, then publish."))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, list | tuple) else value


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
