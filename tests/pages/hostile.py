"""Hostile words in every text field that people fill, and what a real browser makes of the pages that show them."""

import json
import os
import random
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.test import Client

from common import text as words
from tests.pages.rendering import PAGES, forms_of, url
from tests.routes import table, world
from tests.routes.windows import browser

OURS = ("accounts", "deliberation", "participation", "voting")
# In one: what ends an attribute, an element, a script or a comment, then what would run.
POLYGLOT = (
    "'\"--></title></textarea></style></script></select><svg/onload=alert(1)><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(1)">x</a>{{7*7}}${7*7}'
)
SHORT = ("\"'><svg/onload=alert(1)>", "<svg/onload=alert(1)>", '"><b>x', "\"<'")
CORPUS = json.loads((settings.BASE_DIR / "tests" / "data" / "xss_inputs.json").read_text(encoding="utf-8"))
IS_NIGHT = os.environ.get("NIGHT") == "1"
AT_ONCE = 40
# Not words: made by the programs, or read by them.
NOT_WORDS = {
    "password",
    "slug",
    "code",
    "login",
    "client_key",
    "once",
    "url",
    "back_path",
    "seed",
    "salt",
    "secret",
    "digest",
    "kind",
    "state",
    "badge_employer",
    "fingerprint",
    "language",
    "season",
    "color",
    "answers",
    "from_state",
    "to_state",
    "event",
}
# The same, where the name of the field alone would say too much.
MADE_BY_PROGRAMS = {
    "voting.Option.value",
    "voting.ScrutineerKey.challenge",
    "voting.ScrutineerKey.response",
    "voting.Trustee.public",
    "voting.Trustee.challenge",
    "voting.Trustee.response",
    "voting.Urn.election",
    "voting.Urn.head",
    "voting.Urn.first_head",
    "voting.Urn.sealed_secret",
    "voting.Right.sealed",
    "voting.BoardEvent.tracker",
    "voting.BoardEvent.receipt",
}
# An answer alone is refused: it comes with its state, its day and its author. The rest of what the database asks.
COMES_WITH: dict[str, dict[str, Any]] = {
    "deliberation.Appeal.sentence": {"message": None, "submission": None, "pause": None},
    "participation.Amendment.answer_reason": {
        "state": "refusee",
        "answered_by": models.F("author"),
        "answered_at": models.F("proposed_at"),
        "resulting": None,
    },
    "participation.Consultation.decline_reason": {
        "state": "declinee",
        "declined_by": models.F("asked_by"),
        "declined_at": models.F("asked_at"),
        "answer": None,
        "answered_at": None,
    },
    "participation.Objection.answer": {"answered_at": models.F("made_at")},
    "participation.StepBackRequest.answer_reason": {"answer": "non", "answered_at": models.F("asked_at")},
    "participation.TableQuestion.answer": {
        "answered_by": models.F("asked_by"),
        "answered_at": models.F("asked_at"),
    },
    "voting.BallotNote.answer": {"kind": "objection", "position": models.F("pk")},
}
# Of these, some rows only: the others still show what they are.
SOME_ROWS = {"voting.BallotNote.answer": {"kind": "contre"}}
ENDINGS = ("_hash", "hash", "_key", "_path", "_code", "_id", "digest", "_mark", "token", "secret")
# A page that nobody has by hand and that costs much: one visitor of each sort is enough by day.
SEEN_BY = ("facilitator", "author", "secretary", "table_member", "signatory", "carrier", "admin", "anonymous")


def batches() -> list[str]:
    """By day the polyglot and a few of the corpus; at night, all of it, forty at a time."""
    if not IS_NIGHT:
        return [POLYGLOT + " ".join(random.Random(5).sample(CORPUS, 12))]
    return [POLYGLOT, *(" ".join(CORPUS[at : at + AT_ONCE]) for at in range(0, len(CORPUS), AT_ONCE))]


def word_fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
                is_made = (
                    field.name in NOT_WORDS
                    or f"{model._meta.label}.{field.name}" in MADE_BY_PROGRAMS
                    or field.name.endswith(ENDINGS)
                    or field.unique
                )
                if is_text and not is_made and not isinstance(field, models.SlugField | models.UUIDField):
                    yield model, field


def fitting(text: str, most: int | None) -> str:
    if most is None or len(text) <= most:
        return text
    return next((one for one in (POLYGLOT, *SHORT) if len(one) <= most), text[:most])


def unguard() -> None:
    """For this transaction: sealed and append-only rows take the words too, as if they had come in at the door."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def poison(text: str) -> tuple[set[str], set[str]]:
    """Puts the words in every field of every row; says which took them, and which the database refuses."""
    took, kept = set(), set()
    unguard()
    for model, field in word_fields():
        label = f"{model._meta.label}.{field.name}"
        rows = model._default_manager.filter(**SOME_ROWS.get(label, {}))
        if field.name == "html":
            new = str(words.to_html(text))
        else:
            new = fitting(text, field.max_length)
        if not rows.exists():
            continue
        try:
            with transaction.atomic():
                rows.update(**{field.name: new}, **COMES_WITH.get(label, {}))
            took.add(label)
        except DatabaseError:
            kept.add(label)
    return took, kept


def pages(espace: world.World) -> Iterator[tuple[str, str]]:
    """Every page, as one of each sort of reader gets it (at night, as everybody does): its name and its HTML."""
    clients = {role: browser(role, espace) for role in table.ROLES}
    for name in PAGES:
        for thing, row in table.GETS[name].items():
            path = url(name, thing, espace)
            readers = [role for role in SEEN_BY if row[role] == 200]
            for role in readers if IS_NIGHT else readers[:1]:
                yield f"{path} | {role}", _html(clients[role].get(path))


def answers_to_forms(espace: world.World, text: str) -> Iterator[tuple[str, str]]:
    """Each form of each page, all its fields filled with the words: the page that comes back."""
    seen = set()
    for name in PAGES:
        for thing, row in table.GETS[name].items():
            path = url(name, thing, espace)
            for role in [role for role in SEEN_BY if row[role] == 200][:2]:
                client = browser(role, espace)
                for action, fields in forms_of(_html(client.get(path))):
                    if (name, action, role) not in seen:
                        seen.add((name, action, role))
                        yield (
                            f"{action or path} | {role} (form)",
                            _answer(client, action or path, fields, text),
                        )


def _answer(client: Client, path: str, fields: list[str], text: str) -> str:
    with transaction.atomic():
        html = _html(client.post(path, dict.fromkeys(fields, text), follow=True))
        transaction.set_rollback(True)
    return html


def _html(response: Any) -> str:
    is_page = "text/html" in response.get("Content-Type", "")
    return response.content.decode(errors="replace") if is_page else ""


# What our own pages never have, whatever the words: anything here came out of them.
ALIVE = """() => {
  const found = [];
  document.querySelectorAll("*").forEach(el => {
    for (const a of el.attributes) {
      if (/^on/i.test(a.name)) found.push(el.tagName + " " + a.name);
      if (/^(href|src|action|formaction|xlink:href)$/i.test(a.name) && /^[\\s\\u0000-\\u001f]*(javascript|data|vbscript):/i.test(a.value))
        found.push(el.tagName + " " + a.value.slice(0, 60));
    }
    if (/^(iframe|object|embed|base|frame|applet|math|animate|set|foreignobject)$/i.test(el.tagName)) found.push(el.tagName);
    if (el.tagName === "SCRIPT" && !el.getAttribute("src")) found.push("SCRIPT without src");
    if (/^(img|script|link|video|audio|source)$/i.test(el.tagName)) {
      const at = el.getAttribute("src") || el.getAttribute("href") || "/";
      if (!at.startsWith("/") && !at.startsWith("data:image/")) found.push(el.tagName + " " + at.slice(0, 60));
    }
  });
  return found;
}"""


class Judge:
    """One window without any policy on content, where nothing protects but the page itself."""

    def __init__(self, page: Any) -> None:
        self.page, self.noted = page, []
        page.on("dialog", self._dialog)
        page.route("**/*", self._asked)
        page.goto("http://espace.test/")

    def _dialog(self, dialog: Any) -> None:
        self.noted.append(f"ran: {dialog.message}")
        dialog.dismiss()

    def _asked(self, route: Any) -> None:
        if not route.request.url.startswith("http://espace.test/"):
            self.noted.append(f"asked: {route.request.url[:80]}")
        is_page = route.request.url == "http://espace.test/"
        route.fulfill(status=200 if is_page else 204, content_type="text/html", body="")

    def sees(self, label: str, html: str) -> list[str]:
        self.noted.clear()
        if html:
            self.page.set_content(html, wait_until="load")
            self.noted += [f"alive: {one}" for one in self.page.evaluate(ALIVE)]
        return [f"{label} | {one}" for one in dict.fromkeys(self.noted)]
