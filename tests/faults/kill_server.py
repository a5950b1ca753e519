"""Kill the server with SIGKILL while people write and vote: `python tests/faults/kill_server.py --seed 1 --rounds 3`.

The embedded server (`manage.py serve`, SQLite) on a folder of its own. Each client sends again, with the same
`client_key`, whatever was not acknowledged; now and then it also repeats what was, as after a lost answer. At the end
the database must hold exactly what was acknowledged. SIGKILL takes the process, not the machine: what a power cut
would take is the business of `PRAGMA synchronous` (see test_faults.py).
"""

import argparse
import http.client
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.faults import region, site  # noqa: E402

CHOICES = ("pour", "pour_avec_reserve", "contre", "je_passe")
DOWN = (OSError, http.client.HTTPException)


class Client(threading.Thread):
    """One person who writes, and a share of those who vote; one request at a time, each until it is acknowledged."""

    def __init__(
        self, login: str, tokens: dict[str, str], place: region.Region, port: int, seed: str
    ) -> None:
        super().__init__(daemon=True)
        self.login, self.tokens, self.place, self.port = login, tokens, place, port
        self.dice = random.Random(seed)
        self.stopping = threading.Event()
        self.messages: dict[str, set[int]] = {}  # client_key → every number ever acknowledged
        self.ballots: dict[str, str] = {}  # username → the last choice acknowledged
        self.cut = self.repeated = 0
        self.slowest = 0.0
        self.wrong: list[str] = []

    def run(self) -> None:
        token = self._insist("token/", {"login": self.login, "pin": site.PIN}, "", 201)["token"]
        voters = list(self.tokens)
        turn = 0
        while not self.stopping.is_set():
            self._write(f"{self.login}-{turn}", token)
            voter = voters[turn % len(voters)]
            choice = self.dice.choice(CHOICES)
            self._insist(f"votes/{self.place.vote}/cast/", {"choice": choice}, self.tokens[voter], 200)
            self.ballots[voter] = choice
            turn += 1

    def _write(self, key: str, token: str) -> None:
        times = 2 if self.dice.random() < 0.2 else 1
        for time_number in range(times):
            body = {"text": f"mot {key}", "client_key": key}
            answer = self._insist(f"threads/{self.place.thread}/messages/", body, token, 201)
            self.messages.setdefault(key, set()).add(answer["number"])
            self.repeated += time_number

    def _insist(self, path: str, body: dict, token: str, wanted: int) -> dict:
        while True:
            begun = time.monotonic()
            try:
                status, answer = site.call(self.port, "POST", f"/api/v1/{path}", body, token)
            except DOWN as fault:
                self.cut += not isinstance(fault, ConnectionRefusedError)
                time.sleep(self.dice.uniform(0.02, 0.1))
                continue
            self.slowest = max(self.slowest, time.monotonic() - begun)
            if status == wanted:
                return answer
            self.wrong.append(f"{path} {status} {answer}")
            if status < 500 or len(self.wrong) > 20:
                raise SystemExit(self.wrong[-1])


def acknowledged(clients: list[Client]) -> int:
    return sum(len(client.messages) + len(client.ballots) for client in clients)


def kill_often(server: site.Program, clients: list[Client], *, dice: random.Random, rounds: int) -> None:
    for _round in range(rounds):
        before = [len(client.messages) for client in clients]
        # Everybody was served at least once since the last restart: the next kill falls in full traffic.
        site.until(
            lambda before=before: all(
                len(client.messages) > n for client, n in zip(clients, before, strict=True)
            ),
            within=60,
            what="a message of each client",
        )
        time.sleep(dice.uniform(0, 1.0))
        server.kill()
        time.sleep(dice.uniform(0, 0.3))
        server.start()
    # One more turn after the last restart, then everybody finishes what is begun.
    total = acknowledged(clients)
    site.until(lambda: acknowledged(clients) > total, within=60, what="service after the restart")
    for client in clients:
        client.stopping.set()
    for client in clients:
        client.join(timeout=90)


def compare(clients: list[Client], place: region.Region) -> tuple[int, int, int, list[str]]:
    """Checked, lost, doubled, and anything else that should not be, from a fresh reading of the database."""
    from django.db import connection

    from deliberation.models import Message
    from tests.voting import sealed_ballots
    from voting.models import RollEntry

    rows = list(Message.objects.order_by("number").values_list("client_key", "number"))
    sent = {key: numbers for client in clients for key, numbers in client.messages.items()}
    kept: dict[str, set[int]] = {}
    for key, number in rows:
        kept.setdefault(key, set()).add(number)
    cast = {voter: choice for client in clients for voter, choice in client.ballots.items()}
    ballots = sealed_ballots.all_choices()
    signed = list(RollEntry.objects.voted().values_list("person__username", "channel"))
    lost = (
        len(set(sent) - set(kept))
        + len(set(cast) - dict(ballots).keys())
        + len(set(cast) - dict(signed).keys())
    )
    double = len(rows) - len(kept) + len(ballots) - len(dict(ballots)) + len(signed) - len(dict(signed))
    double += sum(len(numbers) - 1 for numbers in sent.values())
    odd = [line for client in clients for line in client.wrong]
    expected = {
        "acknowledged numbers": kept == sent,
        "numbers without a gap": [number for _key, number in rows] == list(range(1, len(rows) + 1)),
        "last choice of each": sorted(ballots) == sorted(cast.items()),
        "émargements": sorted(signed) == sorted((voter, "web") for voter in cast),
        "the silent": RollEntry.objects.filter(voted_on=None).count() >= place.silent,
        "everybody finished": not any(client.is_alive() for client in clients),
    }
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            return _verdict(sent, cast, lost, double, odd, expected)
        expected["integrity"] = cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        expected["foreign keys"] = cursor.execute("PRAGMA foreign_key_check").fetchall() == []
    return _verdict(sent, cast, lost, double, odd, expected)


def _verdict(
    sent: dict, cast: dict, lost: int, double: int, odd: list[str], expected: dict[str, bool]
) -> tuple[int, int, int, list[str]]:
    return len(sent) + len(cast), lost, double, odd + [name for name, holds in expected.items() if not holds]


def found(environment: dict[str, str], *, people: int, voters: int) -> region.Region:
    """The region, in a database of its own; this process then reads it back at the end."""
    os.environ.clear()
    os.environ.update(environment)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0, interactive=False)
    site.pretend_static_files_are_ready()
    place = region.found(writers=people, voters=people * voters)
    connections.close_all()
    return place


def clients_of(place: region.Region, port: int, seed: int) -> list[Client]:
    names, people = list(place.tokens), len(place.logins)
    shares = [{name: place.tokens[name] for name in names[rank::people]} for rank in range(people)]
    return [
        Client(login, share, place, port, f"{seed}-{rank}")
        for rank, (login, share) in enumerate(zip(place.logins, shares, strict=True))
    ]


def trial(var: Path, *, seed: int, rounds: int, people: int, voters: int) -> int:
    environment = site.bare_environment(var)
    place = found(environment, people=people, voters=voters)
    port = site.free_port()
    server = site.Program(
        site.manage("serve"),
        port=port,
        environment={**environment, "PORT": str(port)},
        log=var / "server.log",
    )
    clients = clients_of(place, port, seed)
    try:
        server.start()
        for client in clients:
            client.start()
        kill_often(server, clients, dice=random.Random(seed), rounds=rounds)
    finally:
        server.kill()
    passed, lost, double, odd = compare(clients, place)
    cut, repeated = sum(client.cut for client in clients), sum(client.repeated for client in clients)
    print(
        f"seed {seed}: {rounds} kills, {cut} requests cut, {repeated} messages sent again after their answer"
    )
    for line in odd[:20]:
        print(f"WRONG {line}")
    print(f"kill_server passed={passed} lost={lost} dup={double}")
    if not cut:
        print("WRONG no request was cut: the kill did not fall in full traffic")
    return 1 if lost or double or odd or not passed or not cut else 0


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--people", type=int, default=6, help="clients at the same time")
    reader.add_argument("--voters", type=int, default=40, help="voters of each client")
    reader.add_argument("--database", help="a migrated, empty SQLite file to start from (to save time)")
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="espace-fault-", ignore_cleanup_errors=True) as var:
        if asked.database:
            site.copy_database(asked.database, Path(var) / "espace.sqlite3")
        return trial(
            Path(var), seed=asked.seed, rounds=asked.rounds, people=asked.people, voters=asked.voters
        )


if __name__ == "__main__":
    raise SystemExit(main())
