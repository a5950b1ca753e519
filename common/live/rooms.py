"""Who is in which room of this process: whether they still may be, and how many they are.

Rights end in many ways (a mandate, an account, an audience), some behind the domain's back. Twice a second one look at
the database compares each reader's rights with what they were when the reader joined; whoever's changed is shut out and
comes back by the door. What is shown of the people in a room is a number, never a list.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async

from common.live.hub import SHUT_OUT, current_hub
from common.live.socket import Socket

logger = logging.getLogger(__name__)

EVERY_S = 0.5
# How many looks between two counts: a number that moves at each arrival would only disturb.
LOOKS_PER_COUNT = 4
Sitter = tuple[int, int | None]  # room, person
Marks = Callable[[set[Sitter]], dict[Sitter, Any]]


@dataclass
class Seat:
    """One socket in one room. `mark` is what its person's rights looked like when it joined."""

    socket: Socket
    room: int
    mark: Any
    is_counted: bool
    told: int | None = None

    def __post_init__(self) -> None:
        # Asked of a thousand seats twice a second, on the loop that writes to them.
        self.sitter: Sitter = (self.room, self.socket.person_id)


class Rooms:
    """The rooms of one kind on one event loop. `marks` reads the rights of many sitters at once, in a thread."""

    def __init__(self, *, kind: str, marks: Marks) -> None:
        self.kind = kind
        self._marks = marks
        self._seats: dict[Socket, Seat] = {}
        self._task: asyncio.Task[None] | None = None

    def sit(self, socket: Socket, *, room: int, mark: Any, is_counted: bool) -> None:
        """`socket` is in `room` and in no other. The watch begins with the first one."""
        self._seats[socket] = Seat(socket, room, mark, is_counted)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._watch())

    def leave(self, socket: Socket) -> None:
        """`socket` is in no room any more. The watch ends with the last one."""
        self._seats.pop(socket, None)

    async def _watch(self) -> None:
        look = 0
        while self._seats:
            if look % LOOKS_PER_COUNT == 1:
                await self._quietly(self._count)
            await asyncio.sleep(EVERY_S)
            await self._quietly(self._shut_out_the_changed)
            look += 1

    async def _quietly(self, act: Callable[[], Any]) -> None:
        try:
            await act()
        except Exception as error:  # the database or the broker is away: the next look is in half a second
            logger.warning("live: could not look at who is here (%s)", type(error).__name__)

    async def _shut_out_the_changed(self) -> None:
        seats = list(self._seats.values())
        marks = await database_sync_to_async(self._marks)({seat.sitter for seat in seats})
        for seat in seats:
            if self._seats.get(seat.socket) is seat and marks.get(seat.sitter) != seat.mark:
                self.leave(seat.socket)
                seat.socket.cut(SHUT_OUT)

    async def _count(self) -> None:
        """People, not tabs: the same person in two browsers is one."""
        people: dict[int, set[int]] = defaultdict(set)
        for seat in self._seats.values():
            if seat.is_counted and seat.socket.person_id is not None:
                people[seat.room].add(seat.socket.person_id)
        if not people:
            return
        hub = current_hub()
        counts = await asyncio.to_thread(
            lambda: {room: hub.count_present(f"{self.kind}.{room}", here) for room, here in people.items()}
        )
        for seat in list(self._seats.values()):
            count = counts.get(seat.room)
            if seat.is_counted and count is not None and count != seat.told:
                seat.told = count
                seat.socket.deliver(
                    json.dumps({"type": f"{self.kind}.presence", self.kind: seat.room, "count": count})
                )


class RoomsByLoop:
    """The rooms of one kind, one set per event loop: sockets are only touched from their own."""

    def __init__(self, *, kind: str, marks: Marks) -> None:
        self._kind, self._of = kind, marks
        self._by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Rooms] = WeakKeyDictionary()

    def here(self) -> Rooms:
        loop = asyncio.get_running_loop()
        if loop not in self._by_loop:
            self._by_loop[loop] = Rooms(kind=self._kind, marks=self._of)
        return self._by_loop[loop]
