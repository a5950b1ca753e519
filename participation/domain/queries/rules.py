"""The rules in force at a moment."""

from datetime import date, datetime
from typing import Any

from django.db.models.query import QuerySet

from common.dates import local_day
from participation.enums import RuleChangeState
from participation.models import OperatingRule, RuleChange
from participation.rules.book import RuleBook
from participation.rules.defaults import ADOPTION, DEFAULTS
from voting.enums import Outcome

__all__ = [
    "RuleBook",
    "adoption_under_way",
    "current",
    "history",
    "in_a_vote",
    "is_adopted",
    "is_book_in_a_vote",
    "refused_on",
    "rule_book",
    "value",
]

OVER = (RuleChangeState.ADOPTED, RuleChangeState.REJECTED, RuleChangeState.WITHDRAWN)
IN_A_VOTE = (RuleChangeState.VOTE_ANNOUNCED, RuleChangeState.VOTE_OPEN, RuleChangeState.COUNTING)


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


def label(key: str, *, at: datetime) -> str:
    """The name of a rule, for people."""
    rule = current(at).get(key)
    return rule.label if rule else key


def history(key: str) -> QuerySet[OperatingRule]:
    """Every version of one rule, the oldest first."""
    rows = OperatingRule.objects.filter(key=key).select_related("decision__vote")
    return rows.order_by("version", "pk")


def refused_on(key: str, value: Any) -> date | None:
    """The closing day of the last vote that did not approve this very value; None when there was none."""
    refused = RuleChange.objects.filter(key=key, state=RuleChangeState.REJECTED).prefetch_related(
        "decisions__vote"
    )
    days = [
        local_day(decision.vote.closes_at)
        for change in refused
        if change.proposed_value == value
        for decision in change.decisions.all()
        if decision.outcome == Outcome.NOT_APPROVED
    ]
    return max(days, default=None)


def is_adopted(at: datetime) -> bool:
    """Whether the Espace had adopted its rules by then; before, each of them is provisional."""
    return bool(value(ADOPTION, at=at))


def adoption_under_way() -> RuleChange | None:
    """The proposal to adopt the rules that is supported, discussed or voted now."""
    return RuleChange.objects.filter(key=ADOPTION).exclude(state__in=OVER).order_by("pk").first()


def in_a_vote() -> QuerySet[RuleChange]:
    """Changes whose vote is announced, open or being counted."""
    return RuleChange.objects.filter(state__in=IN_A_VOTE)


def is_book_in_a_vote() -> bool:
    """The Espace votes on all its rules: none of them changes meanwhile."""
    return in_a_vote().filter(key=ADOPTION).exists()
