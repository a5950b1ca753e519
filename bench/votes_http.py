"""Ballots a second through the site: the part of `bench/votes.py` that needs Django, a database and a server."""

import http.client
import json
import os
import queue
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, PROCESSES, CLIENTS = 120, 2, 4
COMMITS = 300
TOKEN = "b" * 32
NOT_YET = "the site takes no sealed ballot yet"


# --- the server's process ---------------------------------------------------------------------------------------------


def serve() -> None:
    """Makes the vote and the ballots, says where it listens, then serves until killed."""
    os.environ["ESPACE_TESTING"] = "1"
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    # A database of our own, on disk, that waits for the disk at each commit like the real one.
    options = settings.DATABASES["default"]["OPTIONS"]
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("PRAGMA synchronous=OFF;", "")
    django.setup()
    from django.db import connections

    made = scene()
    connections.close_all()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    listener.close()
    print(json.dumps(made | {"port": port}), flush=True)
    run_processes(port)


def scene() -> dict:
    """An open vote, people signed in, and several ballots of each, sealed as their browser would."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from common import clock
    from tests import cast as people
    from tests.voting import ballots as votes
    from voting.crypto import ballots, questions
    from voting.domain import casting
    from voting.models import Urn

    call_command("migrate", verbosity=0)
    commits = commits_a_second()
    if not hasattr(casting, "cast_sealed"):
        return {"why": NOT_YET, "commits": commits}
    voters = people.citizens(PEOPLE)
    vote = votes.opened(closes_at=clock.now() + timedelta(days=2))
    election = questions.read_election(Urn.objects.get(vote=vote).election.encode())
    sent = []
    for person in voters:
        session = people.sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
        credential = casting.own_credential(by=person, vote=vote)
        sealed = [
            ballots.create(election=election, credential=credential, choices=[(1, 0, 0, 0)]).decode()
            for _round in range(4)
        ]
        sent.append({"cookie": f"{session.key}={session.value}", "ballots": sealed})
    return {"path": f"/votes/{vote.pk}/deposer/", "sent": sent, "commits": commits, "vote": vote.pk}


def commits_a_second() -> float:
    """One row as long as a ballot, committed alone, one after the other: the database's own pace."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] > 0, "the disk is not waited for"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_commit (text TEXT)")
        started = time.perf_counter()
        for _row in range(COMMITS):
            cursor.execute("INSERT INTO bench_commit VALUES (%s)", ["x" * 8000])
        spent = time.perf_counter() - started
        cursor.execute("DROP TABLE bench_commit")
    return COMMITS / spent


def run_processes(port: int) -> None:
    from gunicorn.app.base import BaseApplication

    from config.wsgi import application

    class Site(BaseApplication):
        def load_config(self) -> None:
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "workers": PROCESSES,
                "preload_app": True,
                "loglevel": "error",
                "worker_class": "gthread",
                "threads": 2,
                "keepalive": 30,
            }.items():
                self.cfg.set(name, value)

        def load(self):
            return application

    Site().run()


# --- the voters -------------------------------------------------------------------------------------------------------


def measure(program: Path, rounds: int) -> float:
    """Prints every round; gives verified ballots a second, or « nan » when the site takes none."""
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "ESPACE_VAR": var, "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, str(program), "--serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            made = json.loads(server.stdout.readline())
            print(
                f"the database alone: {made['commits']:.0f} commits a second, one row of 8,000 characters each"
            )
            if "why" in made:
                print(f"casting over HTTP: {made['why']}, not measured")
                return float("nan")
            wait_for(made["port"])
            return all_rounds(made, min(rounds, 3), server.pid)
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int) -> None:
    for _try in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("the server does not answer")


def worked(server: int) -> float:
    """Seconds of processor that the server's processes have used until now; 0 where the system does not say."""
    ticks = 0
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = told.read_text().rpartition(")")[2].split()
        except OSError:  # ended since
            continue
        if int(fields[1]) == server:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def all_rounds(made: dict, rounds: int, server: int) -> float:
    a_round(made, 0)  # warm: tables of the vote's key in each process
    found, before = [], worked(server)
    for number in range(1, rounds + 1):
        found.append(a_round(made, number))
        over = found[-1] / made["commits"]
        print(
            f"casting over HTTP, round {number}: {found[-1]:.1f} ballots a second, checked before their receipt, "
            f"{over:.2f} of the database's commits · load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    used = (worked(server) - before) / (rounds * len(made["sent"]))
    if used:
        print(
            f"  {used * 1000:.1f} ms of processor a ballot: two cores left alone would take {2 / used:.0f} a second"
        )
    cast = (rounds + 1) * len(made["sent"])
    on_board = archived(made)
    assert on_board == cast, f"{cast} receipts, {on_board} ballots on the board"
    print(f"  every receipt has its ballot on the board: {on_board}")
    return statistics.median(found)


def a_round(made: dict, number: int) -> float:
    """One more ballot of each person, by a few clients at once; each asks for the receipt page's address only.

    The forms are written before the clock starts: every voter's own device does that.
    """
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    for one in made["sent"]:
        form = urlencode({"bulletin": one["ballots"][number], "csrfmiddlewaretoken": TOKEN})
        waiting.put((one["cookie"], form.encode()))
    wrong: list[str] = []

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", made["port"], timeout=30)
        while True:
            try:
                cookie, form = waiting.get_nowait()
            except queue.Empty:
                return
            link.request(
                "POST",
                made["path"],
                form,
                {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"{cookie}; csrftoken={TOKEN}",
                    "Host": f"127.0.0.1:{made['port']}",
                },
            )
            answer = link.getresponse()
            answer.read()
            if answer.status != 302 or not (answer.getheader("Location") or "").endswith("/recu/"):
                wrong.append(f"{answer.status} {answer.getheader('Location')}")

    clients = [threading.Thread(target=client) for _client in range(CLIENTS)]
    started = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    spent = time.perf_counter() - started
    assert not wrong, wrong[:3]
    return len(made["sent"]) / spent


def archived(made: dict) -> int:
    """How many ballots the downloaded archive has, once the verifier has accepted it."""
    from voting.crypto import verify

    link = http.client.HTTPConnection("127.0.0.1", made["port"], timeout=60)
    link.request("GET", f"/votes/{made['vote']}/archive.bel", headers={"Cookie": made["sent"][0]["cookie"]})
    report = verify.verify(link.getresponse().read())
    assert report.is_ok, report.reason
    return report.ballots
