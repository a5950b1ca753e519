"""On a shared computer: nothing private comes back after « Quitter » or « Sortir vite », and a slow sending says so."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests import cast
from tests.face.windows import window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRIVATE = "Ginette"
WEATHER = settings.QUICK_EXIT_URL


def inside(live_site, chromium, **options):
    """Ginette on her home, having come from the public home."""
    ginette = cast.citizen(PRIVATE)
    page = window(chromium, live_site, ginette, **options)
    page.context.route(
        f"{WEATHER}**", lambda route: route.fulfill(body="<h1>Beau temps</h1>", content_type="text/html")
    )
    page.goto(live_site + "/calendrier/")
    page.goto(live_site + reverse("participation:my_home"))
    assert PRIVATE in page.inner_text("body")
    return page


def is_out(page) -> bool:
    return settings.SESSION_COOKIE_NAME not in {cookie["name"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("scripts", [True, False])
def test_after_leaving_back_shows_nothing_private(live_site, chromium, scripts):
    page = inside(live_site, chromium, java_script_enabled=scripts)

    page.click(".me button")
    page.wait_for_url("**/?sortie=1*")
    seen = []
    for _ in range(2):
        page.go_back()
        seen.append(page.inner_text("body"))

    assert is_out(page)
    assert [PRIVATE in one for one in seen] == [False, False]


@pytest.mark.parametrize("scripts", [True, False])
def test_after_the_quick_exit_back_shows_nothing_private(live_site, chromium, scripts):
    page = inside(live_site, chromium, java_script_enabled=scripts)

    page.click("#sortir-vite button")
    page.wait_for_url(WEATHER)
    page.go_back()

    assert is_out(page)
    assert PRIVATE not in page.inner_text("body")
    # With scripts the weather takes the place of the page: one step back is the page before.
    assert ("/calendrier/" in page.url) == scripts


def test_three_presses_on_shift_leave_and_words_with_capitals_do_not(live_site, chromium):
    page = inside(live_site, chromium)

    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    stayed = page.url
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)

    assert stayed.startswith(live_site)
    assert is_out(page)


def test_the_quick_exit_leaves_even_when_the_site_does_not_answer(live_site, chromium):
    page = inside(live_site, chromium)
    page.context.route("**/sortir/", lambda route: route.abort())

    page.click("#sortir-vite button")

    page.wait_for_url(WEATHER)


def test_a_screen_reader_hears_about_the_three_presses(live_site, chromium):
    page = inside(live_site, chromium)

    described = page.get_attribute("#sortir-vite button", "aria-describedby")

    assert "trois fois sur la touche Majuscule" in page.text_content(f"#{described}")


def test_a_slow_sending_says_so_once_and_comes_back_as_it_was(live_site, chromium):
    page = window(chromium, live_site)
    sent = []

    def keep_waiting(route):
        sent.append(route.request.method)
        route.fulfill(status=204)  # the browser stays on the page, as while it waits

    page.goto(live_site + "/affichage/")
    page.context.route("**/affichage/**", keep_waiting)
    button = page.locator("main form .btn")

    button.click(no_wait_after=True)
    page.wait_for_selector("main form .btn[aria-disabled=true]")
    words = (button.inner_text(), page.text_content("#attente"))
    page.evaluate("document.querySelector('main form .btn').click()")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    restored = (button.inner_text(), page.text_content("#attente"), button.get_attribute("aria-disabled"))
    button.click(no_wait_after=True)
    page.wait_for_selector("main form .btn[aria-disabled=true]")

    assert words == ("Un instant…", "Un instant…")
    assert restored == ("Garder ces choix", "", None)
    assert sent == ["POST", "POST"]


def test_a_first_visit_asks_for_few_files_and_few_bytes(live_site, chromium):
    page = window(chromium, live_site)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(live_site + "/", wait_until="networkidle")

    assert len(asked) <= 5
    assert [url for url in asked if not url.startswith(live_site)] == []
