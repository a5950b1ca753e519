"""Every page as the server renders it for every role, and its skeleton: what two pages have in common but the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.routes import table, world
from tests.routes.addresses import every_address

ADDRESSES = {found.name: found for found in every_address()}
# Read by another tool than a browser, or not made of our frame: the API and its list of operations, the calendar to
# subscribe to, the answer to a health probe. Only shrinks.
NOT_PAGES = {"api-docs", "api-schema", "participation:calendar_ics", "health"}
LEAVES = "accounts:quick_exit"
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


def url(name: str, thing: str | None, espace: world.World) -> str:
    is_number = ADDRESSES[name].takes == ("pk",)
    return reverse(name, args=table.arguments(thing, espace.ids, is_number=is_number))


def browser(role: str, espace: world.World, **options) -> Client:
    client = Client(raise_request_exception=False, **options)
    if person := espace.people[role]:
        client.force_login(person)
    return client


def kept(name: str, role: str, path: str, response, state: str = "") -> Shown:
    headers = tuple((key, value) for key, value in response.items() if key.lower() != "content-length")
    is_plain = "gzip" not in response.get("Content-Encoding", "")
    html = response.content.decode() if is_plain and "text/html" in response.get("Content-Type", "") else ""
    return Shown(name, role, path, response.status_code, html, headers, response.content, state)


def pages_of(name: str, espace: world.World, **headers) -> Iterator[Shown]:
    """What each role reads at this address; refusals are looked at apart (`refusals`)."""
    for thing, row in table.GETS[name].items():
        for role, status in row.items():
            if status != 200:
                continue
            path = url(name, thing, espace)
            shown = kept(name, role, path, browser(role, espace, headers=headers).get(path))
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


def administration(espace: world.World) -> dict[str, str]:
    """Addresses of the technical administration, by a short name: lists, empty forms and filled ones."""
    person = espace.people["admin"]
    found = {name: reverse(f"admin:{name}") for name in ("index", "password_change")}
    client = browser("admin", espace)
    for model, site in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths = {"list": reverse(f"{base}_changelist"), "add": reverse(f"{base}_add")}
        if first := model._default_manager.first():
            paths["change"] = reverse(f"{base}_change", args=[first.pk])
            paths["history"] = reverse(f"{base}_history", args=[first.pk])
        for app in {model._meta.app_label}:
            try:
                found[f"app-{app}"] = reverse("admin:app_list", args=[app])
            except NoReverseMatch:
                continue
        for kind, path in paths.items():
            if client.get(path).status_code == 200:
                found[f"{model._meta.model_name}-{kind}"] = path
        assert site.admin_site and person
    return found


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
    """Nested tuples (tag and telling attributes, children), without what repeats among brothers."""

    def __init__(self) -> None:
        super().__init__()
        self.root: list = []
        self.open: list[tuple[str, list]] = [("", self.root)]

    def handle_starttag(self, tag, attrs) -> None:
        if tag in SHAPES:
            return
        told = sorted(f"{key}={value}" for key, value in attrs if key in TELLING)
        children: list = []
        self.open[-1][1].append((tag, tuple(told), children))
        if tag not in VOID:
            self.open.append((tag, children))

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag not in SHAPES:
            self.open.pop()

    def handle_endtag(self, tag) -> None:
        if tag in SHAPES or tag in VOID:
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return


def _frozen(children: list) -> tuple:
    return tuple(dict.fromkeys((tag, told, _frozen(inside)) for tag, told, inside in children))


def skeleton(html: str) -> int:
    """The same for two pages whose structure is the same, whatever their words, numbers and lengths of lists."""
    bones = _Bones()
    bones.feed(html)
    return hash(_frozen(bones.root))


def parts(html: str) -> tuple[int, int]:
    """Skeletons of the frame and of the main part: a new pair of either is worth a visit."""
    main = re.search(r"<main\b.*?</main>", html, re.S)
    inside = main[0] if main else html
    return skeleton(html.replace(inside, "<main></main>")), skeleton(inside)
