"""One visit of a real Chromium to one page: everything it is asked, one line per thing that is wrong."""

import functools
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tests.pages.rendering import Shown
from tests.pages.shelf import Shelf

CHECKS = (Path(__file__).parent / "checks.js").read_text(encoding="utf-8")
PHONE, SMALL, DESK = (
    {"width": 360, "height": 740},
    {"width": 320, "height": 640},
    {"width": 1200, "height": 800},
)
HALF = {"width": 640, "height": 800}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# By day, what a wide screen in the dark may change; the rest was just asked of the same page.
IN_THE_DARK = (
    "color-contrast",
    "color-contrast-enhanced",
    "link-in-text-block",
    "landmark-unique",
    "target-size",
)
AXE_IN_THE_DARK = {"runOnly": {"type": "rule", "values": IN_THE_DARK}, "resultTypes": ["violations"]}
IS_NIGHT = os.environ.get("NIGHT") == "1"
MOST_STOPS = 400


@functools.cache
def axe() -> Axe:
    return Axe()


class Visitor:
    """Opens pages of the shelf; `sees(page)` answers « url | role | check | element | what », best empty."""

    def __init__(self, chromium: Any, shelf: Shelf) -> None:
        self.chromium, self.shelf = chromium, shelf

    def opens(self, shown: Shown, **options) -> tuple[Any, list[str]]:
        """A window on that page, and the list where it notes what a page should never do."""
        context = self.chromium.new_context(
            **{"locale": "fr-CA", "viewport": PHONE, "reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(30_000)
        key = self.shelf.keeps(shown)
        context.add_cookies([{"name": "page", "value": key, "url": self.shelf.address}])
        page, noted = context.new_page(), []
        page.on("console", lambda said: self._said(said.type, said.text, noted))
        page.on("pageerror", lambda error: noted.append(f"console | script | {error}"))
        page.on("request", lambda asked: self._asked(asked.url, noted))
        # Nobody answers a socket here: pages must not mind.
        page.route_web_socket("**/ws/", lambda socket: None)
        return page, noted

    def _said(self, kind: str, words: str, noted: list[str]) -> None:
        """An error or a warning; a breach of the policy on content is one."""
        if kind in ("error", "warning"):
            noted.append(f"console | {kind} | {words}")

    def _asked(self, address: str, noted: list[str]) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and f"{parts.scheme}://{parts.netloc}" != self.shelf.address:
            noted.append(f"elsewhere | {address} | asked of somebody else")

    def sees(self, shown: Shown, *, of_frame: bool = True) -> list[str]:
        """`of_frame`: by day too, the head and the foot are judged with the rest; at night they always are."""
        page, found = self.opens(shown)
        part = None if of_frame or IS_NIGHT else "main"
        try:
            page.goto(self.shelf.address + shown.path)
            page.evaluate(CHECKS)
            page.evaluate("__ask.openDetails()")
            found += _said_by_axe(page, "360", part)
            found += _asked(page, "target", "targets")
            found += walked(page, part)
            page.set_viewport_size(SMALL)
            found += _asked(page, "320 px", "overflow")
            page.set_viewport_size(HALF)
            page.evaluate("__ask.grow(2)")
            found += _asked(page, "200 %", "overflow")
            page.evaluate("__ask.grow(0)")
            page.set_viewport_size(DESK)
            page.emulate_media(color_scheme="dark")
            found += _said_by_axe(page, "1200 dark", part, AXE if IS_NIGHT else AXE_IN_THE_DARK)
            found += printed(page)
        finally:
            page.context.close()
        return [f"{shown.label} | {line}" for line in dict.fromkeys(found)]


def _asked(page: Any, check: str, question: str) -> list[str]:
    return [f"{check} | {line}" for line in page.evaluate(f"__ask.{question}()")]


def _said_by_axe(page: Any, where: str, part: str | None = None, options: dict[str, Any] = AXE) -> list[str]:
    found = []
    for violation in axe().run(page, context=part, options=options).response["violations"]:
        for node in violation["nodes"][:3]:
            element = re.sub(r"\s+", " ", node["html"])[:110]
            found.append(f"axe {where} | {element} | {violation['id']}: {violation['help']}")
    return found


def walked(page: Any, part: str | None = None) -> list[str]:
    """With Tab, from the top or through one part: every stop shows, in order, in view, and the walk ends."""
    count = page.evaluate("part => __ask.beginTab(part)", part)
    for _step in range(min(count + 20, MOST_STOPS)):
        page.keyboard.press("Tab")
        if page.evaluate("__ask.stepTab()"):
            return _asked(page, "focus", "endTab")
    return [*_asked(page, "focus", "endTab"), "focus | page | the walk does not end"]


def printed(page: Any) -> list[str]:
    """On paper: the title is there, menus and tools are not, and there is at least one sheet."""
    page.emulate_media(media="print")
    found = _asked(page, "print", "printed")
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf()))
    page.emulate_media(media="screen")
    return found if sheets else [*found, "print | page | no sheet"]
