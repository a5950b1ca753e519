"""What `./run` and `manage.py` say when something around them is not right: sentences, no traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment, reach
from participation.domain import mailing, table_mail

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "Zt4Qm9-Lw2Xp7Rv" * 4


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def manage(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A command as somebody types it, away from the values of this test run."""
    ours = ("DATABASE_URL", "REDIS_URL", "ALLOWED_ORIGINS", "SECRET_KEY", "ESPACE_TESTING", "PORT", "HOST")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_taken_port_is_said_in_one_sentence_before_anything_else(taken_port, tmp_path):
    stopped = manage("serve", PORT=str(taken_port), ESPACE_VAR=str(tmp_path))

    french, english = stopped.stderr.strip().split("\n")
    other = taken_port + 300 if taken_port + 300 < 65536 else taken_port - 300
    assert french == f"Le port {taken_port} est pris : ferme l'autre programme, ou lance PORT={other} ./run."
    assert english.startswith(f"Port {taken_port} is taken")
    assert (stopped.returncode, stopped.stdout) == (1, "")


def test_a_free_port_is_not_refused_and_stays_free(taken_port):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    reach.check_port_is_free("127.0.0.1", port)
    reach.check_port_is_free("127.0.0.1", port)
    with pytest.raises(ImproperlyConfigured, match="est pris"):
        reach.check_port_is_free("127.0.0.1", taken_port)


def test_an_address_of_another_machine_is_refused_with_a_sentence():
    with pytest.raises(ImproperlyConfigured, match="change HOST ou PORT"):
        reach.check_port_is_free("192.0.2.1", 8000)


def test_wrong_production_values_print_sentences_and_no_traceback(tmp_path):
    stopped = manage("migrate", DATABASE_URL="nonsense", ESPACE_VAR=str(tmp_path))

    assert stopped.returncode == 1
    assert stopped.stderr.startswith("Mode production (DATABASE_URL, REDIS_URL ou ALLOWED_ORIGINS est là).")
    assert "Traceback" not in stopped.stderr
    assert "REDIS_URL doit ressembler à" in stopped.stderr


@pytest.mark.parametrize("command", ["migrate", "worker", "serve"])
def test_a_database_that_does_not_answer_is_said_without_its_password(command, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    stopped = manage(
        command,
        DATABASE_URL=f"postgres://lea:MOT-DE-PASSE@127.0.0.1:{port}/espace",
        REDIS_URL="redis://127.0.0.1:1/0",
        SECRET_KEY=KEY,
        ALLOWED_ORIGINS="https://espace.example.ca",
        ESPACE_VAR=str(tmp_path),
    )

    french, english = stopped.stderr.strip().split("\n")
    assert french == (
        f"La base de données ne répond pas à cette adresse : 127.0.0.1:{port}/espace (vérifie DATABASE_URL)."
    )
    assert english.startswith("The database does not answer")
    assert (stopped.returncode, "MOT-DE-PASSE" in stopped.stderr + stopped.stdout) == (1, False)


def test_the_embedded_database_needs_no_asking(tmp_path):
    assert reach.check_database(environment.sqlite(tmp_path / "x.sqlite3")) is None


def test_the_sample_of_the_proxy_gives_every_header_the_settings_believe():
    sample = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8").split("```nginx")[1].split("```")[0]

    # Once for the pages, once more for the sockets: a location with a header of its own inherits none.
    for header in ("Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert (header, sample.count(f"proxy_set_header {header};")) == (header, 2)


def test_the_sample_of_the_proxy_logs_no_address_that_is_a_secret():
    sample = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8").split("```nginx")[1].split("```")[0]

    for path in ("/votes/", table_mail.RECEIPT_PATH, mailing.STOP_PATH):
        assert f"location {path} {{ access_log off;" in sample


def test_the_readme_says_how_to_take_another_port():
    tried = (ROOT / "README.md").read_text(encoding="utf-8").split("## Try it")[1].split("## ")[0]

    assert "PORT=8300 ./run" in tried
