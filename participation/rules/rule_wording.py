"""The value of a rule as people say it: « oui », the label of an option, « 1 person in 5 », « 16 ans »."""

import datetime
from collections.abc import Iterable
from math import gcd
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import dates
from participation.models import OperatingRule
from participation.rules.defaults import ADOPTION

COLON = f"{dates.NBSP}: "
# Values that the rules keep as codes without a label of their own.
CODES = {
    "web": gettext_lazy("on screen"),
    "papier_code": gettext_lazy("on paper, with a code"),
    "rencontre": gettext_lazy("at a meeting"),
    "calendrier": gettext_lazy("the calendar"),
    "prenom_ou_pseudonyme": gettext_lazy("a first name or a borrowed name"),
}
SHARES_OF_PEOPLE = frozenset({"quorum_share"})


def title_of(rule: OperatingRule) -> str:
    """What a change of this rule is called."""
    return _("Adopt our rules") if rule.key == ADOPTION else rule.label


def book_in_words(rules: Iterable[OperatingRule]) -> str:
    """Every rule and its value, one a line, as they are read on the ballot that adopts them."""
    return "\n".join(f"{rule.label}{COLON}{words_of(rule)}" for rule in rules if rule.key != ADOPTION)


def words_of(rule: OperatingRule, value: Any = ...) -> str:
    """The value as people say it: « oui », the label of an option, « 1 person in 5 », « 16 ans »."""
    value = rule.value if value is ... else value
    labels = {_key(option["value"]): option["label"] for option in rule.options if isinstance(option, dict)}
    if value is None:
        return _("Not set yet")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if _key(value) in labels:
        return labels[_key(value)]
    if isinstance(value, dict):
        return _share(rule.key, value)
    if isinstance(value, list):
        return ", ".join(_plain(str(one)) for one in value)
    if isinstance(value, str):
        day = _day(value)
        return dates.short(day) if day else _plain(value)
    return f"{value}{dates.NBSP}{rule.unit}" if rule.unit else str(value)


def _plain(code: str) -> str:
    return str(CODES.get(code, code.replace("_", " ")))


def _share(key: str, value: dict) -> str:
    num, den = int(value["num"]), int(value["den"])
    common_part = gcd(num, den) or 1
    num, den = num // common_part, den // common_part
    if num == 1 and key in SHARES_OF_PEOPLE:
        return _("1 member in %(count)d") % {"count": den}
    if den and 100 % den == 0:
        return _("%(percent)d %%") % {"percent": num * (100 // den)}
    return _("%(num)d in %(den)d") % {"num": num, "den": den}


def _key(value: Any) -> str:
    return repr(value)


def _day(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None
