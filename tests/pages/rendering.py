"""Every page as the server renders it for every role, and what it is made of, whatever its words."""

import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from unittest import mock

from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.routes import table, world
from tests.routes.windows import ADDRESSES, again, browser, url

# Read by another tool than a browser, or not made of our frame: the API and its schema, the calendar to
# subscribe to, the answer to a health probe. Only shrinks.
NOT_PAGES = {
    "accounts:card_pdf",
    "api-schema",
    "participation:calendar_ics",
    "participation:meeting_pdf",
    "participation:transmission_pdf",
    "participation:founding_ics",
    "health",
    "voting:election",
    "voting:minutes_pdf",
    "voting:archive",
    "voting:verifier",
    "voting:scrutineer_program",
    "voting:words",
}
LEAVES = "accounts:quick_exit"
IS_NIGHT = os.environ.get("NIGHT") == "1"
# So many roles are all asked by day too.
FEW = 3
PAGES = sorted(
    name
    for name in table.GETS
    if name in ADDRESSES and not ADDRESSES[name].is_api and name not in NOT_PAGES and name != LEAVES
)


@dataclass(frozen=True)
class Shown:
    """A page as somebody gets it. `state` tells apart two pages of one address: an error after a form, for example."""

    name: str
    role: str
    path: str
    status: int
    html: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    state: str = ""

    @property
    def label(self) -> str:
        return f"{self.path}{self.state} | {self.role}"


def kept(name: str, role: str, path: str, response, state: str = "") -> Shown:
    headers = tuple((key, value) for key, value in response.items() if key.lower() != "content-length")
    is_small = response.get("Content-Encoding") == "gzip"
    plain = gzip.decompress(response.content) if is_small else response.content
    html = plain.decode() if "text/html" in response.get("Content-Type", "") else ""
    return Shown(name, role, path, response.status_code, html, headers, response.content, state)


def pages_of(name: str, espace: world.World, *, encoding: str = "") -> Iterator[Shown]:
    """What each role reads at this address; refusals are looked at apart (`refusals`).

    By day a third of the roles for each thing, others for the next one: `tests/routes` asks all of them.
    """
    headers = {"accept-encoding": encoding}
    inside = cache(lambda role: browser(role, espace))
    for turn, (thing, row) in enumerate(table.GETS[name].items()):
        readers = [role for role, status in row.items() if status == 200]
        if not IS_NIGHT and len(readers) > FEW:
            readers = readers[turn % 3 :: 3]
        for role in readers:
            path = url(name, thing, espace)
            shown = kept(name, role, path, again(inside(role), headers=headers).get(path))
            assert shown.status == 200, (shown.label, shown.status)
            yield shown


def refusals(role: str, espace: world.World) -> Iterator[Shown]:
    """One refusal of each status that this role meets, by GET on any of our addresses."""
    seen = set()
    for name in PAGES:
        for thing, row in table.GETS[name].items():
            if row[role] < 400 or row[role] in seen:
                continue
            path = url(name, thing, espace)
            shown = kept(name, role, path, browser(role, espace).get(path))
            seen.add(row[role])
            yield shown
    path = reverse("deliberation:post", args=[espace.ids["thread"]])
    yield kept("deliberation:post", role, path, browser(role, espace).get(path))


def failures(espace: world.World) -> Iterator[Shown]:
    """What nobody asks for: a form that waited too long, too many tries, an address that makes no sense."""
    enter = reverse("accounts:enter")
    strict = Client(enforce_csrf_checks=True)
    yield kept("accounts:enter", "anonymous", enter, strict.post(enter, {}), state=" (stale form)")
    hasty = browser("anonymous", espace)
    tries = (hasty.post(enter, {"login": "40000000", "pin": "135799"}) for _ in range(20))
    too_many = next(response for response in tries if response.status_code == 429)
    yield kept("accounts:enter", "anonymous", enter, too_many, state=" (too many tries)")
    home = reverse("participation:home")
    elsewhere = browser("anonymous", espace).get(home, headers={"host": "elsewhere.example"})
    yield kept("participation:home", "anonymous", home, elsewhere, state=" (elsewhere)")


def breakdown(espace: world.World) -> Shown:
    """The page of a failure on our side: the season cannot be known, once."""
    home = reverse("participation:home")
    with mock.patch("common.context.season_on", side_effect=[RuntimeError("planted"), "hiver"]):
        response = browser("anonymous", espace).get(home)
    return kept("participation:home", "anonymous", home, response, state=" (broken)")


def administration() -> dict[str, type]:
    """Every kind of thing of the technical administration, by the beginning of its addresses' names."""
    return {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}


def pages_of_administration(kind: str, espace: world.World) -> Iterator[Shown]:
    """Its list, its empty form, then the form and the past of its first thing; those that open."""
    paths = [reverse(f"admin:{kind}_{page}") for page in ("changelist", "add")]
    if first := administration()[kind]._default_manager.first():
        paths += [reverse(f"admin:{kind}_{page}", args=[first.pk]) for page in ("change", "history")]
    yield from _opened(paths, espace)


def pages_around_administration(espace: world.World) -> Iterator[Shown]:
    apps = sorted({model._meta.app_label for model in administration().values()})
    paths = [reverse("admin:index"), reverse("admin:password_change")]
    yield from _opened([*paths, *(reverse("admin:app_list", args=[app]) for app in apps)], espace)


def _opened(paths: list[str], espace: world.World) -> Iterator[Shown]:
    for path in paths:
        shown = kept("admin", "admin", path, browser("admin", espace).get(path))
        if shown.status == 200:
            yield shown


FIELD = re.compile(r'<(?:input(?![^>]*type="(?:hidden|submit)")|textarea|select)[^>]*? name="([^"]+)"')


def forms_of(html: str) -> Iterator[tuple[str, list[str]]]:
    """Where each form of the main part is sent, and the fields that a person fills. A search, by GET, takes anything."""
    main = html.partition("<main")[2].partition("</main>")[0]
    for head, inside in re.findall(r'<form\b([^>]*method="post"[^>]*)>(.*?)</form>', main, re.S):
        action = re.search(r'action="([^"#]+)', head)
        if fields := list(dict.fromkeys(FIELD.findall(inside))):
            yield action[1] if action else "", fields


def errors_of(name: str, espace: world.World) -> Iterator[Shown]:
    """The page that comes back after a form badly filled: each form, once per thing behind the address."""
    inside = cache(lambda role: browser(role, espace))
    for thing, row in table.GETS[name].items():
        path = url(name, thing, espace)
        for role in (role for role in table.ROLES[::-1] if row[role] == 200):
            # The first who has a form there: others may read the page and send nothing.
            if forms := list(forms_of(again(inside(role)).get(path).content.decode(errors="replace"))):
                break
        else:
            continue
        for action, fields in forms:
            for body in ({}, dict.fromkeys(fields, "x" * 60_000)):
                with transaction.atomic():
                    response = again(inside(role)).post(action or path, body)
                    transaction.set_rollback(True)
                if response.status_code == 422:
                    yield kept(name, role, action or path, response, state=" (error)")
                    break


VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SHAPES = {"path", "rect", "circle", "use", "line", "ellipse", "polygon", "g", "polyline"}
TELLING = {
    "class",
    "type",
    "role",
    "hidden",
    "open",
    "disabled",
    "checked",
    "aria-hidden",
    "rows",
    "tabindex",
}


class _Bones(HTMLParser):
    """Gathers each element, told by its class and the like, with the two it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.around = ["", ""]
        self.tags = ["", ""]
        self.found: set[tuple[str, str, str]] = set()

    def handle_starttag(self, tag, attrs) -> None:
        if tag in SHAPES:
            return
        told = " ".join([tag, *sorted(f"{key}={value}" for key, value in attrs if key in TELLING)])
        self.found.add((self.around[-2], self.around[-1], told))
        if tag not in VOID:
            self.around.append(told)
            self.tags.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag) -> None:
        if tag in self.tags[2:]:
            depth = len(self.tags) - 1 - self.tags[::-1].index(tag)
            del self.tags[depth:], self.around[depth:]


def joints(html: str, *, of_frame: bool) -> set[tuple[str, str, str]]:
    """What a page is made of, whatever its words, its numbers and the length of its lists.

    Two pages with the same joints look the same. `of_frame`: with the head and the foot, not the main part alone.
    """
    bones = _Bones()
    bones.feed(html if of_frame else html.partition("<main")[2].partition("</main>")[0])
    return bones.found
