"""From the POST to the last of N readers: `python bench/live.py [--rounds 5] [--readers 100,500,1000]`.

Three ways to reach the same number of sockets, taken in turn for each message:

- limit: a bare broadcast. One request asks, a frame encoded once is written to each transport; no rights, no database.
- stock: one INSERT committed, then `group_send` of the stock Channels layer, one consumer per socket.
- ours: the real `POST /api/v1/threads/…/messages/` (rights, audit, search, commit), then the hub.

The server has one core, the readers another; the clock of a message starts before its request leaves. A message that one
reader lacks is missed, and fails the run; limits that differ by more than 1.5 times between rounds conclude nothing (exit 2).
The readers' own work is in every figure, which flatters the ratios a little. With DATABASE_URL and REDIS_URL: production.
"""

import argparse
import asyncio
import base64
import gc
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = 4
TARGET = 2.5
SPREAD = 1.5
WAIT_S = 15.0
# What one way leaves behind (answers, tasks of the stock consumers) must not be paid by the next one.
PAUSE_S = 0.4
PEOPLE = 100
MARK = b'"thread.message"'
READY = b'"thread.joined"'
TEXT = "Est-ce que quelqu'un peut m'amener à Matane mardi? Je peux m'asseoir en arrière. " * 3
WAYS = ("limit", "stock", "ours")


# --- the readers: a raw protocol, so that the client is not what is measured


class Reader(asyncio.Protocol):
    """One socket: notes when a message arrives, and nothing else."""

    def __init__(self, crowd: "Crowd", cookie: str) -> None:
        self.crowd, self.cookie, self.held = crowd, cookie, b""
        self.is_open = False

    def connection_made(self, transport) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        host = self.crowd.host
        transport.write(
            f"GET {self.crowd.path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {self.cookie}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        at = time.monotonic()
        self.held += data
        if not self.is_open:
            if b"\r\n\r\n" not in self.held:
                return
            head, self.held = self.held.split(b"\r\n\r\n", 1)
            assert b" 101 " in head.split(b"\r\n", 1)[0], head
            self.is_open = True
            if self.crowd.first:
                self.say(self.crowd.first)
        for payload in self._frames():
            if MARK in payload:
                self.crowd.seen.append(at)
            elif READY in payload:
                self.crowd.ready += 1

    def _frames(self):
        while len(self.held) > 1:
            size, at = self.held[1] & 0x7F, 2
            if size == 126:
                size, at = int.from_bytes(self.held[2:4], "big"), 4
            elif size == 127:
                size, at = int.from_bytes(self.held[2:10], "big"), 10
            if len(self.held) < at + size:
                return
            yield self.held[at : at + size]
            self.held = self.held[at + size :]

    def say(self, text: str) -> None:
        body, mask = text.encode(), os.urandom(4)
        size = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2, "big")
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
        self.transport.write(b"\x81" + size + mask + masked)


class Crowd:
    """N readers of one way."""

    def __init__(self, port: int, path: str, cookies: list[str], first: str = "") -> None:
        self.port, self.path, self.cookies, self.first = port, path, cookies, first
        self.host = f"127.0.0.1:{port}"
        self.ready = 0
        self.seen: list[float] = []
        self.readers: list[Reader] = []

    async def enter(self, count: int) -> None:
        loop = asyncio.get_running_loop()
        for number in range(count):
            cookie = self.cookies[number % len(self.cookies)]
            _, reader = await loop.create_connection(
                lambda cookie=cookie: Reader(self, cookie), "127.0.0.1", self.port
            )
            self.readers.append(reader)
            while number - self.ready > 50:
                await asyncio.sleep(0.005)
        while self.ready < count:
            await asyncio.sleep(0.01)

    async def delays(self, start) -> tuple[list[float], int]:
        """Milliseconds to each reader, and how many readers lack the message."""
        self.seen.clear()
        started = time.monotonic()
        asked = asyncio.get_running_loop().run_in_executor(None, start)
        while len(self.seen) < len(self.readers) and time.monotonic() - started < WAIT_S:
            await asyncio.sleep(0.002)
        await asked
        await asyncio.sleep(PAUSE_S)
        return [(at - started) * 1000 for at in self.seen], len(self.readers) - len(self.seen)

    def leave(self) -> None:
        for reader in self.readers:
            reader.transport.close()


# --- the server


class Limit(asyncio.Protocol):
    """The least a process can do: shake hands, then write the same bytes to every transport."""

    sockets: set = set()
    text = b""

    def connection_made(self, transport) -> None:
        self.transport, self.held, self.is_open = transport, b"", False

    def connection_lost(self, _error) -> None:
        self.sockets.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        if self.is_open:
            return
        self.held += data
        if b"\r\n\r\n" not in self.held:
            return
        if self.held.startswith(b"POST"):
            self.transport.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            self.transport.close()
            for one in self.sockets:
                one.write(self.text)
            return
        self.is_open = True
        self.transport.write(b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        self.transport.write(framed(READY))
        self.sockets.add(self.transport)


def framed(body: bytes) -> bytes:
    head = bytes([0x81, len(body)]) if len(body) < 126 else b"\x81\x7e" + len(body).to_bytes(2, "big")
    return head + body


def stock_application(text: str):
    """The stock way: a consumer per socket, in a group of a channel layer."""
    from asgiref.sync import sync_to_async
    from channels.generic.websocket import AsyncWebsocketConsumer
    from channels.layers import get_channel_layer

    from common import search

    class Consumer(AsyncWebsocketConsumer):
        async def connect(self) -> None:
            await self.channel_layer.group_add("bench", self.channel_name)
            await self.accept()
            await self.send(text_data=READY.decode())

        async def bench_message(self, event) -> None:
            await self.send(text_data=event["text"])

    async def post(scope, receive, send) -> None:
        await sync_to_async(search.keep)("bench", int(time.monotonic() * 1000), text)
        await get_channel_layer().group_send("bench", {"type": "bench.message", "text": text})
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return Consumer.as_asgi(), post


def scene() -> dict:
    """A thread, somebody who writes, people who read, and how they enter."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from knox.models import AuthToken

    from common import clock
    from deliberation.domain import fragments, messages, threads
    from deliberation.domain.queries import threads as thread_queries
    from tests import cast

    call_command("migrate", verbosity=0)
    # A citizen: whoever works here enters in two steps.
    writer = cast.citizen("Plume")
    thread = threads.open_thread(by=cast.facilitator(), title="Banc d'essai", back_path="", now=clock.now())
    messages.post(by=writer, thread=thread, text=TEXT, now=clock.now())
    cookies = []
    for person in cast.citizens(PEOPLE):
        session = cast.sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
        cookies.append(f"{session.key}={session.value}")
    frame = fragments.frame(thread_queries.messages_after(thread, 0)[0])
    token = AuthToken.objects.create(writer)[1]
    return {"thread": thread.pk, "token": token, "cookies": cookies, "frame": frame}


def serve(core: int | None) -> None:
    """Own process: everything on one core; prints what the readers need, then serves until killed."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    os.environ.setdefault("ESPACE_TESTING", "1")
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    layer = {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}}
    settings.CHANNEL_LAYERS = {"default": layer}
    # A database of our own, on disk, that waits for the disk at each commit like the real one.
    options = settings.DATABASES["default"]["OPTIONS"]
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("PRAGMA synchronous=OFF;", "")
    django.setup()
    made = scene()
    asyncio.run(_serve(made))


async def _serve(made: dict) -> None:
    import uvicorn

    from config import sockets
    from config.asgi import build

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    port = listener.getsockname()[1]
    ours = build(origins=[f"http://127.0.0.1:{port}"])
    stock, stock_post = stock_application(made["frame"])
    Limit.text = framed(made["frame"].encode())
    limit = await asyncio.get_running_loop().create_server(Limit, "127.0.0.1", 0, backlog=2048)

    async def every(scope, receive, send) -> None:
        if scope.get("path") != "/stock/":
            await ours(scope, receive, send)
        elif scope["type"] == "websocket":
            await stock(scope, receive, send)
        else:
            await stock_post(scope, receive, send)

    print(json.dumps({**made, "port": port, "limit": limit.sockets[0].getsockname()[1]}), flush=True)
    # Our readers answer no ping: what is measured is delivery.
    options = sockets.options(log_level="error", ws_ping_interval=None, ws_ping_timeout=None)
    gc.collect()
    gc.freeze()  # as `config.sockets.run` does
    await uvicorn.Server(uvicorn.Config(every, **options)).serve(sockets=[listener])


# --- the run


def posting(address: str, body: dict | None = None, token: str = ""):
    def post() -> None:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Token {token}"
        asked = urllib.request.Request(address, json.dumps(body or {}).encode(), headers)
        with urllib.request.urlopen(asked, timeout=WAIT_S) as answer:
            assert answer.status in (201, 204), answer.status

    return post


def figures(delays: list[float]) -> dict[str, float]:
    ordered = sorted(delays) or [float("inf")]
    p95 = ordered[max(0, int(len(ordered) * 0.95) - 1)]
    return {"p50": statistics.median(ordered), "p95": p95, "max": ordered[-1]}


def crowds_of(made: dict) -> tuple[dict, dict]:
    """For each way, its readers and how a message starts."""
    join = json.dumps({"type": "thread.join", "thread": made["thread"], "after": 10**6})
    site = f"http://127.0.0.1:{made['port']}"
    crowds = {
        "limit": Crowd(made["limit"], "/", [""]),
        "stock": Crowd(made["port"], "/stock/", [""]),
        "ours": Crowd(made["port"], "/ws/", made["cookies"], join),
    }
    path = f"{site}/api/v1/threads/{made['thread']}/messages/"
    starts = {
        "limit": posting(f"http://127.0.0.1:{made['limit']}/"),
        "stock": posting(f"{site}/stock/"),
        "ours": posting(path, {"text": TEXT}, made["token"]),
    }
    return crowds, starts


async def measure(made: dict, count: int, rounds: int) -> tuple[dict, int]:
    """Every round of the three ways, in turn for each message."""
    crowds, starts = crowds_of(made)
    for crowd in crowds.values():
        await crowd.enter(count)
    for way in WAYS:
        await crowds[way].delays(starts[way])  # warm, not counted
    found: dict[str, list[dict]] = {way: [] for way in WAYS}
    missed = 0
    for number in range(1, rounds + 1):
        delays: dict[str, list[float]] = {way: [] for way in WAYS}
        for _message in range(MESSAGES):
            for way in WAYS:
                taken, lacking = await crowds[way].delays(starts[way])
                delays[way] += taken
                missed += lacking if way == "ours" else 0
        for way in WAYS:
            found[way].append(figures(delays[way]))
        last = {way: found[way][-1] for way in WAYS}
        said = " · ".join(f"{way} {f['p50']:.1f}/{f['p95']:.1f}/{f['max']:.1f}" for way, f in last.items())
        print(f"{count} readers, round {number}: {said} ms · load {os.getloadavg()[0]:.1f}", flush=True)
    for crowd in crowds.values():
        crowd.leave()
    return found, missed


def conclude(count: int, found: dict, missed: int) -> tuple[float, float]:
    """The median of the rounds' own ratios, and how much the limit moved between rounds."""
    limits = [row["p95"] for row in found["limit"]]
    spread = max(limits) / min(limits)
    ratios = {
        way: statistics.median(row["p95"] / limit for row, limit in zip(found[way], limits, strict=True))
        for way in WAYS
    }
    print(f"{count} readers, medians of the rounds, p50 / p95 / max in ms (missed {missed}):")
    for way in WAYS:
        middle = [statistics.median(row[key] for row in found[way]) for key in ("p50", "p95", "max")]
        said = " / ".join(f"{value:.1f}" for value in middle)
        over = f"p95 {ratios[way]:.2f} × the limit" if way != "limit" else f"its p95 moved {spread:.2f} times"
        print(f"  {way:<6}{said}, {over}")
    return ratios["ours"], spread


def main() -> int:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--readers", default="100,500,1000")
    reader.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    reader.add_argument("--core", type=int, default=None, help=argparse.SUPPRESS)
    asked = reader.parse_args()
    if asked.serve:
        serve(asked.core)
        return 0
    raise_limit_of_files()
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    counts = [int(count) for count in asked.readers.split(",")]
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "ESPACE_VAR": var, "DJANGO_SETTINGS_MODULE": "config.settings"}
        pin = ["--core", str(cores[0])] if len(cores) > 1 else []
        command = [sys.executable, str(Path(__file__).resolve()), "--serve", *pin]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            made = json.loads(server.stdout.readline())
            if len(cores) > 1:
                os.sched_setaffinity(0, {cores[1]})
            return run(made, counts, max(5, asked.rounds))
        finally:
            server.kill()
            server.wait()


def raise_limit_of_files() -> None:
    """Three thousand sockets need as many files, here and in the server."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 16_384)), hard))


def run(made: dict, counts: list[int], rounds: int) -> int:
    print(f"{PEOPLE} people, {MESSAGES} messages a round, frames of {len(made['frame'])} characters")
    missed, ratio, spread = 0, 0.0, 1.0
    for count in counts:
        found, lacking = asyncio.run(measure(made, count, rounds))
        missed += lacking
        ratio, spread = conclude(count, found, lacking)
    if spread > SPREAD:
        print(f"no conclusion: the limit's own rounds differ by more than {SPREAD} times (a busy machine?)")
    print(f"fanout{counts[-1]}_p95_over_limit={ratio:.2f} missed={missed}")
    if missed or ratio > TARGET:
        return 1
    return 2 if spread > SPREAD else 0


if __name__ == "__main__":
    raise SystemExit(main())
