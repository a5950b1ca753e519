"""Pages asked for as somebody, at a moment of the replay; what a page offers to send is read from its HTML."""

import re
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.domain import factors, proofs
from accounts.domain.queries import people
from accounts.models import Person
from accounts.rules import second_step
from accounts.rules.homes import home_of
from common import clock
from common.dates import local_day
from scenario.world import World

HOST = "localhost"
# Links that leave, change the language or end the visit.
NOT_FOLLOWED = ("/quitter/", "/sortir/", "/langue/", "/static/", "/api/", "/admin/")
MOST_PAGES = 40


@dataclass
class Page:
    """One answer of the site.

    `sendable` are the names, values, addresses and words of what its forms and buttons can send.
    """

    status: int
    text: str
    location: str = ""
    links: list[str] = field(default_factory=list)
    sendable: list[str] = field(default_factory=list)

    @property
    def is_refusal(self) -> bool:
        """A closed door: an answer of the 400s (a breakdown is none), or being sent to enter."""
        return 400 <= self.status < 500 or (
            self.status == 302 and self.location.startswith(_address("accounts:enter"))
        )

    def offers(self, word: str) -> bool:
        """Whether a form, a button or a link of the page says this word, as a value or in its address."""
        shapes = {word, word.replace("_", "-")}
        return any(shapes & set(re.split(r"[/\s]+", sent.lower())) for sent in [*self.sendable, *self.links])

    def leads_to(self, path: str | None) -> bool:
        return path is not None and (path in self.sendable or path in self.links)


def ask(person: Person, path: str, *, now: datetime, data: dict[str, str] | None = None) -> Page:
    """The page as that person gets it at that moment; a POST when there is data."""
    client = Client(headers={"host": HOST, "accept-language": "fr"}, raise_request_exception=False)
    _enter(client, person, now=now)
    with clock.frozen(now):
        answer = client.get(path) if data is None else client.post(path, data)
    return _read(answer)


def _enter(client: Client, person: Person, *, now: datetime) -> None:
    """In, without a NIP; whoever works here has gone through the second step."""
    client.force_login(person)
    if second_step.must_prove(people.capacity(person, on=local_day(now))):
        application = factors.application_of(person) or factors.keep_application(
            person, secret=generate_totp_secret(), now=now
        )
        session = client.session
        proofs.remember(session, person, factor=application.pk)
        session.save()


def address(name: str, *args: int | str) -> str | None:
    """The address of a page, or None when the site has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def pages_of(person: Person, *, now: datetime, first: tuple[str, ...] = ()) -> dict[str, Page]:
    """Everything the person reaches from their home by following links, the first 40 pages, each asked once."""
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


def dossier_pages(world: World, pk: int, *, now: datetime) -> list[Page]:
    """A sending as the Table reads it: its inbox, the dossier, and the pages these two lead to about it."""
    member = world.first("table_member")
    first = [address("participation:table_inbox"), address("participation:transmission", pk)]
    pages = [ask(member, path, now=now) for path in first if path]
    further = {
        link for page in pages for link in page.links if link.startswith("/table/") and f"/{pk}/" in link
    }
    return pages + [ask(member, link, now=now) for link in sorted(further)]


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
        self._is_in_button = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(urlsplit(given["href"]).path)
        if tag == "form":
            self.sendable.append(given.get("action", ""))
        if tag in ("input", "button", "option"):
            self.sendable += [given.get(name, "") for name in ("name", "value", "formaction")]
        self._is_in_button = tag == "button" or (self._is_in_button and tag != "form")

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._is_in_button = False

    def handle_data(self, data: str) -> None:
        if self._is_in_button and data.strip():
            self.sendable.append(data.strip())
