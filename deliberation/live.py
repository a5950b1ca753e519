"""Sockets of a thread: parse, one domain call, reply. The protocol is in docs/live-protocol.md."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import clock, live
from common.dates import REGION
from common.exceptions import BadInput
from common.live.hub import SHUT_OUT
from deliberation.domain import fragments, messages
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Message

CATCH_UP = thread_queries.MOST_AT_ONCE


@dataclass(frozen=True)
class CatchUp:
    """What a reader lacks, as ready-made frames; `last` is the number they reach with it."""

    frames: list[str]
    last: int
    has_more: bool


@dataclass(frozen=True)
class Place:
    """Where a reader sits, and how long their mandates still hold."""

    group: str
    seconds_left: float | None


class ThreadHandler:
    """One per socket. A tab reads one thread at a time: joining another leaves the first."""

    def __init__(self) -> None:
        self._group: str | None = None
        self._last_day: asyncio.TimerHandle | None = None

    async def receive(self, socket: live.Socket, verb: str, frame: dict[str, Any]) -> None:
        if verb == "join":
            await self._join(socket, _number(frame, "thread"), _number(frame, "after", default=0))
        elif verb == "leave":
            await self._leave(socket)
        elif verb == "post":
            await self._post(socket, frame)
        else:
            raise BadInput("bad_frame", _("This message could not be understood."))

    async def closed(self, socket: live.Socket) -> None:
        self._group = None
        self._forget_last_day()

    async def _join(self, socket: live.Socket, thread: int, after: int) -> None:
        """Join, then catch up: what is published in between arrives twice rather than never."""
        place = await database_sync_to_async(_place_of)(socket.person, thread)
        if place.group != self._group:
            await self._leave(socket)
            await socket.join(place.group)
            self._group = place.group
        self._forget_last_day()
        if place.seconds_left is not None:
            self._last_day = socket.loop.call_later(place.seconds_left, socket.cut, SHUT_OUT)
        try:
            missed = await database_sync_to_async(_catch_up)(socket.person, thread, after)
        except Exception:
            await self._leave(socket)
            raise
        for text in missed.frames:
            socket.deliver(text)
        await socket.send(
            {"type": "thread.joined", "thread": thread, "last": missed.last, "more": missed.has_more}
        )

    async def _leave(self, socket: live.Socket) -> None:
        if self._group is not None:
            await socket.leave(self._group)
            self._group = None
        self._forget_last_day()

    def _forget_last_day(self) -> None:
        if self._last_day is not None:
            self._last_day.cancel()
            self._last_day = None

    async def _post(self, socket: live.Socket, frame: dict[str, Any]) -> None:
        thread, text = _number(frame, "thread"), _text(frame, "text")
        key = _text(frame, "client_key", default="")
        reply_to = _number(frame, "reply_to", default=0)
        number = await database_sync_to_async(_post)(socket.person, thread, text, key, reply_to)
        await socket.send({"type": "thread.posted", "thread": thread, "number": number, "client_key": key})


def _reader(person: Any) -> Person | None:
    """The person as they are now: the socket may have been opened long ago."""
    return Person.objects.filter(pk=person.pk).first() if getattr(person, "is_authenticated", False) else None


def _place_of(person: Any, pk: int) -> Place:
    capacity = people.capacity(_reader(person), on=clock.today())
    thread = thread_queries.visible_thread(pk, capacity)
    return Place(group=live.thread_group(thread.pk, thread.audience), seconds_left=_seconds_left(capacity))


def _seconds_left(capacity: Capacity) -> float | None:
    """Until the midnight that ends the person's last mandate; None when one has no end."""
    last_days = [mandate.ends_on for mandate in capacity.mandates if mandate.ends_on is not None]
    if len(last_days) < len(capacity.mandates):
        return None
    midnight = datetime.combine(max(last_days) + timedelta(days=1), time(), tzinfo=REGION)
    return (midnight - clock.now()).total_seconds()


def _catch_up(person: Any, pk: int, after: int) -> CatchUp:
    thread = thread_queries.visible_thread(pk, people.capacity(_reader(person), on=clock.today()))
    # Like what is broadcast: in the language of the site, whatever the reader's.
    with translation.override(settings.LANGUAGE_CODE):
        missed = thread_queries.messages_after(thread, after, CATCH_UP)
        changed = thread_queries.changed_up_to(thread, after) if after else []
        frames = [fragments.frame(message, fragments.CHANGED) for message in changed]
        frames += [fragments.frame(message) for message in missed]
    last = missed[-1].number if missed else min(after, thread.last_number)
    return CatchUp(frames=frames, last=last, has_more=len(missed) == CATCH_UP)


def _post(person: Any, pk: int, text: str, client_key: str, reply_to: int) -> int:
    reader = _reader(person)
    thread = thread_queries.visible_thread(pk, people.capacity(reader, on=clock.today()))
    answered = Message.objects.filter(thread=thread, number=reply_to).first() if reply_to else None
    if reply_to and answered is None:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    message = messages.post(
        by=reader, thread=thread, text=text, now=clock.now(), reply_to=answered, client_key=client_key
    )
    return message.number


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


HANDLERS: dict[str, type[live.Handler]] = {"thread": ThreadHandler}
