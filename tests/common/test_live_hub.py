"""The hub, in memory and through Redis: same behaviour."""

import asyncio
import os
import threading
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction

from common import live
from common.live import hub as hubs
from common.live.redis_hub import RESYNC, RedisHub
from common.live.socket import MAX_WAITING, TOO_SLOW, Socket

pytestmark = pytest.mark.database

REDIS_URL = os.environ.get("REDIS_URL")


@pytest.fixture(params=["memory", "redis"] if REDIS_URL else ["memory"])
def hub(request, monkeypatch):
    made = RedisHub(REDIS_URL) if request.param == "redis" else live.MemoryHub()
    monkeypatch.setattr("common.live.publishing.current_hub", lambda: made)
    yield made
    if isinstance(made, RedisHub):
        made.stop()


def reader(hub, *, person_id: int | None = None, write=None) -> tuple[Socket, list[str], list[int]]:
    seen: list[str] = []
    closed: list[int] = []

    async def keep(text: str) -> None:
        seen.append(text)

    async def close(code: int) -> None:
        closed.append(code)

    person = SimpleNamespace(pk=person_id, is_authenticated=person_id is not None)
    socket = Socket(person=person, hub=hub, write=write or keep, close=close)
    hub.add(socket)
    return socket, seen, closed


async def until(condition) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


async def test_those_who_joined_receive_in_order_and_the_others_nothing(hub):
    lea, seen_by_lea, _ = reader(hub)
    other, seen_by_other, _ = reader(hub)
    await lea.join("thread.1.members")
    await other.join("thread.2.members")

    await asyncio.to_thread(lambda: [hub.publish("thread.1.members", str(n)) for n in range(20)])

    await until(lambda: len(seen_by_lea) == 20)
    assert seen_by_lea == [str(n) for n in range(20)]
    assert seen_by_other == []


async def test_leaving_a_group_stops_it(hub):
    lea, seen, _ = reader(hub)
    await lea.join("thread.1.members")
    await lea.join("thread.2.members")
    await lea.leave("thread.1.members")

    hub.publish("thread.1.members", "no")
    hub.publish("thread.2.members", "yes")

    await until(lambda: seen)
    assert seen == ["yes"]


async def test_disconnecting_a_person_closes_all_her_sockets_and_only_hers(hub):
    first, seen, closed_first = reader(hub, person_id=7)
    second, _, closed_second = reader(hub, person_id=7)
    other, _, closed_other = reader(hub, person_id=8)
    for socket in (first, second, other):
        await socket.join("thread.1.members")

    hub.disconnect(7)
    await until(lambda: closed_first and closed_second)
    hub.publish("thread.1.members", "after")
    await asyncio.sleep(0.1)

    assert (closed_first, closed_second, closed_other) == ([4403], [4403], [])
    assert seen == []
    assert first.is_closed


async def test_a_reader_who_does_not_read_is_cut_and_delays_nobody(hub):
    async def never(text: str) -> None:
        await asyncio.sleep(3600)

    stuck, _, closed = reader(hub, write=never)
    quick, seen, _ = reader(hub)
    await stuck.join("thread.1.members")
    await quick.join("thread.1.members")

    for n in range(MAX_WAITING + 10):
        hub.publish("thread.1.members", str(n))
        await asyncio.sleep(0)  # a real publisher commits between two messages

    await until(lambda: closed and len(seen) == MAX_WAITING + 10)
    assert closed == [TOO_SLOW]


async def test_a_reader_whose_event_loop_stopped_is_forgotten(hub):
    gone: list[Socket] = []

    async def join_and_vanish() -> None:
        socket, _, _ = reader(hub)
        await socket.join("thread.1.members")
        gone.append(socket)

    thread = threading.Thread(target=lambda: asyncio.run(join_and_vanish()))
    thread.start()
    await asyncio.to_thread(thread.join)
    here, seen, _ = reader(hub)
    await here.join("thread.1.members")

    hub.publish("thread.1.members", "x")

    await until(lambda: seen == ["x"])
    assert gone[0].is_closed


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_before_the_commit_nor_after_a_rollback(hub, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(hub, "publish", lambda group, text: told.append(text))

    with transaction.atomic():
        live.publish("thread.1.members", {"type": "thread.message", "number": 1})
        assert told == []
    with transaction.atomic():
        live.publish("thread.1.members", {"type": "thread.message", "number": 2})
        transaction.set_rollback(True)

    assert told == ['{"type": "thread.message", "number": 1}']


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_undo_nor_break_what_was_done(monkeypatch):
    away = RedisHub("redis://127.0.0.1:1/0")
    monkeypatch.setattr("common.live.publishing.current_hub", lambda: away)

    with transaction.atomic():
        live.publish("thread.1.members", "x")
        live.disconnect_person(7)


def test_the_hub_is_the_one_named_in_the_settings():
    expected = RedisHub if settings.IS_PRODUCTION else live.MemoryHub

    assert type(hubs.current_hub()) is expected


async def test_after_redis_came_back_readers_are_told_to_catch_up():
    if not REDIS_URL:
        return  # the same hub in memory never loses its broker
    import redis

    hub = RedisHub(REDIS_URL)
    lea, seen, _ = reader(hub)
    await lea.join("thread.1.members")
    client = redis.Redis.from_url(REDIS_URL)
    mine = [c["id"] for c in client.client_list(_type="pubsub") if c["id"] and c["sub"] == "1"]

    for number in mine:
        client.client_kill_filter(_id=number)

    await until(lambda: RESYNC in seen)
    hub.publish("thread.1.members", "again")
    await until(lambda: "again" in seen)
    hub.stop()
