"""The per-process hub: who listens to what, and a loop that writes to them.

Stock `group_send` took twenty times longer to reach a thousand readers than writing to each open socket.
"""

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from common.live.frames import framed
from common.live.socket import Socket

logger = logging.getLogger(__name__)

SHUT_OUT = 4403


class Hub(Protocol):
    """What the rest of the project relies on; in memory or through Redis, it behaves the same."""

    async def join(self, group: str, socket: Socket) -> None:
        """From the moment this returns, `socket` receives what is published to `group`."""

    def leave(self, group: str, socket: Socket) -> None:
        """Stop delivering `group` to `socket`."""

    def leave_all(self, socket: Socket) -> None:
        """Forget `socket`."""

    def add(self, socket: Socket) -> None:
        """Know of `socket`, so that its person can be disconnected."""

    def publish(self, group: str, text: str) -> None:
        """Deliver to every socket of `group`, in every process. Callable from any thread."""

    def disconnect(self, person_id: int) -> None:
        """Close every socket of that person, in every process. Callable from any thread."""

    def disconnect_session(self, mark: str) -> None:
        """Close every socket that this session opened, in every process. Callable from any thread."""

    def count_present(self, room: str, people: set[int]) -> int:
        """These people are in `room` here; how many are there in all processes, about. Callable from any thread."""


class MemoryHub:
    """One process, nothing to configure. Sockets may live on several event loops."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._groups: dict[str, set[Socket]] = defaultdict(set)
        self._sockets: set[Socket] = set()

    def add(self, socket: Socket) -> None:
        with self._lock:
            self._sockets.add(socket)

    async def join(self, group: str, socket: Socket) -> None:
        with self._lock:
            self._sockets.add(socket)
            self._groups[group].add(socket)
            socket.groups.add(group)

    def leave(self, group: str, socket: Socket) -> None:
        with self._lock:
            self._drop(group, socket)

    def leave_all(self, socket: Socket) -> None:
        with self._lock:
            for group in list(socket.groups):
                self._drop(group, socket)
            self._sockets.discard(socket)

    def _drop(self, group: str, socket: Socket) -> None:
        socket.groups.discard(group)
        members = self._groups.get(group)
        if members is not None:
            members.discard(socket)
            if not members:
                del self._groups[group]

    def publish(self, group: str, text: str) -> None:
        self.deliver_here(group, text)

    def disconnect(self, person_id: int) -> None:
        self.disconnect_here(person_id)

    def disconnect_session(self, mark: str) -> None:
        self.disconnect_session_here(mark)

    def count_present(self, room: str, people: set[int]) -> int:
        return len(people)

    def deliver_here(self, group: str, text: str) -> None:
        """Hand `text` to this process's sockets of `group`."""
        with self._lock:
            members = list(self._groups.get(group, ()))
        _deliver_to(members, text)

    def tell_everyone_here(self, text: str) -> None:
        """Hand `text` to every socket of this process."""
        with self._lock:
            members = list(self._sockets)
        _deliver_to(members, text)

    def disconnect_here(self, person_id: int) -> None:
        """Close that person's sockets in this process."""
        with self._lock:
            members = [socket for socket in self._sockets if socket.person_id == person_id]
        _on_their_loops(members, lambda socket: socket.cut(SHUT_OUT))

    def disconnect_session_here(self, mark: str) -> None:
        """Close that session's sockets in this process."""
        with self._lock:
            members = [socket for socket in self._sockets if mark and socket.session_mark == mark]
        _on_their_loops(members, lambda socket: socket.cut(SHUT_OUT))


def _deliver_to(sockets: Iterable[Socket], text: str) -> None:
    frame = framed(text)
    _on_their_loops(sockets, lambda socket: socket.deliver(text, frame))


def _on_their_loops(sockets: Iterable[Socket], act: "Act") -> None:
    """Run `act` on each socket from its own event loop: one wake-up per loop, not per socket."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Socket]] = defaultdict(list)
    for socket in sockets:
        by_loop[socket.loop].append(socket)
    for loop, members in by_loop.items():
        try:
            loop.call_soon_threadsafe(_act_on_each, members, act)
        except RuntimeError:  # that loop has stopped: its readers are gone with it
            for socket in members:
                socket.forget()


class Act(Protocol):
    def __call__(self, socket: Socket, /) -> None: ...


def _act_on_each(sockets: list[Socket], act: Act) -> None:
    for socket in sockets:
        try:
            act(socket)
        except Exception:
            logger.exception("a socket could not be written to")


@cache
def current_hub() -> Hub:
    """This process's hub, chosen by `LIVE_HUB` in the settings."""
    hub: Hub = import_string(settings.LIVE_HUB)()
    return hub
