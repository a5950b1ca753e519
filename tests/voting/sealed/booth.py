"""The sealed urn's pages in a real browser, with a server of a few lines: each address answers what the test says."""

import mimetypes
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.template.loader import render_to_string

from tests.voting.sealed import elections
from voting.enums import Choice
from voting.web.forms import BallotForm

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"


@dataclass(frozen=True)
class Sent:
    method: str
    path: str
    body: str


class Site:
    """A browser window and a small server of its own. `pages`: address → octets, a text, (status, text), ("to", address),
    a function of what was sent that gives one of those, or nothing: the line is cut. `sent`: all that the page sent.
    """

    def __init__(self, chromium: Any, **options: Any) -> None:
        self.pages: dict[str, Any] = {}
        self.sent: list[Sent] = []
        self.errors: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.context = chromium.new_context(locale="fr-CA", **options)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page

    def posts(self, path: str = "") -> list[str]:
        return [one.body for one in self.sent if one.method == "POST" and path in ("", one.path)]

    def close(self) -> None:
        self.context.close()
        self.server.shutdown()
        self.server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str) -> None:
            site.sent.append(sent := Sent(self.command, self.path, body))
            if self.path.startswith("/static/"):
                file = settings.BASE_DIR / self.path.lstrip("/")
                self._send(200, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "")
                return
            answer = site.pages.get(self.path)
            answer = answer(sent) if callable(answer) else answer
            if answer is None:
                self.close_connection = True
            elif isinstance(answer, bytes):
                self._send(200, answer, "application/octet-stream")
            elif isinstance(answer, tuple) and answer[0] == "to":
                self._send(302, b"", "text/plain", Location=answer[1])
            else:
                status, text = answer if isinstance(answer, tuple) else (200, answer)
                self._send(status, text.encode(), "text/html; charset=utf-8")

        def _send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
            self.send_response(status)
            whole = {
                "Content-Type": kind,
                "Content-Length": str(len(body)),
                "Content-Security-Policy": POLICY,
            }
            for name, value in (whole | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing is written."""

    return Handler


def vote_of(
    title: str = "Le coffre d'école", answers: tuple[str, ...] = (), most: int = 1
) -> SimpleNamespace:
    """For or against, or a choice among `answers`."""
    four = [SimpleNamespace(value=one.value, label=one.label) for one in Choice]
    several = [SimpleNamespace(value=f"o{n}", label=answer) for n, answer in enumerate(answers)]
    return SimpleNamespace(
        pk=7,
        options=SimpleNamespace(order_by=lambda _field: several or four),
        is_for_or_against=not answers,
        most_choices=most,
        title=title,
        question=f"Est-ce que l'Espace approuve « {title} »?",
        summary="En trois lignes.",
        back_path="",
        may_change=True,
    )


def ballot_page(vote: elections.Vote, answers: tuple[str, ...] = (), *, least: int = 1, most: int = 1) -> str:
    """The page of the choice of a vote with four answers, or with boxes to tick."""
    shown = vote_of(answers=answers, most=most)
    booth = SimpleNamespace(
        election_url="/votes/7/election.json", credential=vote.credentials[0], least=least, most=most
    )
    form = BallotForm(None, vote=shown, words="Tu peux changer d'idée jusqu'à vendredi.")
    return render_to_string(
        "voting/ballot.html", {"vote": shown, "form": form, "booth": booth, "csrf_token": "jeton"}
    )


def scrutineer_page(name: str, **context: Any) -> str:
    given = {
        "role": "scrutatrice",
        "organisation": "La Maison du Rivage",
        "vote": vote_of(),
        "csrf_token": "jeton",
    }
    return render_to_string(f"voting/scrutineer/{name}.html", given | context)


def field_of(body: str, name: str) -> str:
    """The value of a field in a form sent in parts or in one line."""
    if "WebKitFormBoundary" in body:
        after = body.split(f'name="{name}"', 1)[1]
        return after.split("\r\n\r\n", 1)[1].split("\r\n------", 1)[0]
    return parse_qs(body)[name][0]
