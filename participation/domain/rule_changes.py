"""Proposing to change a rule of the Espace. The change itself comes only from a vote."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import dates, text
from common.exceptions import BadInput, Missing, Refused
from deliberation.domain import threads
from participation.domain import stages
from participation.domain.queries import rules as rule_queries
from participation.enums import RuleChangeState
from participation.models import RuleChange
from participation.rules import rule_values


@transaction.atomic
def propose(*, by: Person, key: str, value: Any, reason: str, now: datetime) -> RuleChange:
    """A citizen proposes another value; other citizens support it, then it is discussed and voted.

    Refused: anybody but a citizen; an unknown rule (404); an invariant, with its reason; a value the rule cannot
    take, or the one in force; an empty reason.
    """
    if not people.capacity(by, on=dates.local_day(now)).is_citizen:
        raise Refused("citizens_only", _("Only citizens propose to change a rule."))
    rule = rule_queries.current(now).get(key)
    if rule is None:
        raise Missing("rule_missing", _("This rule is not here."))
    rule_values.check_may_change(rule)
    rule_values.check_value_fits(rule, value)
    if value == rule.value:
        raise BadInput("value", _("This is already the rule."))
    reason = text.plain(reason)
    if not reason:
        raise BadInput("reason", _("Write why, in a few words."))
    change = RuleChange.objects.create(
        key=key, proposed_value=value, reason=reason, proposed_by=by, proposed_at=now
    )
    change.thread = threads.open_thread(by=by, title=rule.label, back_path=f"/regles/{key}/", now=now)
    change.save(update_fields=["thread"])
    stages.begin(change, by=by, now=now)
    return change


@transaction.atomic
def withdraw(*, by: Person, change: RuleChange, now: datetime) -> RuleChange:
    """Its author takes it back, before a vote is announced."""
    stages.move(change, to=RuleChangeState.WITHDRAWN, by=by, now=now)
    return change
