"""Opening a thread and changing its state."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, live
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, Refused
from deliberation.domain import fragments
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import Audience, FlagReason, ModerationAct, ReadingMode, ThreadState
from deliberation.models import ModerationAction, Thread
from deliberation.rules import lifecycle, moderation, private_words

MAX_GUARDED_CHARS = 2000
MODE_ACTS = {
    ReadingMode.BEFORE: ModerationAct.READ_BEFORE,
    ReadingMode.FIRST: ModerationAct.READ_FIRST,
    ReadingMode.AFTER: ModerationAct.READ_AFTER,
}


@transaction.atomic
def open_thread(
    *,
    by: Person | None,
    title: str,
    back_path: str,
    now: datetime,
    audience: str = Audience.MEMBERS,
    mode: str = ReadingMode.AFTER,
    content_note: str = "",
    protected_names: str = "",
    public_since_vote_on: date | None = None,
    flag_hours: int = 24,
) -> Thread:
    """Open a conversation about something else's page, found again through `back_path`.

    A thread is public from its first word or never: nobody's words change readers after they were written.
    `by=None`: nobody of the Espace opens it, because something else asks for it; it is then for its members.
    Refused: whoever is not a member of the Espace; a thread for staff or public opened by somebody who does not
    facilitate; a public thread without the past day the Espace decided it; an empty or too long title.
    `mode` says when facilitation reads messages, `flag_hours` within how many hours it reads a flag: values that the
    Espace decided, handed down.
    """
    if by is not None and not people.capacity(by, on=local_day(now)).is_member:
        raise Refused("members_only", _("Only members of the Espace open a thread."))
    _check_audience(audience, by=by, decided_on=public_since_vote_on, now=now)
    if mode not in ReadingMode.values:
        raise BadInput("reading_mode", _("Choose when messages are read."))
    title = words.plain(title)
    if not 1 <= len(title) <= 200:
        raise BadInput("title", _("Write a title of 200 characters at most."))
    thread = Thread.objects.create(
        title=title,
        audience=audience,
        mode=mode,
        flag_hours=flag_hours,
        content_note=words.plain(content_note)[:120],
        protected_names=words.plain(protected_names),
        back_path=back_path,
        public_since_vote_on=public_since_vote_on if audience == Audience.PUBLIC else None,
        opened_by=by,
        opened_at=now,
    )
    audit.record("thread.opened", by=by, subject=thread, now=now, audience=str(audience))
    return thread


def _check_audience(audience: str, *, by: Person | None, decided_on: date | None, now: datetime) -> None:
    if audience not in Audience.values:
        raise BadInput("audience", _("Choose who reads this thread."))
    if audience not in (Audience.STAFF, Audience.PUBLIC):
        return
    moderation.check_may_moderate(people.capacity(by, on=local_day(now)))
    if audience == Audience.PUBLIC and (decided_on is None or decided_on > local_day(now)):
        raise BadInput("decided_on", _("Write the day the Espace decided that this thread is public."))


@transaction.atomic
def guard_names(*, by: Person, thread: Thread, names: str, now: datetime) -> Thread:
    """Facilitation's list for this thread, one name a line: writing one is asked about, gently.

    Refused: whoever is not facilitation (like a missing thread for who may not read it); over 2000 characters.
    """
    capacity = people.capacity(by, on=local_day(now))
    found = thread_queries.visible_thread(thread.pk, capacity)
    moderation.check_may_moderate(capacity)
    names = words.plain(names)
    if len(names) > MAX_GUARDED_CHARS:
        raise BadInput("names_too_long", _("The list is too long. Keep the names that matter."))
    found.protected_names = names
    found.save(update_fields=["protected_names"])
    audit.record("thread.names_guarded", by=by, subject=found, now=now)
    return found


@transaction.atomic
def change_state(
    *, by: Person, thread: Thread, state: str, reason: str = "", now: datetime
) -> ModerationAction:
    """Slow, pause, reopen or close the thread; written in the moderation log and told to readers.

    Refused: whoever is not facilitation (like a missing thread for who may not read it), a change that the
    table of states does not have, a reason that is not in the list, a private word (the person alone closes it).
    """
    capacity = people.capacity(by, on=local_day(now))
    seen = thread_queries.visible_thread(thread.pk, capacity)
    moderation.check_may_moderate(capacity)
    private_words.check_theirs_alone(seen, capacity)
    if reason and reason not in FlagReason.values:
        raise BadInput("reason", _("Choose a reason from the list."))
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    act = lifecycle.check_transition(locked.state, state)
    locked.state = ThreadState(state)
    locked.save(update_fields=["state"])
    thread.state = locked.state
    action = ModerationAction.objects.create(thread=locked, by=by, act=act, reason=reason, at=now)
    audit.record("thread.state_changed", by=by, subject=locked, now=now, state=str(state), reason=reason)
    _tell_state(locked)
    return action


@transaction.atomic
def change_mode(*, by: Person, thread: Thread, mode: str, now: datetime) -> ModerationAction:
    """When facilitation reads the messages of this thread; written in the moderation log.

    Refused: whoever is not facilitation (like a missing thread for who may not read it); the mode it already has.
    """
    capacity = people.capacity(by, on=local_day(now))
    thread_queries.visible_thread(thread.pk, capacity)
    moderation.check_may_moderate(capacity)
    if mode not in ReadingMode.values or thread.audience == Audience.STAFF_AND_AUTHOR:
        raise BadInput("reading_mode", _("Choose when messages are read."))
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    if locked.mode == mode:
        raise BadInput("reading_mode", _("The thread is already read this way."))
    locked.mode = thread.mode = mode
    locked.save(update_fields=["mode"])
    action = ModerationAction.objects.create(thread=locked, by=by, act=MODE_ACTS[ReadingMode(mode)], at=now)
    audit.record("thread.mode_changed", by=by, subject=locked, now=now, mode=str(mode))
    return action


@transaction.atomic
def close_word(*, by: Person, thread: Thread, now: datetime) -> Thread:
    """Close a private word; called by `private_words.close`, which checks who asks."""
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    lifecycle.check_transition(locked.state, ThreadState.CLOSED)
    locked.state = ThreadState.CLOSED
    locked.save(update_fields=["state"])
    audit.record("private_word.closed", by=by, subject=locked, now=now)
    _tell_state(locked)
    return locked


def _tell_state(thread: Thread) -> None:
    said = {"type": "thread.state", "thread": thread.pk, "state": str(thread.state)}
    for language in fragments.LANGUAGES:
        live.publish(live.thread_group(thread.pk, thread.audience, language), said)
        if thread.audience == Audience.PUBLIC:
            live.publish(live.outside_group(thread.pk, language), said)
