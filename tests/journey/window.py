"""A window of a real Chromium that notes, page after page, what a page should never do."""

from typing import Any
from urllib.parse import urlsplit

from tests import cast

PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 640}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOST_STOPS = 120

SHOWS_THE_FOCUS = """() => {
    const seen = getComputedStyle(document.activeElement);
    return seen.outlineStyle !== 'none' || seen.boxShadow !== 'none' || !!document.activeElement.closest('label');
}"""


class Window:
    """`wrong`: one sentence per thing a page did wrong; best empty at the end."""

    def __init__(self, chromium: Any, site: str, *, javascript: bool = False, size=SMALL) -> None:
        self.site, self.size = site, size
        self.context = chromium.new_context(locale="fr-CA", java_script_enabled=javascript, viewport=size)
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._asked)

    def _said(self, message) -> None:
        # A form sent with a mistake answers 422: the browser notes it, the person reads a sentence.
        if message.type in ("error", "warning") and "422" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _asked(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and f"{address.scheme}://{address.netloc}" != self.site:
            self.wrong.append(f"elsewhere: {request.url}")

    def goes(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.looks()

    def fills(self, **answers: str) -> None:
        for name, words in answers.items():
            self.unfolds(f"[name={name}]")
            self.page.locator(f"main [name={name}]").first.fill(words)

    def ticks(self, name: str, value: str) -> None:
        self.unfolds(f"input[name={name}][value='{value}']")
        self.page.check(f"input[name={name}][value='{value}']")

    def unfolds(self, target: str) -> None:
        """Opens what hides that thing, as a person would."""
        folded = self.page.locator(f"main details:not([open]):has({target}) > summary")
        if folded.count():
            folded.first.click()

    def presses(self, words: str) -> None:
        """The only button with these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()
        self.looks()

    def sends(self, form: str = "main form") -> None:
        """The first button of a form: what the page is for."""
        with self.page.expect_navigation():
            self.page.locator(f"{form} button").first.click()
        self.looks()

    def follows(self, words: str) -> None:
        """The link of the main part with these words."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words, exact=True).first.click()
        self.looks()

    def looks(self) -> None:
        """Nothing overflows, and the page has its one title."""
        if (over := self.page.evaluate(OVERFLOW)) > 0:
            self.wrong.append(f"{self.path}: {over} px too wide at {self.size['width']}")
        if self.page.locator("h1:visible").count() != 1:
            self.wrong.append(f"{self.path}: not one h1")

    def enters(self, card: str, pin: str = cast.PIN) -> None:
        self.goes("/entrer/")
        self.fills(login=card, pin=pin)
        self.presses("Entrer")

    def reaches(self, target: str) -> None:
        """With Tab alone; the focus shows where it stops."""
        for _step in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("target => document.activeElement.matches(target)", target):
                break
        else:
            raise AssertionError(f"{target} is not reached with Tab on {self.path}")
        if not self.page.evaluate(SHOWS_THE_FOCUS):
            self.wrong.append(f"{self.path}: the focus does not show on {target}")

    def types_on(self, target: str, words: str) -> None:
        self.reaches(target)
        self.page.keyboard.type(words)

    def strikes(self, target: str, key: str) -> None:
        """A key that opens another page."""
        self.reaches(target)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.looks()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("main").replace("\u00a0", " ").replace("\u202f", " ").split())
