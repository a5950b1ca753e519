"""The rules in force at a moment."""

from datetime import datetime
from typing import Any

from django.db.models.query import QuerySet

from participation.models import OperatingRule
from participation.rules.book import RuleBook
from participation.rules.defaults import DEFAULTS

__all__ = ["RuleBook", "current", "history", "rule_book", "value"]


def current(at: datetime) -> dict[str, OperatingRule]:
    """The version in force of each rule, in the order of the page (one query)."""
    newest: dict[str, OperatingRule] = {}
    for rule in OperatingRule.objects.at(at).order_by("version", "pk"):
        newest[rule.key] = rule
    return {rule.key: rule for rule in sorted(newest.values(), key=lambda rule: (rule.position, rule.key))}


def rule_book(at: datetime) -> RuleBook:
    """A frozen snapshot of every value at that moment."""
    return RuleBook({key: rule.value for key, rule in current(at).items()})


def value(key: str, *, at: datetime) -> Any:
    """One value; the founding default when the rule has no row."""
    rule = OperatingRule.objects.at(at).filter(key=key).order_by("-version", "-pk").first()
    return rule.value if rule else DEFAULTS[key]


def history(key: str) -> QuerySet[OperatingRule]:
    """Every version of one rule, the oldest first."""
    return OperatingRule.objects.filter(key=key).order_by("version", "pk")
