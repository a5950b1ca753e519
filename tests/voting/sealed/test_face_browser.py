"""The sealed urn's pages for everyone: each screen as scripts make it, on a phone, small, large and in the dark."""

import pytest

from tests.pages import visit
from tests.voting.sealed import elections
from tests.voting.sealed.booth import Site, ballot_page, scrutineer_page
from tests.voting.sealed.test_offline_scrutineer import PHRASES, closed
from tests.voting.sealed.test_scrutineer_browser import drawing, opening, refusal

pytestmark = pytest.mark.browser


def seen(page) -> list[str]:
    """What a page should never do, on this screen as it is now."""
    page.evaluate(visit.CHECKS)
    page.evaluate("__ask.openDetails()")
    page.set_viewport_size(visit.PHONE)
    found = visit._said_by_axe(page, "360") + visit._asked(page, "target", "targets")
    page.set_viewport_size(visit.SMALL)
    found += visit._asked(page, "320 px", "overflow")
    page.set_viewport_size(visit.HALF)
    page.evaluate("__ask.grow(2)")
    found += visit._asked(page, "200 %", "overflow")
    page.evaluate("__ask.grow(0)")
    page.set_viewport_size(visit.DESK)
    page.mouse.move(0, 0)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.wait_for_timeout(400)  # colours change slowly
    found += visit._said_by_axe(page, "1200 dark")
    page.emulate_media(color_scheme="light")
    return found


@pytest.fixture
def site(chromium):
    site = Site(chromium, bypass_csp=True)
    yield site
    site.close()


def test_the_three_faces_of_a_ballot(site):
    vote = elections.opened()
    site.pages |= {
        "/votes/7/bulletin/": ballot_page(vote),
        "/votes/7/election.json": vote.election.content,
    }
    page = site.open("/votes/7/bulletin/")
    page.check("[value=pour]")
    found = {"choose": seen(page)}
    page.click("text=Continuer")
    found["check"] = seen(page)
    page.click("text=Déposer mon vote")
    page.wait_for_selector("[data-failed]", state="visible")
    found["failed"] = seen(page)

    assert found == {"choose": [], "check": [], "failed": []}


def test_the_faces_of_a_new_phrase(site):
    page = drawing(site)
    found = {"phrase": seen(page)}
    page.click("[data-part=phrase] [data-go=sheet]")
    found["sheet"] = seen(page)
    page.click("[data-go=rehearsal]")
    page.click("[data-send] button.btn")
    found["rehearsal"] = seen(page)

    assert found == {"phrase": [], "sheet": [], "rehearsal": []}


def test_the_faces_of_an_opening(site):
    page = opening(site, closed())
    found = {"ask": seen(page)}
    assert refusal(site, "abeille")
    found["refused"] = seen(page)
    page.evaluate("() => { sealed.share = () => new Promise(() => {}) }")
    page.fill("#phrase", PHRASES[0])
    page.click("text=Ouvrir avec ma phrase")
    page.wait_for_function("document.querySelectorAll('.tl .done').length === 2")
    found["work"] = seen(page)
    site.pages["/fini/"] = scrutineer_page("progress", ballots=3, other_when="Prévu lundi à 10 h")
    found["after"] = seen(site.open("/fini/"))

    assert found == {"ask": [], "refused": [], "work": [], "after": []}


def test_the_same_pages_without_scripts(chromium):
    """Axe needs scripts of its own: only ours are kept away."""
    site = Site(chromium, bypass_csp=True)
    site.context.route("**/static/js/**", lambda route: route.abort())
    found = {"phrase": seen(drawing(site)), "open": seen(opening(site, closed()))}
    site.close()

    assert found == {"phrase": [], "open": []}


def test_the_sheet_prints_on_one_page(site):
    page = drawing(site)
    page.click("[data-part=phrase] [data-go=sheet]")

    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
