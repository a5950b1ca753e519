"""A real Chromium: without JavaScript on a small phone, then with the keyboard only. Nothing comes from elsewhere."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from accounts.domain.queries.people import decisional_people
from common import clock, dates
from participation.models import Concern
from tests import cast
from tests.voting import ballots
from voting.domain import opening, preparing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 640}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

SHOWS_THE_FOCUS = """() => {
    const seen = getComputedStyle(document.activeElement);
    return seen.outlineStyle !== 'none' || seen.boxShadow !== 'none' || !!document.activeElement.closest('label');
}"""


class Tab:
    """A window that notes what a page should never do."""

    def __init__(self, chromium, site: str, *, javascript: bool) -> None:
        self.site = site
        self.context = chromium.new_context(locale="fr-CA", java_script_enabled=javascript, viewport=PHONE)
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.visited: list[str] = []
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

    def presses(self, words: str) -> None:
        """The only button with these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()
        self.looks()

    def looks(self) -> None:
        """Nothing overflows, on the phone and on the smallest one."""
        self.visited.append(self.path)
        for size in (SMALL, PHONE):
            self.page.set_viewport_size(size)
            if (over := self.page.evaluate(OVERFLOW)) > 0:
                self.wrong.append(f"{self.path}: {over} px too wide at {size['width']}")
        if self.page.locator("h1").count() != 1:
            self.wrong.append(f"{self.path}: not one h1")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("main").replace("\u00a0", " ").replace("\u202f", " ").split())


def enters(tab: Tab, card: str) -> None:
    tab.goes("/entrer/")
    tab.page.fill("#login", card)
    tab.page.fill("#pin", cast.PIN)
    tab.presses("Entrer")


@pytest.fixture
def vote(transactional_db):
    """The author and an open vote: the server of these tests lives in the present."""
    cast.citizens(9)
    author = cast.citizen("Zénaïde", "la-mitis", username="zenaide", pin=cast.PIN)
    now = clock.now()
    days = timedelta(days=1)
    announced = preparing.prepare(
        by=None,
        title="Le coffre d'école",
        question="Est-ce que l'Espace approuve l'initiative « Le coffre d'école »?",
        summary="Du matériel d'école qu'on emprunte gratuitement.",
        back_path="/initiatives/",
        version_hash=ballots.HASH,
        rules=ballots.rules(),
        opens_at=now - days,
        closes_at=now + 9 * days,
        now=now - 5 * days,
    )
    roll = decisional_people(on=dates.local_day(now), min_voting_age=16).order_by("pk")
    preparing.announce(by=None, vote=announced, people=roll, recusals=(), now=now - 5 * days)
    return author, opening.open_vote(vote=announced, now=now - days)


def test_without_javascript_on_a_small_phone(chromium, live_site, vote):
    author, vote = vote
    tab = Tab(chromium, live_site, javascript=False)
    enters(tab, "zenaide")
    assert tab.path == "/mon-accueil/"

    concern = says_a_concern(tab)
    tab.goes(f"/fils/{concern.thread_id}/")
    tab.page.fill("#texte", "Je pense aussi à ma voisine.")
    tab.page.locator("form:has(#texte) button").first.click()
    tab.looks()
    assert "Je pense aussi à ma voisine." in tab.text

    votes_pour(tab, vote)
    for path in (
        "/",
        "/initiatives/",
        "/votes/",
        "/reponses/",
        "/regles/",
        "/calendrier/",
        "/mrc/",
        "/enjeux/",
    ):
        tab.goes(path)
    tab.presses("Quitter")
    tab.goes("/mon-accueil/")
    assert tab.path == "/entrer/"
    assert tab.wrong == []
    assert author.display_name == "Zénaïde"


def says_a_concern(tab: Tab) -> Concern:
    tab.goes("/dire/")
    tab.presses("Continuer")
    assert tab.page.title().startswith("Erreur")
    tab.page.fill("#text", "L'autobus ne passe plus dans mon rang.")
    tab.presses("Continuer")
    tab.page.check("input[name=theme][value=transport]")
    tab.presses("Continuer")
    tab.presses("Continuer")
    tab.page.check("input[name=readers][value=membres]")
    tab.presses("Continuer")
    assert "L'autobus ne passe plus dans mon rang." in tab.text
    with tab.page.expect_navigation():
        tab.page.locator("main form button").last.click()
    tab.looks()
    assert tab.path.endswith("/merci/")
    return Concern.objects.latest("pk")


def votes_pour(tab: Tab, vote) -> None:
    tab.goes(f"/votes/{vote.pk}/bulletin/")
    tab.page.check("input[name=choix][value=pour]")
    tab.presses("Continuer")
    tab.presses("Déposer mon vote")
    assert tab.path == f"/votes/{vote.pk}/recu/"


def test_with_the_keyboard_only(chromium, live_site, vote):
    _author, vote = vote
    tab = Tab(chromium, live_site, javascript=True)
    enters(tab, "zenaide")
    tab.goes(f"/votes/{vote.pk}/")

    presses_key_on(tab, f"a[href='/votes/{vote.pk}/bulletin/']", "Enter")
    assert tab.path == f"/votes/{vote.pk}/bulletin/"
    presses_key_on(tab, "input[name=choix]", "Space", stays=True)
    assert tab.page.locator("input[name=choix]:checked").count() == 1
    presses_key_on(tab, "main form .actions button", "Enter")
    assert tab.path == f"/votes/{vote.pk}/verifier/"
    presses_key_on(tab, "main form .actions button", "Space")
    assert tab.path == f"/votes/{vote.pk}/recu/"
    assert tab.wrong == []


def presses_key_on(tab: Tab, target: str, key: str, *, stays: bool = False) -> None:
    """Tab until that thing has the focus, and it shows."""
    for _step in range(60):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("target => document.activeElement.matches(target)", target):
            break
    else:
        raise AssertionError(f"{target} is not reached with Tab on {tab.path}")
    assert tab.page.evaluate(SHOWS_THE_FOCUS)
    if stays:
        tab.page.keyboard.press(key)
        return
    with tab.page.expect_navigation():
        tab.page.keyboard.press(key)
    tab.looks()
