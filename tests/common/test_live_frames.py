"""What is written straight to a connection is what the library itself would have sent, in the same order."""

import asyncio

import pytest
from websockets.frames import Frame, Opcode

from common.live.frames import framed
from common.live.hub import MemoryHub
from common.live.socket import Socket


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_frame_is_the_one_of_the_protocol_at_each_size(size):
    text = "é" * (size // 2) + "a" * (size % 2)

    frame = framed(text)

    assert frame == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_a_text_that_cannot_be_written_at_once_waits_and_those_after_it_stay_behind():
    """A reader too slow for a moment: nothing is lost, nothing passes in front."""
    arrived: list[str] = []
    is_free = True

    def straight(frame: bytes) -> bool:
        if is_free:
            arrived.append(frame[2:].decode())
        return is_free

    async def slow(text: str) -> None:
        await asyncio.sleep(0)
        arrived.append(text)

    async def close(code: int) -> None: ...

    async def scene() -> None:
        nonlocal is_free
        hub = MemoryHub()
        socket = Socket(person=None, hub=hub, write=slow, close=close, straight=straight)
        await hub.join("room", socket)
        hub.publish("room", "un")
        await asyncio.sleep(0)
        is_free = False
        hub.publish("room", "deux")
        await asyncio.sleep(0)
        is_free = True
        socket.deliver("trois")
        while len(arrived) < 3:
            await asyncio.sleep(0)
        hub.publish("room", "quatre")
        await asyncio.sleep(0.01)

    asyncio.run(scene())

    assert arrived == ["un", "deux", "trois", "quatre"]
