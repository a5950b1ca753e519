"""What each page costs on an old phone: measured by a real browser, on compressed pages and production's own files."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.pages import together
from tests.pages.rendering import PAGES, Shown, pages_of

pytestmark = [pytest.mark.browser]
IS_NIGHT = os.environ.get("NIGHT") == "1"
KB = 1000
FIRST, FIRST_REQUESTS = 45 * KB, 6
BARE, BARE_REQUESTS = 25 * KB, 4
NEXT = 12 * KB
SCRIPTS = 15 * KB
# Opened a few times a season by who keeps a key: the list of 2,048 words and the check of the whole board come along.
SCRIPTS_OF_KEYS = dict.fromkeys(("voting:phrase", "voting:open_urn", "voting:joint_act"), 24 * KB)
ASKED = re.compile(r'(?:src|href)="(/static/[^"#]+)')


@dataclass
class Load:
    """One opening of a page: what came through the wire, headers included."""

    total: int = 0
    scripts: int = 0
    requests: int = 0


class Meter:
    """Counts what a window receives, as the browser itself counts it."""

    def __init__(self, page) -> None:
        self.page, self.kinds, self.sizes, self.cached = page, {}, {}, set()
        wire = page.context.new_cdp_session(page)
        wire.on("Network.responseReceived", self._received)
        wire.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        wire.on("Network.loadingFinished", self._finished)
        wire.send("Network.enable")

    def _received(self, event) -> None:
        self.kinds[event["requestId"]] = event["type"]
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def _finished(self, event) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def opens(self, address: str) -> Load:
        self.kinds.clear()
        self.sizes.clear()
        self.cached.clear()
        self.page.goto(address)
        self.page.wait_for_timeout(40)  # the last events are on their way
        fetched = [one for one in self.kinds if one not in self.cached]
        return Load(
            total=sum(self.sizes.get(one, 0) for one in fetched),
            scripts=sum(self.sizes.get(one, 0) for one in fetched if self.kinds[one] == "Script"),
            requests=len(fetched),
        )


def heaviest(pages: list[Shown], weighed: together.Notes) -> Iterator[Shown]:
    """For each list of files that a page asks for, the page that weighs most, when none so heavy was measured yet;
    at night, all."""
    if IS_NIGHT:
        yield from pages
        return
    worst: dict[str, Shown] = {}
    for shown in pages:
        kind = together.short((sorted(set(ASKED.findall(shown.html))), shown.role == "anonymous"))
        if kind not in worst or len(shown.body) > len(worst[kind].body):
            worst[kind] = shown
    for kind, shown in worst.items():
        weighed.claim(set())
        before = [int(size) for known, size in (line.split(":") for line in weighed.known) if known == kind]
        if len(shown.body) > max(before, default=0):
            weighed.claim({f"{kind}:{len(shown.body)}"})
            yield shown


def loads(visitor, shown: Shown) -> tuple[Load, Load, Load]:
    """With nothing kept yet; again, as a next page would be; then without scripts, with nothing kept."""
    page, _noted = visitor.opens(shown)
    meter = Meter(page)
    address = visitor.shelf.address + shown.path
    first, again = meter.opens(address), meter.opens(address)
    page.context.close()
    page, _noted = visitor.opens(shown, java_script_enabled=False)
    bare = Meter(page).opens(address)
    page.context.close()
    return first, again, bare


@pytest.mark.parametrize("name", PAGES)
def test_weight_of_a_page(name, espace, visitor, weighed, record_property):
    heavy = []
    for shown in heaviest(list(pages_of(name, espace, encoding="gzip")), weighed):
        first, again, bare = loads(visitor, shown)
        line = (
            f"weight  {shown.path:<46} {shown.role:<13} {first.total / KB:5.1f} KB first visit, "
            f"{first.requests} requests, {again.total / KB:4.1f} KB next page, "
            f"{bare.total / KB:5.1f} KB and {bare.requests} requests without scripts, "
            f"{first.scripts / KB:4.1f} KB of scripts"
        )
        record_property("weight", line)
        if (
            first.total > FIRST
            or first.requests > FIRST_REQUESTS
            or first.scripts > SCRIPTS_OF_KEYS.get(name, SCRIPTS)
        ):
            heavy.append(f"✗ {shown.label} | weight | first visit | {line}")
        if bare.total > BARE or bare.requests > BARE_REQUESTS:
            heavy.append(f"✗ {shown.label} | weight | without scripts | {line}")
        if again.total > NEXT:
            heavy.append(f"✗ {shown.label} | weight | next page | {line}")

    assert "\n".join(heavy) == ""
