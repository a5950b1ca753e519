"""Opening a thread and changing its state."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, live
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, Refused
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import Audience, FlagReason, ReadingMode, ThreadState
from deliberation.models import ModerationAction, Thread
from deliberation.rules import lifecycle, moderation


@transaction.atomic
def open_thread(
    *,
    by: Person,
    title: str,
    back_path: str,
    now: datetime,
    audience: str = Audience.MEMBERS,
    mode: str = ReadingMode.AFTER,
    content_note: str = "",
) -> Thread:
    """Open a conversation about something else's page, found again through `back_path`.

    Refused: whoever is not a member of the Espace; an empty or too long title; reading before publication,
    which this version does not do and so must not pretend to.
    """
    if not people.capacity(by, on=local_day(now)).is_member:
        raise Refused("members_only", _("Only members of the Espace open a thread."))
    if mode != ReadingMode.AFTER:
        raise BadInput("reading_mode", _("Messages can only be read after publication for now."))
    title = words.plain(title)
    if not 1 <= len(title) <= 200:
        raise BadInput("title", _("Write a title of 200 characters at most."))
    thread = Thread.objects.create(
        title=title,
        audience=audience,
        mode=mode,
        content_note=words.plain(content_note)[:120],
        back_path=back_path,
        opened_by=by,
        opened_at=now,
    )
    audit.record("thread.opened", by=by, subject=thread, now=now, audience=str(audience))
    return thread


@transaction.atomic
def change_state(
    *, by: Person, thread: Thread, state: str, reason: str = "", now: datetime
) -> ModerationAction:
    """Slow, pause, reopen or close the thread; written in the moderation log and told to readers.

    Refused: whoever is not facilitation (like a missing thread for who may not read it), a change that the
    table of states does not have, a reason that is not in the list.
    """
    capacity = people.capacity(by, on=local_day(now))
    thread_queries.visible_thread(thread.pk, capacity)
    moderation.check_may_moderate(capacity)
    if reason and reason not in FlagReason.values:
        raise BadInput("reason", _("Choose a reason from the list."))
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    act = lifecycle.check_transition(locked.state, state)
    locked.state = ThreadState(state)
    locked.save(update_fields=["state"])
    thread.state = locked.state
    action = ModerationAction.objects.create(thread=locked, by=by, act=act, reason=reason, at=now)
    audit.record("thread.state_changed", by=by, subject=locked, now=now, state=str(state), reason=reason)
    live.publish(
        live.thread_group(locked.pk, locked.audience),
        {"type": "thread.state", "thread": locked.pk, "state": str(state)},
    )
    return action
