"""The Espace's own rules: established once, then changed only by its votes."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common import audit
from common.exceptions import IllegalTransition, Missing, Refused
from participation.domain.queries import rules as rule_queries
from participation.enums import DecisionKind
from participation.models import Decision, OperatingRule
from participation.rules import rule_values
from participation.rules.defaults import ADOPTION, LOCKED_KEYS
from voting.enums import Outcome

# The source of a version that the citizens voted; `why` stays what the rule is for.
BY_VOTE = "vote"


@transaction.atomic
def establish(
    *,
    key: str,
    label: str,
    value: Any,
    why: str,
    basis: str,
    now: datetime,
    options: list | tuple = (),
    unit: str = "",
    minimum: int | None = None,
    is_locked: bool = False,
    position: int = 0,
) -> OperatingRule:
    """Write a rule down, before the Espace has adopted its rules: version 1, or one more provisional version.

    Refused: a locked rule that already exists; anything while the Espace votes on its rules, or once it has adopted
    them; their adoption itself, which only a vote says.
    """
    hold_the_book()
    rule_values.check_book_is_free(is_in_a_vote=rule_queries.is_book_in_a_vote())
    last = rule_queries.history(key).last()
    if last is not None:
        rule_values.check_may_change(last)
        if key == ADOPTION or rule_queries.is_adopted(now):
            raise Refused("rules_adopted", _("The Espace adopted its rules. Only a vote changes them now."))
    rule = OperatingRule(
        key=key,
        version=last.version + 1 if last else 1,
        label=label,
        value=value,
        options=list(options),
        unit=unit,
        minimum=minimum,
        basis=basis,
        why=why,
        is_locked=is_locked or key in LOCKED_KEYS,
        effective_at=now,
        position=position,
    )
    return _add(rule, by=None, now=now, kind="rule.established")


@transaction.atomic
def change(*, by: Person | None, key: str, value: Any, now: datetime, decision: Decision) -> OperatingRule:
    """A new version of one rule, because the Espace voted it. Votes already announced keep their frozen rules.

    Refused: a decision that is not an approved one about this rule and this value; a locked rule; a bad value.
    """
    last = rule_queries.history(key).last()
    if last is None:
        raise Missing("rule_missing", _("This rule is not here."))
    rule_values.check_may_change(last)
    proposed = decision.rule_change
    is_about_this = proposed is not None and proposed.key == key and proposed.proposed_value == value
    if decision.kind != DecisionKind.RULE or not is_about_this or not _is_approved(decision):
        raise Refused("no_decision", _("A rule changes only when the Espace has voted it."))
    rule_values.check_value_fits(last, value)
    rule = OperatingRule(
        key=key,
        version=last.version + 1,
        label=last.label,
        value=value,
        options=last.options,
        unit=last.unit,
        minimum=last.minimum,
        basis=BY_VOTE,
        why=last.why,
        effective_at=now,
        position=last.position,
        decision=decision,
    )
    return _add(rule, by=by, now=now, kind="rule.changed")


def hold_the_book() -> None:
    """Until the end of this transaction, nobody else puts the rules to the vote nor writes one."""
    list(OperatingRule.objects.select_for_update().filter(key=ADOPTION).order_by("pk"))


def _is_approved(decision: Decision) -> bool:
    """The recorded outcome, or the tally itself when the outcome is being recorded."""
    tally = getattr(decision.vote, "tally", None)
    return Outcome.APPROVED in {decision.outcome, tally.outcome if tally else ""}


def _add(rule: OperatingRule, *, by: Person | None, now: datetime, kind: str) -> OperatingRule:
    try:
        with transaction.atomic():
            rule.save(force_insert=True)
    except IntegrityError as error:
        raise IllegalTransition(
            "rule_changed_meanwhile", _("This rule just changed. Load the page again.")
        ) from error
    audit.record(kind, by=by, subject=rule, now=now, key=rule.key, version=rule.version)
    return rule
