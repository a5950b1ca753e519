"""Pages asked for as somebody, at a moment of the replay; what a page offers to send is read from its HTML."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.domain.queries import people
from accounts.models import Person
from accounts.web.homes import home_of
from common import clock
from common.dates import local_day
from scenario.world import World

HOST = "localhost"
# Links that leave, change the language or end the visit.
NOT_FOLLOWED = ("/quitter/", "/sortir/", "/langue/", "/static/", "/api/", "/admin/")
MOST_PAGES = 60


@dataclass
class Page:
    """One answer of the site: `sendable` are the names, values and addresses its forms can send."""

    status: int
    text: str
    location: str = ""
    links: list[str] = field(default_factory=list)
    sendable: list[str] = field(default_factory=list)

    @property
    def is_refusal(self) -> bool:
        """A closed door: an answer of the 400s (a breakdown is none), or being sent to enter."""
        return 400 <= self.status < 500 or (self.status == 302 and self.location.startswith(_address("accounts:enter")))

    def offers(self, word: str) -> bool:
        """Whether a form of the page sends this value, or goes to an address that says it."""
        dashed = word.replace("_", "-")
        return any(word == sent or dashed in sent.split("/") or word in sent.split("/") for sent in self.sendable)


def ask(person: Person, path: str, *, now: datetime, data: dict[str, str] | None = None) -> Page:
    """The page as that person gets it at that moment; a POST when there is data."""
    client = Client(headers={"host": HOST, "accept-language": "fr"}, raise_request_exception=False)
    client.force_login(person)
    with clock.frozen(now):
        answer = client.get(path) if data is None else client.post(path, data)
    return _read(answer)


def address(name: str, *args: int) -> str | None:
    """The address of a page, or None when the site has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def pages_of(person: Person, *, now: datetime, first: tuple[str, ...] = ()) -> dict[str, Page]:
    """Everything the person reaches from their home by following links, the first 60 pages, each asked once."""
    home = address(home_of(people.capacity(person, on=local_day(now))))
    waiting = deque(path for path in (home, *first) if path)
    seen: dict[str, Page] = {}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        if path in seen or path.startswith(NOT_FOLLOWED):
            continue
        seen[path] = ask(person, path, now=now)
        waiting.extend(link for link in seen[path].links if link not in seen)
    return seen


def dossier_page(world: World, key: str, *, now: datetime) -> Page:
    """A sending as the Table reads it: every page of the Table about it, put together."""
    member = world.first("table_member")
    sent = world.get("transmissions", key)
    found = [address(name, sent.pk) for name in ("participation:table_dossier", "participation:dossier")]
    paths = tuple(path for path in found if path) or tuple(_links_to(member, sent.pk, now=now))
    pages = [ask(member, path, now=now) for path in paths]
    whole = Page(max((page.status for page in pages), default=404), "")
    for page in pages:
        whole.text += page.text
        whole.sendable += page.sendable
    return whole


def _links_to(member: Person, pk: int, *, now: datetime) -> list[str]:
    return [path for path in pages_of(member, now=now) if f"/{pk}/" in path]


def _address(name: str) -> str:
    return reverse(name)


def _read(answer: HttpResponse) -> Page:
    location = urlsplit(answer.get("Location", "")).path
    is_html = "html" in answer.get("Content-Type", "")
    text = "" if getattr(answer, "streaming", False) else answer.content.decode("utf-8", "replace")
    page = Page(answer.status_code, text, location)
    if is_html:
        reader = _Reader()
        reader.feed(text)
        page.links, page.sendable = reader.links, reader.sendable
    return page


class _Reader(HTMLParser):
    """Links inside the site, and all that forms and buttons can send."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sendable: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(urlsplit(given["href"]).path)
        if tag == "form":
            self.sendable.append(given.get("action", ""))
        if tag in ("input", "button", "option"):
            self.sendable += [given.get(name, "") for name in ("name", "value", "formaction")]
