"""Moving a message to the thread where it belongs, and bringing it back."""

from datetime import datetime

from django.db import transaction

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from deliberation.domain import fragments, messages, plain_messages, private_words
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.domain.queries.own_case import is_own_case
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct
from deliberation.models import Message, ModerationAction, Thread
from deliberation.rules import moderation


@transaction.atomic
def move(*, by: Person, message: Message, to: Thread, now: datetime) -> Message:
    """The words leave this thread, where their place says so, and take the next number of the other one.

    Gives the message there. Refused: whoever is not facilitation, their own case, a message hidden, taken back or
    already moved, the same thread, a private thread on either side.
    """
    capacity = people.capacity(by, on=local_day(now))
    message_queries.visible_message(message.pk, capacity)
    moderation.check_may_moderate(capacity)
    target = thread_queries.visible_thread(to.pk, capacity)
    seen = _locked(message)
    moderation.check_may_hide(message=seen, capacity=capacity)
    moderation.check_not_own_case(is_own=is_own_case(seen, by, on=local_day(now)))
    moderation.check_may_move(message=seen, to=target)
    moved = messages.copy_to(seen, thread=target, now=now)
    _leave(seen, to=moved, by=by, act=ModerationAct.MOVE, now=now)
    private_words.tell(
        by=by,
        person=seen.author,
        text=plain_messages.moved(target.title),
        now=now,
    )
    return moved


@transaction.atomic
def bring_back(*, by: Person | None, message: Message, now: datetime) -> Message:
    """Undo a move: the words are read again where they were written, and leave where they were moved.

    `message` is the one that was moved. `by=None`: those who read it again decided so. Refused: whoever is not
    facilitation; a message that was not moved; one hidden, taken back or moved again where it went.
    """
    if by is not None:
        capacity = people.capacity(by, on=local_day(now))
        message_queries.visible_message(message.pk, capacity)
        moderation.check_may_moderate(capacity)
    seen = _locked(message)
    moderation.check_may_come_back(seen)
    assert seen.moved_to is not None
    there = _locked(seen.moved_to)
    seen.moved_to = None
    seen.hidden_at, seen.hidden_reason = None, ""
    seen.save(update_fields=["moved_to", "hidden_at", "hidden_reason"])
    _leave(there, to=seen, by=by, act=ModerationAct.MOVE_BACK, now=now)
    fragments.tell(seen, audience=seen.thread.audience, kind=fragments.CHANGED)
    return seen


def _leave(message: Message, *, to: Message, by: Person | None, act: str, now: datetime) -> None:
    message.moved_to = to
    message.hidden_at, message.hidden_reason, message.hidden_passage = now, FlagReason.OFF_TOPIC, ""
    message.save(update_fields=["moved_to", "hidden_at", "hidden_reason", "hidden_passage"])
    message.flags.waiting().update(handled_at=now, handled_by=by, outcome=FlagOutcome.FOUNDED)
    ModerationAction.objects.create(
        thread=message.thread, message=message, by=by, act=act, reason=FlagReason.OFF_TOPIC, at=now
    )
    audit.record("message.moved", by=by, subject=message, now=now, to=to.thread_id, act=str(act))
    fragments.tell(message, audience=message.thread.audience, kind=fragments.CHANGED)


def _locked(message: Message) -> Message:
    found = Message.objects.select_for_update(of=("self",)).select_related(
        "thread", "author", "reply_to", "quoted", "moved_to"
    )
    return found.get(pk=message.pk)
