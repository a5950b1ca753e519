"""Kill Redis with SIGKILL while people write and read live: `python tests/faults/kill_redis.py --seed 1 --rounds 3`.

Production mode: PostgreSQL (a database made and dropped here, on the server of `--postgres`), a private redis-server,
and two web processes: people write at one and read, by socket, at the other. While Redis is away every request must
still be answered (no 5xx); once it is back every reader must have every message, in order, without reloading. Readers
also drop their own sockets now and then. `--readers 50 --deliveries 100000`: the whole proof.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.faults import kill_server, region, site  # noqa: E402

STAYS_S = (4, 20)  # how long a reader keeps one socket
REJOIN_AFTER_S = 1.0  # the server takes 20 frames per 10 seconds


class Reader(threading.Thread):
    """A tab: shows a message only when all before it are shown, and asks for what it lacks."""

    def __init__(self, port: int, thread: int, cookie: str, dice: random.Random) -> None:
        super().__init__(daemon=True)
        self.dice = dice
        self.port, self.talk, self.cookie = port, thread, cookie
        self.stopping = threading.Event()
        self.shown: list[int] = []
        self.waiting: set[int] = set()
        self.joined = self.resyncs = self.reconnections = self.drops = 0
        self.asked_at = 0.0
        self.must_ask, self.is_asking = True, False

    def run(self) -> None:
        from websockets.exceptions import WebSocketException
        from websockets.sync.client import connect
        from websockets.typing import Origin

        while not self.stopping.is_set():
            try:
                origin = f"http://127.0.0.1:{self.port}"
                with connect(
                    f"ws://127.0.0.1:{self.port}/ws/",
                    origin=Origin(origin),
                    additional_headers={"Cookie": self.cookie},
                ) as tab:
                    self.must_ask, self.is_asking = True, False
                    self._read(tab)
            except (WebSocketException, OSError):
                self.reconnections += 1
                time.sleep(0.5)

    def _read(self, tab) -> None:
        leaves_at = time.monotonic() + self.dice.uniform(*STAYS_S)
        while not self.stopping.is_set():
            if time.monotonic() > leaves_at:
                self.drops += 1
                return
            # One question at a time, as the page does.
            is_free = not self.is_asking and time.monotonic() - self.asked_at > REJOIN_AFTER_S
            if self.must_ask and is_free:
                after = len(self.shown)
                tab.send(json.dumps({"type": "thread.join", "thread": self.talk, "after": after}))
                self.asked_at, self.must_ask, self.is_asking = time.monotonic(), False, True
            try:
                self._take(json.loads(tab.recv(timeout=0.2)))
            except TimeoutError:
                self.must_ask = self.must_ask or bool(self.waiting)

    def _take(self, frame: dict) -> None:
        if frame["type"] == "thread.message":
            self.waiting.add(frame["number"])
            while len(self.shown) + 1 in self.waiting:
                self.shown.append(len(self.shown) + 1)
            self.waiting = {number for number in self.waiting if number > len(self.shown)}
        elif frame["type"] == "thread.joined":
            self.joined, self.is_asking = self.joined + 1, False
            self.must_ask = self.must_ask or frame["more"]
        elif frame["type"] == "error":  # « too fast »: that question was dropped
            self.must_ask, self.is_asking = True, False
        elif frame["type"] == "live.resync":
            self.resyncs += 1
            self.must_ask = True


class Writer(kill_server.Client):
    """Somebody who only writes: what is tried here is live talk."""

    def run(self) -> None:
        token = self._insist("token/", {"login": self.login, "pin": site.PIN}, "", 201)["token"]
        turn = 0
        while not self.stopping.is_set():
            self._write(f"{self.login}-{turn}", token)
            turn += 1


def compare(writers: list[Writer]) -> tuple[int, int, int, list[str]]:
    """Checked, lost, doubled, and what should not be, from a fresh reading of the database."""
    from deliberation.models import Message

    rows = list(Message.objects.order_by("number").values_list("client_key", "number"))
    kept: dict[str, set[int]] = {}
    for key, number in rows:
        kept.setdefault(key, set()).add(number)
    sent = {key: numbers for writer in writers for key, numbers in writer.messages.items()}
    double = len(rows) - len(kept) + sum(len(numbers) - 1 for numbers in sent.values())
    odd = [line for writer in writers for line in writer.wrong]
    if [number for _key, number in rows] != list(range(1, len(rows) + 1)):
        odd.append("the numbers have a gap")
    if any(writer.is_alive() for writer in writers):
        odd.append("somebody did not finish")
    return len(sent), len(set(sent) - set(kept)), double, odd


class Database:
    """A PostgreSQL database of our own, for as long as the trial lasts."""

    def __init__(self, server: str) -> None:
        self.server, self.name = server.rstrip("/"), f"espace_fault_{os.getpid()}"
        self.url = f"{self.server}/{self.name}"

    def _run(self, order: str) -> None:
        import psycopg

        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as there:
            there.execute(order)

    def __enter__(self) -> "Database":
        self._run(f'CREATE DATABASE "{self.name}"')
        return self

    def __exit__(self, *_fault: object) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def redis_server(var: Path, port: int) -> site.Program:
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    return site.Program(command, port=port, environment=dict(os.environ), log=var / "redis.log")


def web(port: int, environment: dict[str, str], var: Path) -> site.Program:
    return site.Program(
        [sys.executable, "manage.py", "sockets", "--port", str(port)],
        port=port,
        environment=environment,
        log=var / f"web-{port}.log",
    )


def sessions(count: int) -> list[str]:
    from django.conf import settings
    from django.test import Client

    from tests import cast

    cookies = [
        cast.sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
        for person in cast.citizens(count)
    ]
    return [f"{cookie.key}={cookie.value}" for cookie in cookies]


def page(port: int, path: str, cookie: str) -> int:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(asked, timeout=site.ANSWER_WITHIN_S) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def served_without_redis(port: int, place: region.Region, cookie: str) -> list[str]:
    """What a person needs, asked while Redis is away: each answer that is not 2xx."""
    login = {"login": place.logins[0], "pin": site.PIN}
    answers = {
        "thread page": page(port, f"/fils/{place.thread}/", cookie),
        "home page": page(port, "/", cookie),
        "entering": site.call(port, "POST", "/api/v1/token/", login)[0],
    }
    return [
        f"{name} {status} while Redis is down" for name, status in answers.items() if not 200 <= status < 300
    ]


def kill_often(
    redis, clients, readers, place, *, dice: random.Random, rounds: int, deliveries: int
) -> list[str]:
    wrong = []
    for _round in range(rounds):
        time.sleep(dice.uniform(0.3, 1.5))
        redis.kill()
        total = kill_server.acknowledged(clients)
        wrong += served_without_redis(clients[0].port, place, readers[0].cookie)
        site.until(
            lambda total=total: kill_server.acknowledged(clients) > total,
            within=60,
            what="service without Redis",
        )
        time.sleep(dice.uniform(0.2, 1.5))
        redis.start()
        # Told by « live.resync », or by joining again after a drop of its own.
        heard = [reader.resyncs + reader.joined for reader in readers]
        site.until(
            lambda heard=heard: all(
                reader.resyncs + reader.joined > n for reader, n in zip(readers, heard, strict=True)
            ),
            # Each reader drops its socket within 20 seconds at most: a busy machine needs a few of them.
            within=120,
            what="live.resync at every reader",
        )
    site.until(
        lambda: sum(len(client.messages) for client in clients) * len(readers) >= deliveries,
        within=3600,
        what=f"{deliveries} deliveries",
    )
    for client in clients:
        client.stopping.set()
    for client in clients:
        client.join(timeout=90)
    return wrong


def missing(readers: list[Reader], last: int) -> int:
    """What readers still lack, after time enough to ask; nobody reloads a page."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and any(len(reader.shown) < last for reader in readers):
        time.sleep(0.1)
    for reader in readers:
        reader.stopping.set()
    return sum(last - len(reader.shown) for reader in readers)


def trial(var: Path, database: Database, asked: argparse.Namespace) -> int:
    seed, people = asked.seed, asked.people
    redis = redis_server(var, site.free_port())
    redis.start()
    ports = (site.free_port(), site.free_port())
    environment = site.bare_environment(var) | {
        "DATABASE_URL": database.url,
        "REDIS_URL": f"redis://127.0.0.1:{redis.port}/0",
        "SECRET_KEY": "a-key-for-one-trial-only-0123456789-abcdefghijklmnop",
        "ALLOWED_ORIGINS": " ".join(f"http://127.0.0.1:{port}" for port in ports),
    }
    servers = [web(port, environment, var) for port in ports]
    try:
        place = kill_server.found(environment, people=people, voters=10)
        readers = [
            Reader(ports[1], place.thread, cookie, random.Random(f"{seed}-{rank}"))
            for rank, cookie in enumerate(sessions(asked.readers))
        ]
        clients = [Writer(login, {}, place, ports[0], f"{seed}-{login}") for login in place.logins]
        # Pages name their hashed files: without them every page would fail, Redis or not.
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(collect, cwd=site.ROOT, env=environment, check=True)
        for server in servers:
            server.start()
        for thread in (*readers, *clients):
            thread.start()
        site.until(lambda: all(reader.joined for reader in readers), within=180, what="readers in the thread")
        # Everybody has entered and been served: what follows is a crash in full traffic.
        site.until(lambda: all(client.messages for client in clients), within=60, what="everybody entered")
        dice = random.Random(seed)
        wrong = kill_often(
            redis, clients, readers, place, dice=dice, rounds=asked.rounds, deliveries=asked.deliveries
        )
        passed, lost, double, odd = compare(clients)
        said = sum(len(client.messages) for client in clients)
        unseen = missing(readers, said)
    except SystemExit as fault:
        print(f"WRONG {fault}", *(line for client in clients for line in client.wrong[:2]), sep="\nWRONG ")
        print(*(server.log.read_text()[-1500:] for server in servers), sep="\n")
        raise
    finally:
        for program in (*servers, redis):
            program.kill()
    return conclude(
        clients, readers, passed=passed, lost=lost + unseen, double=double, odd=wrong + odd, said=said
    )


def conclude(clients, readers, *, passed: int, lost: int, double: int, odd: list[str], said: int) -> int:
    from django.db import connections

    connections["default"].close_pool()  # type: ignore[attr-defined]
    slowest = max(client.slowest for client in clients)
    drops = sum(reader.drops + reader.reconnections for reader in readers)
    print(
        f"{said} messages × {len(readers)} readers = {said * len(readers)} deliveries,"
        f" {drops} reconnections; slowest answer {slowest:.1f} s"
    )
    for line in odd[:20]:
        print(f"WRONG {line}")
    print(f"kill_redis passed={passed} lost={lost} dup={double}")
    return 1 if lost or double or odd or not passed else 0


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--people", type=int, default=4, help="writers at the same time")
    reader.add_argument("--readers", type=int, default=4)
    reader.add_argument("--deliveries", type=int, default=0, help="go on until messages × readers reach this")
    reader.add_argument("--postgres", default="postgres://postgres@127.0.0.1:5432")
    asked = reader.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="espace-fault-", ignore_cleanup_errors=True) as var,
        Database(asked.postgres) as database,
    ):
        return trial(Path(var), database, asked)


if __name__ == "__main__":
    raise SystemExit(main())
