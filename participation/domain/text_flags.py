"""Asking facilitation to read a published text again, and what it found."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import IllegalTransition
from deliberation.domain import moderation
from deliberation.enums import FlagOutcome, ModerationAct
from deliberation.rules.flagging import AT_ONCE
from deliberation.rules.moderation import check_not_own_case
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import text_flags as queries
from participation.models import TextFlag
from participation.rules import speaking, visibility
from participation.rules import text_flags as rules
from participation.rules.text_flags import Text

# In the public log: what somebody did, without a word of the text.
LOGGED = {FlagOutcome.UNFOUNDED: ModerationAct.LEAVE, FlagOutcome.CALLED: ModerationAct.HUMAN_CALL}


@transaction.atomic
def flag(*, by: Person, text: Text, reason: str, now: datetime) -> TextFlag:
    """Facilitation reads it within the ruled hours; distress, private data and threats at once.

    Twice is once until it is read; said again for a reason that presses more, it is read at once from then.

    Refused: whoever is not a member; what is not published; one's own words; a reason that is not in the list.
    """
    capacity = people.capacity(by, on=local_day(now))
    rules.check_may_flag(text, capacity, is_own=by.pk in queries.author_ids(text))
    rules.check_reason(reason)
    hours = int(rule_queries.value("moderation_delay_hours", at=now))
    wait = timedelta() if reason in AT_ONCE else timedelta(hours=hours)
    raised, is_new = TextFlag.objects.select_for_update().get_or_create(
        by=by,
        handled_at=None,
        **queries.key_of(text),
        defaults={"reason": reason, "raised_at": now, "due_at": now + wait},
    )
    presses_more = rules.presses_more(reason, than=raised.reason)
    if presses_more:
        raised.reason, raised.due_at = reason, min(raised.due_at, now)
        raised.save(update_fields=["reason", "due_at"])
    if is_new or presses_more:
        audit.record("text.flagged", by=by, subject=text, now=now, reason=reason)
    return raised


@transaction.atomic
def handle(*, by: Person, flag: TextFlag, outcome: str, now: datetime) -> TextFlag:
    """Facilitation has read it: nothing is wrong, somebody called, or it did what was needed on the text's own page.

    Refused: whoever is not facilitation; their own words, or words that name them; a flag already read; like a
    missing text, what its author took back.
    """
    capacity = people.capacity(by, on=local_day(now))
    speaking.check_may_facilitate(capacity)
    rules.check_outcome(outcome)
    locked = TextFlag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if locked.handled_at is not None:
        raise IllegalTransition("already_read", _("Somebody already read this flag."))
    visibility.check_sees(queries.NAMES[type(locked.text)], locked.text, capacity, by)
    check_not_own_case(is_own=queries.is_own_case(locked.text, by))
    locked.handled_at, locked.handled_by, locked.outcome = now, by, outcome
    locked.save(update_fields=["handled_at", "handled_by", "outcome"])
    act = LOGGED.get(FlagOutcome(outcome))
    if act is not None:
        moderation.log_sentence(by=by, thread=locked.text.thread, act=act, reason=locked.reason, now=now)
    audit.record("text_flag.handled", by=by, subject=locked, now=now, outcome=outcome)
    return locked
