"""Flags of readers, acts of facilitation. Hidden words keep their place and say why; they leave every page."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.voices import running_pause
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from deliberation.domain import fragments, plain_messages, private_words
from deliberation.domain.queries import flags as flag_queries
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries.own_case import is_own_case
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct
from deliberation.models import Flag, Message, ModerationAction, Thread
from deliberation.rules import flagging, moderation


@transaction.atomic
def flag(*, by: Person, message: Message, reason: str, now: datetime, delay_hours: int | None = None) -> Flag:
    """Ask facilitation to read a message, within the thread's hours; distress, private data and threats at once.

    Private data and threats are hidden first, until somebody has read (see `flagging.hides_first`). The same person
    flagging again gets the first flag back. Refused: who may not read the thread, one's own message, a message
    nobody reads any more, a reason that is not in the list.
    """
    seen = message_queries.visible_message(message.pk, people.capacity(by, on=local_day(now)))
    moderation.check_may_flag(message=seen, person_id=by.pk)
    moderation.check_reason(reason, message=seen)
    hours = seen.thread.flag_hours if delay_hours is None else delay_hours
    wait = timedelta() if reason in flagging.AT_ONCE else timedelta(hours=hours)
    raised, is_new = Flag.objects.get_or_create(
        message=seen, by=by, defaults={"reason": reason, "raised_at": now, "due_at": now + wait}
    )
    if is_new:
        audit.record("message.flagged", by=by, subject=seen, now=now, reason=reason)
        _hide_first(raised, by=by, now=now)
    return raised


@transaction.atomic
def handle_flag(*, by: Person, flag: Flag, now: datetime, act: str = "") -> Flag:
    """Facilitation has read it. `act=HUMAN_CALL` when somebody called the person: they are told, the message stays.

    Words that the flag had hidden are shown again. Refused: whoever is not facilitation; an act that is done on
    the message itself.
    """
    message = _moderated(by=by, message_id=flag.message_id, now=now)
    if act and act != ModerationAct.HUMAN_CALL:
        raise BadInput("act", _("Do this on the message itself."))
    locked = Flag.objects.select_for_update().get(pk=flag.pk)
    if locked.handled_at is not None:
        return locked
    outcome = FlagOutcome.CALLED if act else FlagOutcome.UNFOUNDED
    if message.hidden_until_read and not act:
        show_again(by=by, message=message, now=now)
        locked.refresh_from_db()
        return locked
    _close_flag(locked, by=by, outcome=outcome, now=now)
    _log(by=by, message=message, act=act or ModerationAct.LEAVE, reason=locked.reason, now=now)
    if act:
        private_words.tell(
            by=by, person=message.author, text=plain_messages.said(plain_messages.CALL), now=now
        )
    audit.record("flag.handled", by=by, subject=locked, now=now, act=str(act))
    return locked


@transaction.atomic
def hide_message(*, by: Person, message: Message, reason: str, now: datetime) -> Message:
    """Hide the whole message in its place, with the reason. Reversible; the author is told why, in private.

    Refused: whoever is not facilitation, their own case, a message already hidden or taken back, no reason from
    the list, words of support that steer a vote before the private reminder.
    """
    return _hide(by=by, message=message, passage="", reason=reason, now=now)


@transaction.atomic
def hide_passage(*, by: Person, message: Message, passage: str, reason: str, now: datetime) -> Message:
    """Replace some words of the message by a mark, everywhere. `passage` must be in the message as written.

    Refused: as for hiding the whole, and a passage that is not there.
    """
    passage = words.plain(passage)
    if not passage:
        raise BadInput("passage_empty", _("Copy the words to hide."))
    return _hide(by=by, message=message, passage=passage, reason=reason, now=now)


@transaction.atomic
def keep_hidden(*, by: Person, message: Message, now: datetime) -> Message:
    """Somebody has read what a flag hid: it stays hidden, for that flag's reason, and the author is told.

    Refused: as for hiding; a message that no flag hid.
    """
    seen = _moderated(by=by, message_id=message.pk, now=now)
    _check_not_own_case(seen, by, now)
    if not seen.hidden_until_read:
        raise IllegalTransition("already_read", _("Somebody already read this message."))
    seen.hidden_until_read = False
    seen.save(update_fields=["hidden_until_read"])
    _settle_hidden(seen, by=by, act=ModerationAct.CONFIRM_HIDDEN, is_passage=False, now=now)
    return seen


@transaction.atomic
def show_again(*, by: Person | None, message: Message, now: datetime) -> Message:
    """Show a hidden message as it was written. `by=None`: those who read it again decided so.

    Refused: whoever is not facilitation, a message not hidden, one that was moved.
    """
    if by is None:
        seen = _locked(message.pk)
    else:
        seen = _moderated(by=by, message_id=message.pk, now=now)
        moderation.check_may_show_again(message=seen, capacity=people.capacity(by, on=local_day(now)))
    seen.hidden_at, seen.hidden_reason, seen.hidden_passage, seen.hidden_until_read = None, "", "", False
    seen.save(update_fields=["hidden_at", "hidden_reason", "hidden_passage", "hidden_until_read"])
    for waiting in seen.flags.waiting():
        _close_flag(waiting, by=by, outcome=FlagOutcome.UNFOUNDED, now=now)
    if by is not None:
        _log(by=by, message=seen, act=ModerationAct.SHOW_AGAIN, reason="", now=now)
    audit.record("message.shown_again", by=by, subject=seen, now=now)
    fragments.tell(seen, audience=seen.thread.audience, kind=fragments.CHANGED)
    return seen


def log_sentence(
    *, by: Person, thread: Thread | None, act: ModerationAct, reason: str, now: datetime
) -> None:
    """In the public log: what facilitation did to a sentence written outside threads. Inside a checked verb."""
    ModerationAction.objects.create(thread=thread, by=by, act=act, reason=reason, at=now)


@transaction.atomic
def remind(*, by: Person, message: Message, now: datetime) -> Message:
    """Remind somebody of support, in private, that they do not say how to vote; written in the public log.

    Refused: whoever is not facilitation; the words of a citizen or of facilitation; a second reminder.
    """
    seen = _moderated(by=by, message_id=message.pk, now=now)
    moderation.check_may_remind(message=seen, is_reminded=flag_queries.is_reminded(seen))
    private_words.tell(by=by, person=seen.author, text=plain_messages.said(plain_messages.REMINDER), now=now)
    _log(by=by, message=seen, act=ModerationAct.PRIVATE_REMINDER, reason=FlagReason.STEERS, now=now)
    audit.record("message.author_reminded", by=by, subject=seen, now=now)
    return seen


def _hide(*, by: Person, message: Message, passage: str, reason: str, now: datetime) -> Message:
    seen = _moderated(by=by, message_id=message.pk, now=now)
    moderation.check_may_hide(message=seen, capacity=people.capacity(by, on=local_day(now)))
    _check_not_own_case(seen, by, now)
    moderation.check_reason(reason, message=seen)
    moderation.check_reminded_first(seen, reason=reason, is_reminded=flag_queries.is_reminded(seen))
    if passage and passage not in seen.text:
        raise BadInput("passage", _("These words are not in the message. Copy them as they are."))
    act = ModerationAct.HIDE_PASSAGE if passage else ModerationAct.HIDE_MESSAGE
    seen.hidden_at, seen.hidden_reason, seen.hidden_passage = now, reason, passage
    seen.hidden_until_read = False
    seen.save(update_fields=["hidden_at", "hidden_reason", "hidden_passage", "hidden_until_read"])
    _settle_hidden(seen, by=by, act=act, is_passage=bool(passage), now=now)
    return seen


def _settle_hidden(message: Message, *, by: Person, act: str, is_passage: bool, now: datetime) -> None:
    """What follows when somebody has read and hides: flags answered, log, author told, readers told."""
    reason = message.hidden_reason
    for waiting in message.flags.waiting():
        _close_flag(waiting, by=by, outcome=FlagOutcome.FOUNDED, now=now)
    _log(by=by, message=message, act=act, reason=reason, now=now)
    private_words.tell(
        by=by, person=message.author, text=plain_messages.hidden(reason, is_passage=is_passage), now=now
    )
    audit.record("message.hidden", by=by, subject=message, now=now, reason=reason, whole=not is_passage)
    fragments.tell(message, audience=message.thread.audience, kind=fragments.CHANGED)


def _hide_first(raised: Flag, *, by: Person, now: datetime) -> None:
    """Nobody acts: the flag itself hides, until somebody reads."""
    message = _locked(raised.message_id)
    is_whole_hidden = message.hidden_at is not None and not message.hidden_passage
    # Nobody who could not hide these words makes a flag hide them.
    is_judge = people.capacity(by, on=local_day(now)).is_facilitator
    if is_judge and is_own_case(message, by, on=local_day(now)):
        return
    if is_whole_hidden or not flagging.hides_first(
        reason=raised.reason,
        unfounded=flag_queries.unfounded(by, now=now),
        waiting=flag_queries.hiding(by),
        is_paused=running_pause(by, now) is not None,
    ):
        return
    raised.hid_first = True
    raised.save(update_fields=["hid_first"])
    message.hidden_at, message.hidden_reason, message.hidden_passage = now, raised.reason, ""
    message.hidden_until_read = True
    message.save(update_fields=["hidden_at", "hidden_reason", "hidden_passage", "hidden_until_read"])
    _log(by=None, message=message, act=ModerationAct.HIDE_FIRST, reason=raised.reason, now=now)
    audit.record("message.hidden_first", by=None, subject=message, now=now, reason=raised.reason)
    fragments.tell(message, audience=message.thread.audience, kind=fragments.CHANGED)


def _close_flag(flag: Flag, *, by: Person | None, outcome: str, now: datetime) -> None:
    flag.handled_at, flag.handled_by, flag.outcome = now, by, outcome
    flag.save(update_fields=["handled_at", "handled_by", "outcome"])


def _check_not_own_case(message: Message, by: Person, now: datetime) -> None:
    moderation.check_not_own_case(is_own=is_own_case(message, by, on=local_day(now)))


def _moderated(*, by: Person, message_id: int, now: datetime) -> Message:
    """The message, locked, for facilitation only; like a missing one for who may not read it."""
    capacity = people.capacity(by, on=local_day(now))
    message_queries.visible_message(message_id, capacity)
    moderation.check_may_moderate(capacity)
    return _locked(message_id)


def _locked(message_id: int) -> Message:
    found = Message.objects.select_for_update(of=("self",)).select_related(
        "thread", "author", "reply_to", "quoted"
    )
    return found.get(pk=message_id)


def _log(*, by: Person | None, message: Message, act: str, reason: str, now: datetime) -> None:
    ModerationAction.objects.create(
        thread=message.thread, message=message, by=by, act=act, reason=reason, at=now
    )
