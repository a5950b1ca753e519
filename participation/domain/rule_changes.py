"""Proposing to change a rule of the Espace, and saying it otherwise. The change itself comes only from a vote."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, Missing, Refused
from deliberation.domain import threads
from participation.domain import operating_rules, round_news, stages, talk, telling_of_texts
from participation.domain.queries import rules as rule_queries
from participation.enums import RuleChangeState
from participation.models import OperatingRule, RuleChange, RuleChangeVersion
from participation.rules import revising, rule_values, speaking
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
    check_value(rule, value, now=now)
    reason = _reason(reason)
    change = RuleChange.objects.create(
        key=key, proposed_value=value, reason=reason, proposed_by=by, proposed_at=now
    )
    change.thread = threads.open_thread(
        by=by, title=wording.title_of(rule), back_path=f"/regles/{key}/", now=now, **talk.rules_of_talk(now)
    )
    change.save(update_fields=["thread"])
    stages.begin(change, by=by, now=now)
    _add_version(change, value=value, reason=reason, because="", by=by, now=now)
    return change


def check_value(rule: OperatingRule, value: Any, *, now: datetime) -> None:
    """Refused: a value the rule cannot take, or the one in force; what a vote just did not approve."""
    rule_values.check_value_fits(rule, value)
    if value == rule.value:
        raise BadInput("value", _("This is already the rule."))
    rule_values.check_not_just_refused(
        rule_queries.refused_on(rule.key, value),
        days=rule_queries.rule_book(now).resubmit_days_after_rejection,
        today=dates.local_day(now),
    )


def check_may_revise(*, by: Person, change: RuleChange, now: datetime) -> None:
    """Refused as in `revise`, before anything is typed."""
    revising.check_may_reword(change, is_author=stages.is_author(by, change))
    speaking.check_may_speak(people.capacity(by, on=dates.local_day(now)))
    voices.check_may_write(by, now)


@transaction.atomic
def revise(
    *, by: Person, change: RuleChange, value: Any, reason: str, because: str, now: datetime
) -> RuleChangeVersion:
    """Another value, or another reason, and because of what; the wordings before stay, and the supports too.

    Another value in discussion starts its days again: nobody votes on what was hardly discussed. Whoever supports it
    is told of another value; whoever has a standing objection, of any. Refused: anybody but whoever proposed it; once the vote is announced; a
    value as in `check_value`; no reason; nothing that changes.
    """
    held = RuleChange.objects.select_for_update().get(pk=change.pk)
    check_may_revise(by=by, change=held, now=now)
    rule = rule_queries.current(now)[held.key]
    is_another = value != held.proposed_value
    starts_again = revising.restarts_days(held, value)
    if is_another:
        check_value(rule, value, now=now)
    reason = _reason(reason)
    if (value, reason) == (held.proposed_value, held.reason):
        raise BadInput("reason", _("These are the words of today. Change something."))
    because = text.plain(because)[:300]
    if not because:
        raise BadInput("because", _("Say why in one sentence."))
    held.proposed_value, held.reason = value, reason
    if starts_again:
        held.deliberation_started_at = now
    held.save(update_fields=["proposed_value", "reason", "deliberation_started_at"])
    version = _add_version(held, value=value, reason=reason, because=because, by=by, now=now)
    round_news.text_changed(held, now=now)
    if is_another:
        telling_of_texts.value_changed(version, by=by, now=now)
    change.refresh_from_db()
    return version


@transaction.atomic
def withdraw(*, by: Person, change: RuleChange, now: datetime) -> RuleChange:
    """Its author takes it back, before a vote is announced."""
    stages.move(change, to=RuleChangeState.WITHDRAWN, by=by, now=now)
    return change


def _reason(said: str) -> str:
    said = text.plain(said)
    if not said:
        raise BadInput("reason", _("Write why, in a few words."))
    return said


def _add_version(
    change: RuleChange, *, value: Any, reason: str, because: str, by: Person, now: datetime
) -> RuleChangeVersion:
    version = RuleChangeVersion.objects.create(
        change=change,
        number=change.versions.count() + 1,
        value=value,
        reason=reason,
        because=because,
        made_by=by,
        made_at=now,
    )
    audit.record("rule_change.version_added", by=by, subject=change, now=now, number=version.number)
    return version
