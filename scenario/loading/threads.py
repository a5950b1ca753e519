"""Conversations: who said what, who wrote it down, what was flagged and hidden."""

from datetime import datetime

from deliberation.domain import messages, moderation, threads
from deliberation.enums import ModerationAct, ThreadState
from deliberation.models import Flag, Thread
from deliberation.rules.moderation import STEERING, is_support_speaking
from scenario import dates, talk_rows
from scenario.chronology import Chronology
from scenario.timeline import Timeline
from scenario.world import NotThere, World

NOUNS = {"initiative": "initiatives", "concern": "concerns", "issue": "issues", "modalite": "rule_changes"}
STATE_ACTS = {
    ModerationAct.SLOW: ThreadState.SLOWED,
    ModerationAct.PAUSE: ThreadState.PAUSED,
    ModerationAct.REOPEN: ThreadState.OPEN,
    ModerationAct.CLOSE: ThreadState.CLOSED,
}


def schedule(timeline: Timeline, times: Chronology) -> None:
    for thread in times.pack.threads:
        for message in thread.messages:
            timeline.add(message.at, f"{thread.id} {message.id}", _post(thread, message))
        for flag in thread.flags:
            timeline.add(flag.at, f"{thread.id} flag {flag.message}", _flag(thread, flag))
        for act in thread.moderation:
            timeline.add(act.at, f"{thread.id} {act.action}", _moderate(thread, act))
        if thread.messages:
            last = max(message.at for message in thread.messages)
            timeline.add(dates.plus_days(last, 1), f"{thread.id} {thread.state}", _end_in(thread))


def _thread(world: World, row: talk_rows.ThreadRow) -> Thread:
    if row.subject_kind not in NOUNS:
        raise NotThere(f"thread subject {row.subject_kind}")
    subject = world.get(NOUNS[row.subject_kind], row.subject)
    if subject.thread is None:
        raise NotThere(f"thread {row.id}")
    subject.thread.refresh_from_db()
    return subject.thread


def _message_key(row: talk_rows.ThreadRow, message: str) -> str:
    return f"{row.id}/{message}"


def _post(row: talk_rows.ThreadRow, message: talk_rows.MessageRow):
    def run(world: World, now: datetime) -> None:
        author = world.person(message.author)
        helper = world.person(message.typed_by) if message.typed_by else None
        answered = world.get("messages", _message_key(row, message.reply_to)) if message.reply_to else None
        said = messages.post(
            by=helper or author,
            author=author,
            typed_by=helper,
            thread=_thread(world, row),
            text=message.text,
            kind=message.kind,
            reply_to=answered,
            via=message.via,
            now=now,
        )
        world.put("messages", _message_key(row, message.id), said)

    return run


def _flag(row: talk_rows.ThreadRow, flag: talk_rows.FlagRow):
    def run(world: World, now: datetime) -> None:
        moderation.flag(
            by=world.person(flag.by),
            message=world.get("messages", _message_key(row, flag.message)),
            reason=flag.reason,
            delay_hours=_delay_hours(world),
            now=now,
        )

    return run


def _delay_hours(world: World) -> int:
    return next((rule.default for rule in world.pack.rules if rule.id == "moderation_delay_hours"), 24)


def _moderate(row: talk_rows.ThreadRow, act: talk_rows.ModerationRow):
    def run(world: World, now: datetime) -> None:
        by = world.person(act.by)
        if act.action in STATE_ACTS:
            state = STATE_ACTS[ModerationAct(act.action)]
            threads.change_state(by=by, thread=_thread(world, row), state=state, reason=act.reason, now=now)
            return
        message = world.get("messages", _message_key(row, act.message or ""))
        if is_support_speaking(message) and act.reason in STEERING:
            # The pack hides in one line; the product speaks to support in private first.
            moderation.remind(by=by, message=message, now=now)
        if act.action == ModerationAct.HIDE_PASSAGE:
            moderation.hide_passage(by=by, message=message, passage=act.span, reason=act.reason, now=now)
        elif act.action == ModerationAct.HIDE_MESSAGE:
            moderation.hide_message(by=by, message=message, reason=act.reason, now=now)
        elif act.action == ModerationAct.HUMAN_CALL:
            for flag in Flag.objects.filter(message=message, handled_at=None).order_by("pk"):
                moderation.handle_flag(by=by, flag=flag, act=ModerationAct.HUMAN_CALL, now=now)
        else:
            raise NotThere(f"act of facilitation {act.action}")

    return run


def _end_in(row: talk_rows.ThreadRow):
    """The state the pack leaves the thread in, when no act of facilitation already did."""

    def run(world: World, now: datetime) -> None:
        thread = _thread(world, row)
        if thread.state != row.state:
            threads.change_state(by=world.facilitator(), thread=thread, state=row.state, now=now)

    return run
