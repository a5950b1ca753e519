"""Whether a rule may change, and to what."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, Refused
from participation.models import OperatingRule

NOT_THIS_VALUE = _("This rule cannot take this value. Choose one from the page.")


def check_may_change(rule: OperatingRule) -> None:
    """Refused: an invariant of the founding text, with its reason."""
    if rule.is_locked:
        raise Refused("locked_rule", _("This is not a rule we can change. %(why)s") % {"why": rule.why})


def may_change(rule: OperatingRule) -> bool:
    return not rule.is_locked


def check_value_fits(rule: OperatingRule, value: Any) -> None:
    """Refused: a value outside the options, under the minimum, or of another type than the current one."""
    if rule.options:
        allowed = [option["value"] if isinstance(option, dict) else option for option in rule.options]
        if value not in allowed:
            raise BadInput("value", NOT_THIS_VALUE)
        return
    if not _same_type(rule.value, value):
        raise BadInput("value", NOT_THIS_VALUE)
    if isinstance(value, int) and not isinstance(value, bool):
        minimum = 0 if rule.minimum is None else rule.minimum
        if value < minimum:
            raise BadInput("value", _("The smallest value is %(minimum)d.") % {"minimum": minimum})


def _same_type(old: Any, new: Any) -> bool:
    if old is None:
        return True
    if isinstance(old, bool) or isinstance(new, bool):
        return isinstance(old, bool) and isinstance(new, bool)
    if isinstance(old, dict):
        return _is_proportion(new)
    return isinstance(new, type(old))


def _is_proportion(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"num", "den"}:
        return False
    num, den = value["num"], value["den"]
    return type(num) is int and type(den) is int and den > 0 and 0 <= num <= den
