"""Proposing to change a rule of the Espace. The change itself comes only from a vote."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import dates, text
from common.exceptions import BadInput, Missing, Refused
from deliberation.domain import threads
from participation.domain import operating_rules, stages, talk
from participation.domain.queries import rules as rule_queries
from participation.enums import RuleChangeState
from participation.models import RuleChange
from participation.rules import rule_values
from participation.rules import rule_wording as wording
from participation.rules.defaults import ADOPTION


@transaction.atomic
def propose(*, by: Person, key: str, value: Any, reason: str, now: datetime) -> RuleChange:
    """A citizen proposes another value; other citizens support it, then it is discussed and voted.

    Adopting the rules is a change like another, of the rule that says so: one proposal at a time.

    Refused: anybody but a citizen; an unknown rule (404); an invariant, with its reason; a value the rule cannot
    take, or the one in force; what a vote just did not approve; an empty reason; adopting what is adopted, or a second time at once (409).
    """
    if not people.capacity(by, on=dates.local_day(now)).is_citizen:
        raise Refused("citizens_only", _("Only citizens propose to change a rule."))
    voices.check_may_write(by, now)
    rule = rule_queries.current(now).get(key)
    if rule is None:
        raise Missing("rule_missing", _("This rule is not here."))
    rule_values.check_may_change(rule)
    if key == ADOPTION:
        operating_rules.hold_the_book()
        rule_values.check_may_adopt(rule, is_under_way=rule_queries.adoption_under_way() is not None)
    rule_values.check_value_fits(rule, value)
    if value == rule.value:
        raise BadInput("value", _("This is already the rule."))
    rule_values.check_not_just_refused(
        rule_queries.refused_on(key, value),
        days=rule_queries.rule_book(now).resubmit_days_after_rejection,
        today=dates.local_day(now),
    )
    reason = text.plain(reason)
    if not reason:
        raise BadInput("reason", _("Write why, in a few words."))
    change = RuleChange.objects.create(
        key=key, proposed_value=value, reason=reason, proposed_by=by, proposed_at=now
    )
    change.thread = threads.open_thread(
        by=by, title=wording.title_of(rule), back_path=f"/regles/{key}/", now=now, **talk.rules_of_talk(now)
    )
    change.save(update_fields=["thread"])
    stages.begin(change, by=by, now=now)
    return change


@transaction.atomic
def withdraw(*, by: Person, change: RuleChange, now: datetime) -> RuleChange:
    """Its author takes it back, before a vote is announced."""
    stages.move(change, to=RuleChangeState.WITHDRAWN, by=by, now=now)
    return change
