"""Whether a rule may change, and to what."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import dates
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.models import OperatingRule, RuleChange
from participation.rules import reading_hours
from participation.rules.defaults import ADOPTION

NOT_THIS_VALUE = _("This rule cannot take this value. Choose one from the page.")


def check_may_change(rule: OperatingRule) -> None:
    """Refused: an invariant of the founding text, with its reason."""
    if rule.is_locked:
        raise Refused("locked_rule", _("This is not a rule we can change. %(why)s") % {"why": rule.why})


def may_change(rule: OperatingRule) -> bool:
    return not rule.is_locked


def check_book_is_free(*, is_in_a_vote: bool) -> None:
    """Refused: anything that would change the rules while the Espace votes on them all (409)."""
    if is_in_a_vote:
        raise IllegalTransition(
            "rules_in_a_vote", _("The Espace is voting on its rules. Until the result, none of them changes.")
        )


def check_may_be_voted(change: RuleChange, *, in_a_vote: set[str]) -> None:
    """Refused (409): one rule while all of them are in a vote, all of them while one is in a vote."""
    check_book_is_free(is_in_a_vote=ADOPTION in in_a_vote)
    if change.key == ADOPTION and in_a_vote:
        raise IllegalTransition(
            "rule_in_a_vote",
            _("A change of rule is in a vote. After its result, the Espace can vote on all its rules."),
        )


def check_may_adopt(rule: OperatingRule, *, is_under_way: bool) -> None:
    """Refused (409): rules already adopted, which then change one by one; a second proposal at the same time."""
    if rule.value:
        raise IllegalTransition(
            "already_adopted", _("The Espace has adopted its rules. Propose to change one of them.")
        )
    if is_under_way:
        raise IllegalTransition(
            "adoption_under_way", _("Somebody has already proposed it. You may support that proposal.")
        )


def check_not_just_refused(refused_on: date | None, *, days: int, today: date) -> None:
    """`refused_on`: the closing day of the last vote that did not approve this value."""
    if refused_on is not None and today < refused_on + timedelta(days=days):
        raise Refused(
            "proposed_again_too_soon",
            _("A vote just said no to this. It may be proposed again from %(date)s.")
            % {"date": dates.day(refused_on + timedelta(days=days))},
        )


def check_value_fits(rule: OperatingRule, value: Any) -> None:
    """Refused: a value outside the options, under the minimum, or of another type than the current one."""
    if rule.options:
        allowed = [option["value"] if isinstance(option, dict) else option for option in rule.options]
        if value not in allowed:
            raise BadInput("value", NOT_THIS_VALUE)
        return
    if not (_is_proportion(value) if rule.is_share else _same_type(rule.value, value)):
        raise BadInput("value", NOT_THIS_VALUE)
    if rule.key == "fil_hours" and not reading_hours.is_said_well(value):
        raise BadInput("value", _("Write the hours like this: 9 h à 21 h."))
    if isinstance(value, int) and not isinstance(value, bool):
        minimum = 0 if rule.minimum is None else rule.minimum
        if value < minimum:
            raise BadInput("value", _("The smallest value is %(minimum)d.") % {"minimum": minimum})


def _same_type(old: Any, new: Any) -> bool:
    if old is None:
        return True
    if isinstance(old, bool) or isinstance(new, bool):
        return isinstance(old, bool) and isinstance(new, bool)
    return isinstance(new, type(old))


def _is_proportion(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"num", "den"}:
        return False
    num, den = value["num"], value["den"]
    return type(num) is int and type(den) is int and den > 0 and 0 <= num <= den
