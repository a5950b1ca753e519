"""What the fault scripts share: a real server in its own process, killed without warning, and a plain HTTP client."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PIN = "246813"
# Longer than any wait of the server (20 s for a busy database): no answer means that it died.
ANSWER_WITHIN_S = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bare_environment(var: Path) -> dict[str, str]:
    """Nothing of the caller's: neither a test run's settings nor another database."""
    ours = ("ESPACE_", "DATABASE_", "REDIS_", "DJANGO_", "ALLOWED_", "SECRET_", "TRUSTED_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "ESPACE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings"}


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(condition, *, within: float, what: str) -> None:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"waited {within} s for nothing: {what}")
        time.sleep(0.01)


class Program:
    """A process that listens on a port, started, killed with SIGKILL and started again."""

    def __init__(self, command: list[str], *, port: int, environment: dict[str, str], log: Path) -> None:
        self.command, self.port, self.environment, self.log = command, port, environment, log
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        until(self._answers_or_died, within=60, what=f"{self.command} on port {self.port}")
        if self.process.poll() is not None:
            raise SystemExit(f"the program did not start:\n{self.log.read_text()[-3000:]}")

    def _answers_or_died(self) -> bool:
        assert self.process is not None
        return self.process.poll() is not None or accepts(self.port)

    def kill(self) -> None:
        """The whole group of this program, at once, without a word."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def manage(*arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def call(port: int, method: str, path: str, body: dict | None = None, token: str = "") -> tuple[int, Any]:
    """One request on its own connection; an OSError or HTTPException means that nothing was acknowledged."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_WITHIN_S)
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Token {token}"
    try:
        connection.request(method, path, json.dumps(body or {}), headers)
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    return answer.status, json.loads(text) if text else None


def copy_database(source: str, target: Path) -> None:
    """A consistent copy, even while somebody reads the source."""
    here, there = sqlite3.connect(source), sqlite3.connect(target)
    here.backup(there)
    here.close()
    there.close()


def pretend_static_files_are_ready() -> None:
    """Compressing them takes longer than the trial, which asks for no page."""
    from django.conf import settings

    from config.management.commands import serve

    roots = (Path(settings.STATICFILES_DIRS[0]), Path(settings.BASE_DIR) / "requirements.txt")
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    Path(settings.STATIC_ROOT).with_name("static.stamp").write_text(serve._fingerprint(*roots))
