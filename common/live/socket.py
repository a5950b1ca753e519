"""One open connection, as handlers and the hub see it."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from django.core.cache import cache
from django.utils import timezone

from common.live.frames import framed
from common.live.groups import ACTIVE

if TYPE_CHECKING:
    from common.live.hub import Hub

Frame = dict[str, Any]

ACTIVE_SECONDS = 24 * 60 * 60
# A reader this far behind is cut; it comes back and asks for what it lacks, instead of filling our memory.
MAX_WAITING = 256
TOO_SLOW = 4008


class Handler(Protocol):
    """What answers one namespace of frames for one socket."""

    async def receive(self, socket: "Socket", verb: str, frame: Frame) -> None:
        """Answer one frame; a `Refused` raised here is sent back as an error frame."""

    async def closed(self, socket: "Socket") -> None:
        """The socket is gone; its groups are already left."""


class Socket:
    """Sends texts in order without ever making the sender wait for a slow reader.

    All methods run on the event loop that created the socket; `loop` lets the hub reach it from elsewhere.
    `straight` writes a frame at once where the server offers it, and says whether it did.
    """

    __slots__ = (
        "_close",
        "_hub",
        "_straight",
        "_waiting",
        "_write",
        "_writer",
        "groups",
        "is_closed",
        "loop",
        "person",
        "session_mark",
    )

    def __init__(
        self,
        *,
        person: Any,
        hub: "Hub",
        write: Callable[[str], Awaitable[None]],
        close: Callable[[int], Awaitable[None]],
        session_mark: str = "",
        straight: Callable[[bytes], bool] | None = None,
    ) -> None:
        self.person = person
        self.session_mark = session_mark
        self.loop = asyncio.get_running_loop()
        self.groups: set[str] = set()
        self.is_closed = False
        self._hub = hub
        self._write = write
        self._close = close
        self._straight = straight
        self._waiting: deque[str] = deque()
        self._writer: asyncio.Task[None] | None = None

    @property
    def person_id(self) -> int | None:
        """The signed-in person's number, None for an anonymous reader."""
        return self.person.pk if getattr(self.person, "is_authenticated", False) else None

    async def join(self, group: str) -> None:
        """Receive what is published to `group` from now on. Join first, then catch up: nothing falls between."""
        await self._hub.join(group, self)

    async def leave(self, group: str) -> None:
        """Stop receiving `group`."""
        self._hub.leave(group, self)

    async def send(self, frame: Frame) -> None:
        """Queue one frame to this browser."""
        self.deliver(json.dumps(frame, ensure_ascii=False, default=str))

    async def was_active(self) -> None:
        """Somebody is there: their session must not be taken for one left open."""
        if self.session_mark:
            await cache.aset(f"{ACTIVE}{self.session_mark}", timezone.now().timestamp(), ACTIVE_SECONDS)

    def deliver(self, text: str, frame: bytes = b"") -> None:
        """Send a ready-made text, or queue it behind what already waits; never waits itself.

        `frame` is the same text as it goes on the wire, when it is for many.
        """
        if self.is_closed:
            return
        if self._straight is not None and self._writer is None and self._straight(frame or framed(text)):
            return
        if len(self._waiting) >= MAX_WAITING:
            self.cut(TOO_SLOW)
            return
        self._waiting.append(text)
        if self._writer is None:
            self._writer = self.loop.create_task(self._write_waiting())

    def cut(self, code: int) -> None:
        """Close from our side, dropping what was waiting."""
        if self.is_closed:
            return
        self.forget()
        self._writer = self.loop.create_task(self._close_quietly(code))

    def forget(self) -> None:
        """Leave every group and send nothing more."""
        self.is_closed = True
        self._waiting.clear()
        self._hub.leave_all(self)

    async def _write_waiting(self) -> None:
        try:
            while self._waiting and not self.is_closed:
                await self._write(self._waiting.popleft())
        except Exception:  # the browser left while we wrote: the consumer learns it on its own
            self.forget()
        finally:
            self._writer = None

    async def _close_quietly(self, code: int) -> None:
        with contextlib.suppress(Exception):  # already closed: that is what we wanted
            await self._close(code)
