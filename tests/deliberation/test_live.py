"""Two sockets on one thread: seen once, in order, caught up after a cut, silent when rights end."""

import asyncio
import json
import time
from datetime import datetime

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from accounts.domain import mandates
from common import clock, live
from deliberation.domain import moderation, threads
from deliberation.enums import FlagReason, ThreadState
from deliberation.live import HANDLERS
from tests import cast
from tests.deliberation.talk import NOW, say, thread

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "MOT-A-CACHER"


class Browser:
    """One tab: a socket and what it received."""

    def __init__(self, person, at: datetime = cast.NOW, language: str = "") -> None:
        consumer = live.SwitchboardConsumer.as_asgi(handlers=HANDLERS)

        async def stopped_clock(scope, receive, send) -> None:
            with clock.frozen(at):
                await consumer(scope, receive, send)

        self.socket = WebsocketCommunicator(stopped_clock, "/ws/")
        self.socket.scope["user"] = person
        self.socket.scope["cookies"] = {"langue": language} if language else {}

    async def join(self, thread_id: int, after: int = 0) -> list[dict]:
        """Connect if needed, join, and return the frames up to « joined »."""
        if not hasattr(self, "is_open"):
            self.is_open, _ = await self.socket.connect()
        await self.send(type="thread.join", thread=thread_id, after=after)
        return await self.until("thread.joined")

    async def send(self, **frame) -> None:
        await self.socket.send_json_to(frame)

    async def receive(self, *, skips: str = "thread.presence") -> dict:
        """The next frame. How many people are here comes when it comes: left out unless it is waited for."""
        while True:
            frame = json.loads(await self.socket.receive_from(timeout=12))
            if frame["type"] != skips:
                return frame

    async def is_silent(self, seconds: float) -> bool:
        """Nothing but the number of people arrives for that long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if await self.socket.receive_nothing(left):
                return True
            output = await self.socket.receive_output(timeout=1)
            if output["type"] != "websocket.send" or '"thread.presence"' not in output["text"]:
                return False
        return True

    async def until(self, kind: str) -> list[dict]:
        skips = "" if kind == "thread.presence" else "thread.presence"
        frames = [await self.receive(skips=skips)]
        while frames[-1]["type"] != kind:
            assert frames[-1]["type"] != "error", frames[-1]
            frames.append(await self.receive(skips=skips))
        return frames

    async def numbers(self, count: int) -> list[int]:
        return [(await self.receive())["number"] for _ in range(count)]


@sync_to_async
def scene(messages: int = 0):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    for n in range(messages):
        say(talk, ginette, f"no {n + 1}")
    return talk, ginette, rejean


async def test_two_browsers_see_each_message_once_and_in_order():
    talk, ginette, rejean = await scene()
    first, second = Browser(ginette), Browser(rejean)
    await first.join(talk.pk)
    await second.join(talk.pk)

    for n in range(5):
        await first.send(type="thread.post", thread=talk.pk, text=f"bonjour {n}", client_key=f"k{n}")
    posted = await first.until("thread.posted")
    while len(posted) < 10:
        posted.append(await first.receive())

    assert [frame["number"] for frame in posted if frame["type"] == "thread.message"] == [1, 2, 3, 4, 5]
    assert [frame["client_key"] for frame in posted if frame["type"] == "thread.posted"] == [
        f"k{n}" for n in range(5)
    ]
    assert await second.numbers(5) == [1, 2, 3, 4, 5]
    assert await second.is_silent(0.2)


async def test_a_message_by_plain_form_reaches_the_open_sockets():
    talk, ginette, rejean = await scene()
    browser = Browser(ginette)
    await browser.join(talk.pk)

    await sync_to_async(say)(talk, rejean, "par la page")

    frame = await browser.receive()
    assert (frame["type"], frame["thread"], frame["number"]) == ("thread.message", talk.pk, 1)
    assert "par la page" in frame["html"]


async def test_catching_up_after_a_cut_misses_nothing():
    talk, ginette, rejean = await scene(messages=3)
    before = Browser(rejean)
    assert [frame.get("number") for frame in await before.join(talk.pk, after=1)] == [2, 3, None]
    await before.socket.disconnect()
    for n in range(3):
        await sync_to_async(say)(talk, ginette, f"pendant la coupure {n}")

    frames = await Browser(rejean).join(talk.pk, after=3)

    assert [frame["number"] for frame in frames[:-1]] == [4, 5, 6]
    assert (frames[-1]["last"], frames[-1]["more"]) == (6, False)


async def test_a_long_absence_is_caught_up_by_parts():
    talk, _, rejean = await scene(messages=130)
    browser = Browser(rejean)

    first = await browser.join(talk.pk)
    rest = await browser.join(talk.pk, after=first[-1]["last"])

    assert [frame["number"] for frame in first[:-1] + rest[:-1]] == list(range(1, 131))
    assert (first[-1]["more"], rest[-1]["more"]) == (True, False)


async def test_hidden_words_leave_the_sockets_and_come_in_no_catch_up():
    talk, ginette, rejean = await scene()
    browser = Browser(rejean)
    message = await sync_to_async(say)(talk, ginette, SECRET)
    await browser.join(talk.pk)
    elodie = await sync_to_async(cast.facilitator)()

    await sync_to_async(moderation.hide_message)(
        by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW
    )

    changed = await browser.receive()
    later = await Browser(rejean).join(talk.pk, after=0)
    again = await Browser(rejean).join(talk.pk, after=1)
    assert (changed["type"], changed["number"]) == ("message.changed", 1)
    assert [frame["type"] for frame in later] == ["thread.message", "thread.joined"]
    assert [frame["type"] for frame in again] == ["message.changed", "thread.joined"]
    assert SECRET not in json.dumps([changed, later, again])


async def test_a_person_whose_rights_end_hears_nothing_more():
    talk, ginette, rejean = await scene()
    staying, leaving = Browser(ginette), Browser(rejean)
    await staying.join(talk.pk)
    await leaving.join(talk.pk)

    await sync_to_async(_end_mandate)(rejean)
    closed = await leaving.socket.receive_output(timeout=1)
    await sync_to_async(say)(talk, ginette, "sans Réjean")

    assert (closed["type"], closed["code"]) == ("websocket.close", 4403)
    assert await staying.numbers(1) == [1]
    assert await leaving.is_silent(0.3)


async def test_a_mandate_that_ends_at_midnight_closes_the_socket_at_midnight():
    talk, _, rejean = await scene()
    await sync_to_async(rejean.mandates.update)(ends_on="2026-11-15", end_reason="Fin prévue.")

    browser = Browser(rejean, at=datetime(2026, 11, 15, 23, 59, 59, 600_000, tzinfo=cast.NOW.tzinfo))
    await browser.join(talk.pk)

    closed = await browser.socket.receive_output(timeout=2)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4403)


async def test_rights_are_asked_again_at_each_frame():
    talk, _, rejean = await scene()
    browser = Browser(rejean)
    await browser.join(talk.pk)
    # Behind the domain's back: no disconnection was told, the next frame is refused all the same.
    await sync_to_async(rejean.mandates.update)(ends_on="2026-02-01", end_reason="Départ.")

    await browser.send(type="thread.post", thread=talk.pk, text="encore là", ref="r1")

    refusal = await browser.receive()
    assert (refusal["type"], refusal["code"], refusal["ref"]) == ("error", "thread_missing", "r1")


async def test_a_refusal_comes_back_as_a_sentence_with_its_mark():
    talk, ginette, _ = await scene()
    browser = Browser(ginette)
    await browser.join(talk.pk)

    await browser.send(type="thread.post", thread=talk.pk, text="   ", ref="k1")

    refusal = await browser.receive()
    assert (refusal["code"], refusal["ref"]) == ("text_empty", "k1")
    assert refusal["sentence"] != ""


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "thread.join"},
        {"type": "thread.join", "thread": True},
        {"type": "thread.join", "thread": "1"},
        {"type": "thread.join", "thread": 2**70},
        {"type": "thread.join", "thread": 1, "after": -1},
        {"type": "thread.join", "thread": 1, "after": None},
        {"type": "thread.post", "thread": 1},
        {"type": "thread.post", "thread": 1, "text": ["x"]},
        {"type": "thread.post", "thread": 1, "text": "x", "client_key": 5},
        {"type": "thread.post", "thread": 1, "text": "x", "reply_to": "x"},
        {"type": "thread.delete", "thread": 1},
    ],
)
async def test_a_damaged_frame_is_answered_not_obeyed(frame):
    browser = Browser(await sync_to_async(cast.citizen)())
    await browser.socket.connect()

    await browser.send(**frame)

    assert (await browser.receive())["code"] == "bad_frame"


async def test_leaving_a_thread_stops_it():
    talk, ginette, rejean = await scene()
    browser = Browser(rejean)
    await browser.join(talk.pk)

    await browser.send(type="thread.leave")
    await asyncio.sleep(0.2)
    await sync_to_async(say)(talk, ginette)

    assert await browser.is_silent(0.3)


async def test_readers_hear_that_the_thread_is_closed():
    talk, ginette, _ = await scene()
    browser = Browser(ginette)
    await browser.join(talk.pk)
    elodie = await sync_to_async(cast.facilitator)()

    await sync_to_async(threads.change_state)(by=elodie, thread=talk, state=ThreadState.CLOSED, now=NOW)

    assert await browser.receive() == {"type": "thread.state", "thread": talk.pk, "state": "ferme"}


def _end_mandate(person) -> None:
    mandate = person.mandates.get()
    mandates.end(by=None, mandate=mandate, on=cast.NOW.date(), now=NOW)
