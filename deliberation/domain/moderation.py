"""Flags of readers, acts of facilitation. Hidden words keep their place and say why; they leave every page."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput
from deliberation.domain import fragments
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import FlagReason, ModerationAct
from deliberation.models import Flag, Message, ModerationAction
from deliberation.rules import moderation


@transaction.atomic
def flag(*, by: Person, message: Message, reason: str, now: datetime, delay_hours: int = 24) -> Flag:
    """Ask facilitation to read a message. Distress, private data and threats are due at once.

    The same person flagging again gets the first flag back. Refused: who may not read the thread, one's own
    message, a message nobody reads any more, a reason that is not in the list.
    """
    seen = message_queries.visible_message(message.pk, people.capacity(by, on=local_day(now)))
    moderation.check_may_flag(message=seen, person_id=by.pk)
    _check_reason(reason)
    wait = timedelta() if reason in moderation.AT_ONCE else timedelta(hours=delay_hours)
    raised, is_new = Flag.objects.get_or_create(
        message=seen, by=by, defaults={"reason": reason, "raised_at": now, "due_at": now + wait}
    )
    if is_new:
        audit.record("message.flagged", by=by, subject=seen, now=now, reason=reason)
    return raised


@transaction.atomic
def handle_flag(*, by: Person, flag: Flag, now: datetime, act: str = "") -> Flag:
    """Facilitation has read it. `act=HUMAN_CALL` when somebody called the person; the message stays.

    Refused: whoever is not facilitation; an act that is done on the message itself.
    """
    message = _moderated(by=by, message_id=flag.message_id, now=now)
    if act and act != ModerationAct.HUMAN_CALL:
        raise BadInput("act", _("Do this on the message itself."))
    locked = Flag.objects.select_for_update().get(pk=flag.pk)
    if locked.handled_at is not None:
        return locked
    locked.handled_at = now
    locked.save(update_fields=["handled_at"])
    if act:
        _log(by=by, message=message, act=act, reason=locked.reason, now=now)
    audit.record("flag.handled", by=by, subject=locked, now=now, act=str(act))
    return locked


@transaction.atomic
def hide_message(*, by: Person, message: Message, reason: str, now: datetime) -> Message:
    """Hide the whole message in its place, with the reason. Reversible.

    Refused: whoever is not facilitation, a message already hidden or taken back, no reason from the list.
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
def show_again(*, by: Person, message: Message, now: datetime) -> Message:
    """Show a hidden message as it was written. Refused: whoever is not facilitation, a message not hidden."""
    seen = _moderated(by=by, message_id=message.pk, now=now)
    moderation.check_may_show_again(message=seen, capacity=people.capacity(by, on=local_day(now)))
    seen.hidden_at, seen.hidden_reason, seen.hidden_passage = None, "", ""
    seen.save(update_fields=["hidden_at", "hidden_reason", "hidden_passage"])
    _log(by=by, message=seen, act=ModerationAct.SHOW_AGAIN, reason="", now=now)
    audit.record("message.shown_again", by=by, subject=seen, now=now)
    fragments.tell(seen, audience=seen.thread.audience, kind=fragments.CHANGED)
    return seen


def _hide(*, by: Person, message: Message, passage: str, reason: str, now: datetime) -> Message:
    seen = _moderated(by=by, message_id=message.pk, now=now)
    moderation.check_may_hide(message=seen, capacity=people.capacity(by, on=local_day(now)))
    _check_reason(reason)
    if passage and passage not in seen.text:
        raise BadInput("passage", _("These words are not in the message. Copy them as they are."))
    act = ModerationAct.HIDE_PASSAGE if passage else ModerationAct.HIDE_MESSAGE
    seen.hidden_at, seen.hidden_reason, seen.hidden_passage = now, reason, passage
    seen.save(update_fields=["hidden_at", "hidden_reason", "hidden_passage"])
    seen.flags.waiting().update(handled_at=now)
    _log(by=by, message=seen, act=act, reason=reason, now=now)
    audit.record("message.hidden", by=by, subject=seen, now=now, reason=reason, whole=not passage)
    fragments.tell(seen, audience=seen.thread.audience, kind=fragments.CHANGED)
    return seen


def _moderated(*, by: Person, message_id: int, now: datetime) -> Message:
    """The message, locked, for facilitation only; like a missing one for who may not read it."""
    capacity = people.capacity(by, on=local_day(now))
    message_queries.visible_message(message_id, capacity)
    moderation.check_may_moderate(capacity)
    return Message.objects.select_for_update(of=("self",)).select_related("thread").get(pk=message_id)


def _check_reason(reason: str) -> None:
    if reason not in FlagReason.values:
        raise BadInput("reason", _("Choose a reason from the list."))


def _log(*, by: Person, message: Message, act: str, reason: str, now: datetime) -> None:
    ModerationAction.objects.create(
        thread=message.thread, message=message, by=by, act=act, reason=reason, at=now
    )
