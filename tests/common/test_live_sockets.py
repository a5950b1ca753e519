"""The switchboard: whatever comes in, an answer or silence, never a crash."""

import asyncio
import json
from typing import ClassVar

import pytest
from channels.testing import WebsocketCommunicator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common import live
from common.exceptions import IllegalTransition
from common.live import consumer

pytestmark = pytest.mark.django_db(transaction=True)


class Echo:
    """A handler as apps write them."""

    gone: ClassVar[list[str]] = []

    async def receive(self, socket, verb, frame):
        if verb == "join":
            await socket.join("room")
            await socket.send({"type": "echo.joined"})
        elif verb == "refuse":
            raise IllegalTransition("thread_closed", "This thread is closed.")
        elif verb == "fail":
            raise ZeroDivisionError
        else:
            await socket.send({"type": f"echo.{verb}", "said": frame.get("said")})

    async def closed(self, socket):
        self.gone.append("closed")


def browser(**scope) -> WebsocketCommunicator:
    application = live.SwitchboardConsumer.as_asgi(handlers={"echo": Echo})
    communicator = WebsocketCommunicator(application, "/ws/")
    communicator.scope.update(scope)
    return communicator


async def ask(communicator: WebsocketCommunicator, frame: object) -> dict:
    text = frame if isinstance(frame, str) else json.dumps(frame)
    await communicator.send_to(text_data=text)
    return json.loads(await communicator.receive_from())


@pytest.fixture
async def tab():
    communicator = browser()
    await communicator.connect()
    yield communicator
    await communicator.disconnect()


async def test_a_frame_reaches_the_handler_of_its_namespace(tab):
    assert await ask(tab, {"type": "echo.hello", "said": "été"}) == {"type": "echo.hello", "said": "été"}


async def test_a_refusal_comes_back_with_its_code_its_sentence_and_the_browsers_own_mark(tab):
    assert await ask(tab, {"type": "echo.refuse", "ref": "r1"}) == {
        "type": "error",
        "code": "thread_closed",
        "sentence": "This thread is closed.",
        "ref": "r1",
    }


async def test_a_failing_handler_answers_and_the_socket_goes_on(tab):
    assert (await ask(tab, {"type": "echo.fail"}))["code"] == "internal"
    assert (await ask(tab, {"type": "echo.hello"}))["type"] == "echo.hello"


@pytest.mark.parametrize(
    "frame",
    [
        "pas du JSON",
        "[]",
        "null",
        "1",
        "{}",
        '{"type": 1}',
        '{"type": "echo"}',
        '{"type": "nobody.hello"}',
        '{"type": "echo.HELLO"}',
        '{"type": "echo.__class__"}',
        '{"type": "echo.hello", "said": "\\ud800"}',
        "[" * 30_000,
        '{"type": "echo.hello", "said": "' + "x" * consumer.MAX_FRAME_CHARS + '"}',
    ],
)
async def test_a_frame_that_is_not_ours_is_answered_bad_frame(tab, frame):
    assert (await ask(tab, frame))["code"] == "bad_frame"


async def test_a_binary_frame_is_answered_bad_frame(tab):
    await tab.send_to(bytes_data=b"\x00\xff")

    assert json.loads(await tab.receive_from())["code"] == "bad_frame"


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda kids: st.lists(kids) | st.dictionaries(st.text(), kids)
    )
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_json_at_all_is_a_frame_or_a_bad_frame(content):
    try:
        namespace, verb, frame = consumer.parse(json.dumps(content))
    except consumer.BadFrame:
        return
    assert frame["type"] == f"{namespace}.{verb}"


async def test_what_is_published_reaches_every_tab_that_joined():
    first, second, stranger = browser(), browser(), browser()
    for tab in (first, second, stranger):
        await tab.connect()
    await ask(first, {"type": "echo.join"})
    await ask(second, {"type": "echo.join"})

    await asyncio.to_thread(live.current_hub().publish, "room", '{"type": "echo.news"}')

    assert await first.receive_from(timeout=3) == '{"type": "echo.news"}'
    assert await second.receive_from(timeout=3) == '{"type": "echo.news"}'
    assert await stranger.receive_nothing()
    for tab in (first, second, stranger):
        await tab.disconnect()


async def test_too_many_frames_are_dropped_with_a_warning_then_the_socket_is_cut(tab):
    for _ in range(consumer.FRAMES_PER_WINDOW):
        await ask(tab, {"type": "echo.hello"})

    assert await ask(tab, {"type": "echo.hello"}) == {"type": "error", "code": "too_fast"}
    for _ in range(consumer.MAX_WARNINGS):
        await tab.send_to(text_data="x")
    async with asyncio.timeout(3):
        while (message := await tab.receive_output())["type"] != "websocket.close":
            assert json.loads(message["text"])["code"] == "too_fast"
    assert message["code"] == consumer.TOO_MANY


async def test_handlers_learn_that_the_browser_left():
    tab = browser()
    await tab.connect()
    await ask(tab, {"type": "echo.join"})
    Echo.gone.clear()

    await tab.disconnect()

    assert Echo.gone == ["closed"]


async def test_refusals_are_in_french_unless_the_person_chose_english():
    french, english = browser(cookies={}), browser(cookies={"langue": "en"})
    answers = []
    for tab in (french, english):
        await tab.connect()
        answers.append((await ask(tab, "x"))["sentence"])
        await tab.disconnect()

    assert answers[1] == "This message could not be understood."
    assert answers[0] != answers[1]
