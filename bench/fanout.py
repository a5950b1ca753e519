"""Commit → seen by N readers, p95, over a raw broadcast loop in the same server: `python bench/fanout.py [N] [rounds]`.

One uvicorn, two kinds of sockets: ours (`/ws/`, joined to a thread) and raw ones that a plain loop writes to. The readers
live in another process. Rounds are interleaved; ours counts from the commit of a real `messages.post`. A missed message
fails the run; rounds of the raw loop that differ by more than 1.5 times conclude nothing (exit 2).
"""

import asyncio
import json
import multiprocessing
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = 8
TARGET = 2.5
SPREAD = 1.5
TEXT = "Est-ce que quelqu'un peut m'amener à Matane mardi? Je peux m'asseoir en arrière. " * 3


def p95(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]


class Raw:
    """A plain ASGI socket application: the least a server can do."""

    def __init__(self) -> None:
        self.sends: list = []
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope, receive, send) -> None:
        self.loop = asyncio.get_running_loop()
        await receive()
        await send({"type": "websocket.accept"})
        self.sends.append(send)
        await send({"type": "websocket.send", "text": json.dumps({"type": "thread.joined"})})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    def broadcast(self, text: str) -> None:
        async def loop() -> None:
            for send in self.sends:
                await send({"type": "websocket.send", "text": text})

        asyncio.run_coroutine_threadsafe(loop(), self.loop)


def readers(address: str, path: str, cookie: str, join: dict | None, count: int, pipe) -> None:
    """Own process: `count` sockets; sends back, for each message, when each socket saw it."""
    asyncio.run(_readers(address, path, cookie, join, count, pipe))


async def _readers(address: str, path: str, cookie: str, join: dict | None, count: int, pipe) -> None:
    from websockets.asyncio.client import connect

    seen: list[float] = []
    ready = 0

    async def read() -> None:
        nonlocal ready
        headers = {"Cookie": cookie}
        url = address.replace("http", "ws") + path
        async with connect(url, origin=address, additional_headers=headers, compression=None) as tab:
            if join:
                await tab.send(json.dumps(join))
            async for frame in tab:
                at = time.monotonic()
                if '"thread.joined"' in frame:
                    ready += 1
                elif '"thread.message"' in frame:
                    seen.append(at)

    tabs = []
    for _ in range(count):
        tabs.append(asyncio.create_task(read()))
        await asyncio.sleep(0.002)
    while ready < count:
        await asyncio.sleep(0.01)
    pipe.send("ready")
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, pipe.recv) == "next":
        deadline = time.monotonic() + 10
        while len(seen) < count and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
        pipe.send(list(seen))
        seen.clear()
    for tab in tabs:
        tab.cancel()


class Readers:
    def __init__(
        self, address: str, path: str, count: int, cookie: str = "", join: dict | None = None
    ) -> None:
        self.pipe, theirs = multiprocessing.get_context("spawn").Pipe()
        arguments = (address, path, cookie, join, count, theirs)
        self.process = multiprocessing.get_context("spawn").Process(target=readers, args=arguments)
        self.process.start()
        assert self.pipe.recv() == "ready"

    def delays(self, started: float, count: int) -> list[float]:
        self.pipe.send("next")
        seen = self.pipe.recv()
        if len(seen) != count:
            raise SystemExit(f"missed: {count - len(seen)} of {count} readers did not see a message")
        return [(at - started) * 1000 for at in seen]

    def stop(self) -> None:
        self.pipe.send("stop")
        self.process.join(5)


def scene():
    """A thread, somebody who writes, somebody who reads in every tab, and their session."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from deliberation.domain import threads
    from tests import cast

    call_command("migrate", verbosity=0)
    writer, reader = cast.facilitator(), cast.citizen()
    thread = threads.open_thread(by=writer, title="Banc d'essai", back_path="", now=cast.NOW)
    session = cast.sign_in(Client(), reader).cookies[settings.SESSION_COOKIE_NAME]
    return thread, writer, f"{session.key}={session.value}"


def serve(raw: Raw) -> str:
    import uvicorn

    from config.asgi import build

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    ours = build(origins=[address])

    async def both(scope, receive, send) -> None:
        await (raw if scope.get("path") == "/raw/" else ours)(scope, receive, send)

    config = uvicorn.Config(both, lifespan="off", log_level="error", ws_per_message_deflate=False)
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return address


def measure(count: int, rounds: int) -> int:
    from django.db import transaction

    from deliberation.domain import fragments, messages
    from deliberation.domain.queries import threads as thread_queries
    from tests import cast

    thread, writer, cookie = scene()
    messages.post(by=writer, thread=thread, text=TEXT, now=cast.NOW)
    text = fragments.frame(thread_queries.messages_after(thread, 0)[0])
    raw = Raw()
    address = serve(raw)
    join = {"type": "thread.join", "thread": thread.pk, "after": 1}
    ours, plain = Readers(address, "/ws/", count, cookie, join), Readers(address, "/raw/", count)
    committed = 0.0

    def mark() -> None:
        nonlocal committed
        committed = time.monotonic()

    def ours_once() -> list[float]:
        with transaction.atomic():
            transaction.on_commit(mark)
            messages.post(by=writer, thread=thread, text=TEXT, now=cast.NOW)
        return ours.delays(committed, count)

    def raw_once() -> list[float]:
        started = time.monotonic()
        raw.broadcast(text)
        return plain.delays(started, count)

    ours_once(), raw_once()
    limits, figures = [], []
    print(
        f"{count} readers, {MESSAGES} messages of {len(text)} characters a round, load {os.getloadavg()[0]:.1f}"
    )
    for number in range(1, rounds + 1):
        limits.append(p95([delay for _ in range(MESSAGES) for delay in raw_once()]))
        figures.append(p95([delay for _ in range(MESSAGES) for delay in ours_once()]))
        print(
            f"round {number}: raw p95 {limits[-1]:.1f} ms · ours p95 {figures[-1]:.1f} ms · load {os.getloadavg()[0]:.1f}"
        )
    ours.stop(), plain.stop()
    return conclude(limits, figures)


def conclude(limits: list[float], figures: list[float]) -> int:
    spread = max(limits) / min(limits)
    ratio = statistics.median(figures) / statistics.median(limits)
    print(f"spread of the raw rounds {spread:.2f} · ratio of the medians {ratio:.2f} (target ≤ {TARGET})")
    if spread > SPREAD:
        print(f"no conclusion: the raw rounds differ by more than {SPREAD} times")
        return 2
    return 0 if ratio <= TARGET else 1


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = max(5, int(sys.argv[2])) if len(sys.argv) > 2 else 7
    sys.path.insert(0, str(ROOT))
    os.environ.update(ESPACE_TESTING="1", DJANGO_SETTINGS_MODULE="config.settings")
    with tempfile.TemporaryDirectory() as var:
        os.environ["ESPACE_VAR"] = var
        import django

        django.setup()
        return measure(count, rounds)


if __name__ == "__main__":
    raise SystemExit(main())
