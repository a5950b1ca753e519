"""Sockets of a thread: parse, one domain call, reply. The protocol is in docs/live-protocol.md."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from channels.db import database_sync_to_async
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import care, clock, live, voice
from common.dates import REGION
from common.exceptions import BadInput
from common.live.hub import SHUT_OUT
from deliberation.domain import fragments, looking, submissions
from deliberation.domain.queries import standing
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import Audience
from deliberation.models import Message, Submission
from deliberation.rules import distress, visibility

CATCH_UP = thread_queries.MOST_AT_ONCE


@dataclass(frozen=True)
class CatchUp:
    """What a reader lacks, as ready-made frames; `last` is the number they reach with it."""

    frames: list[str]
    last: int
    changes: int
    has_more: bool


@dataclass(frozen=True)
class Place:
    """Where a reader sits, what their rights look like, and how long their mandates still hold."""

    group: str
    mark: standing.Mark | None
    is_counted: bool
    seconds_left: float | None


class ThreadHandler:
    """One per socket. A tab reads one thread at a time: joining another leaves the first."""

    def __init__(self) -> None:
        self._group: str | None = None
        self._last_day: asyncio.TimerHandle | None = None

    async def receive(self, socket: live.Socket, verb: str, frame: dict[str, Any]) -> None:
        if verb == "join":
            await self._join(socket, frame)
        elif verb == "leave":
            await self._leave(socket)
        elif verb == "post":
            await self._post(socket, frame)
        else:
            raise BadInput("bad_frame", _("This message could not be understood."))

    async def closed(self, socket: live.Socket) -> None:
        self._group = None
        ROOMS.here().leave(socket)
        self._forget_last_day()

    async def _join(self, socket: live.Socket, frame: dict[str, Any]) -> None:
        """Join, then catch up: what is published in between arrives twice rather than never."""
        thread, after = _number(frame, "thread"), _number(frame, "after", default=0)
        changes = _number(frame, "changes", default=0)
        place = await database_sync_to_async(_place_of)(socket.person, thread)
        if place.group != self._group:
            await self._leave(socket)
            await socket.join(place.group)
            self._group = place.group
        ROOMS.here().sit(socket, room=thread, mark=place.mark, is_counted=place.is_counted)
        self._forget_last_day()
        if place.seconds_left is not None:
            self._last_day = socket.loop.call_later(place.seconds_left, socket.cut, SHUT_OUT)
        try:
            missed = await database_sync_to_async(_catch_up)(socket.person, thread, after, changes)
        except Exception:
            await self._leave(socket)
            raise
        for text in missed.frames:
            socket.deliver(text)
        joined = {"last": missed.last, "changes": missed.changes, "more": missed.has_more}
        await socket.send({"type": "thread.joined", "thread": thread, **joined})

    async def _leave(self, socket: live.Socket) -> None:
        if self._group is not None:
            await socket.leave(self._group)
            self._group = None
        ROOMS.here().leave(socket)
        self._forget_last_day()

    def _forget_last_day(self) -> None:
        if self._last_day is not None:
            self._last_day.cancel()
            self._last_day = None

    async def _post(self, socket: live.Socket, frame: dict[str, Any]) -> None:
        thread, text = _number(frame, "thread"), _text(frame, "text")
        key = _text(frame, "client_key", default="")
        reply_to = _number(frame, "reply_to", default=0)
        seen = _text(frame, "seen", default="")
        number, help_path = await database_sync_to_async(_post)(
            socket.person, thread, text, key, reply_to, seen
        )
        await socket.was_active()
        said: dict[str, Any] = {"thread": thread, "client_key": key}
        if help_path:
            said["help"] = help_path
        if number == 0:  # read before it is published: it has no number yet
            await socket.send({"type": "thread.waiting", **said})
            return
        await socket.send({"type": "thread.posted", **said, "number": number})


def _reader(person: Any) -> Person | None:
    """The person as they are now: the socket may have been opened long ago."""
    return Person.objects.filter(pk=person.pk).first() if getattr(person, "is_authenticated", False) else None


def _place_of(person: Any, pk: int) -> Place:
    capacity = people.capacity(_reader(person), on=clock.today())
    thread = thread_queries.visible_thread(pk, capacity)
    is_member = visibility.reads_names(capacity)
    language = voice.language()
    sitter = (thread.pk, capacity.person.pk if capacity.person else None)
    return Place(
        group=live.thread_group(thread.pk, thread.audience, language)
        if is_member
        else live.outside_group(thread.pk, language),
        mark=_marks({sitter}).get(sitter),
        # Nobody outside learns how few people are there; in a private word, nobody learns when it is read.
        is_counted=is_member and thread.audience != Audience.STAFF_AND_AUTHOR,
        seconds_left=_seconds_left(capacity) if is_member else None,
    )


def _marks(sitters: set[tuple[int, int | None]]) -> dict[tuple[int, int | None], standing.Mark]:
    return standing.marks(sitters, on=clock.today())


def _seconds_left(capacity: Capacity) -> float | None:
    """Until the midnight that ends the person's last mandate; None when one has no end."""
    last_days = [mandate.ends_on for mandate in capacity.mandates if mandate.ends_on is not None]
    if len(last_days) < len(capacity.mandates):
        return None
    midnight = datetime.combine(max(last_days) + timedelta(days=1), time(), tzinfo=REGION)
    return (midnight - clock.now()).total_seconds()


def _catch_up(person: Any, pk: int, after: int, changes: int) -> CatchUp:
    capacity = people.capacity(_reader(person), on=clock.today())
    thread = thread_queries.visible_thread(pk, capacity)
    # Like what is broadcast: in the language that the reader chose.
    missed = thread_queries.messages_after(thread, after, CATCH_UP)
    changed = thread_queries.changed_since(thread, changes, up_to=after) if after else []
    framed = fragments.frame if visibility.reads_names(capacity) else fragments.outside_frame
    frames = [framed(message, fragments.CHANGED) for message in changed]
    frames += [framed(message) for message in missed]
    last = missed[-1].number if missed else min(after, thread.last_number)
    return CatchUp(frames=frames, last=last, changes=thread.last_change, has_more=len(missed) == CATCH_UP)


def _post(person: Any, pk: int, text: str, client_key: str, reply_to: int, seen: str) -> tuple[int, str]:
    """The number of the message, 0 when it waits to be read; and where the help lines are when its words ring."""
    reader = _reader(person)
    thread = thread_queries.visible_thread(pk, people.capacity(reader, on=clock.today()))
    answered = Message.objects.filter(thread=thread, number=reply_to).first() if reply_to else None
    if reply_to and answered is None:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    care.check_looked_at(looking.look(text, thread=thread, seen=seen[: care.MAX_SEEN_CHARS]))
    message = submissions.say(
        by=reader, thread=thread, text=text, now=clock.now(), reply_to=answered, client_key=client_key
    )
    number, name = (0, "help_waiting") if isinstance(message, Submission) else (message.number, "help_now")
    rings = distress.rings(message.text)
    return number, reverse(f"deliberation:{name}", args=[message.pk]) if rings else ""


def _number(frame: dict[str, Any], name: str, default: int | None = None) -> int:
    value = frame.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise BadInput("bad_frame", _("This message could not be understood."))
    return value


def _text(frame: dict[str, Any], name: str, default: str | None = None) -> str:
    value = frame.get(name, default)
    if not isinstance(value, str):
        raise BadInput("bad_frame", _("This message could not be understood."))
    return value


ROOMS = live.RoomsByLoop(kind="thread", marks=_marks)
HANDLERS: dict[str, type[live.Handler]] = {"thread": ThreadHandler}
