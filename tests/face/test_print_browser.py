"""On paper: black on white, no menu and no button, the phone kept, what was folded opened, the words of links kept."""

import pytest
from django.urls import reverse

from tests import cast
from tests.deliberation.talk import say, thread
from tests.face.windows import window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN = "one => one.getClientRects().length > 0"


def printed(page, address: str, cookie: str = ""):
    if cookie:
        page.context.add_cookies([{"name": "confort", "value": cookie, "url": address}])
    page.goto(address)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("cookie", ["", "tres-grandes.fort.sombre"])
def test_paper_is_black_on_white_whatever_was_chosen(live_site, chromium, cookie):
    page = printed(window(chromium, live_site, color_scheme="dark"), live_site + "/entrer/", cookie)

    colours = page.evaluate("(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))")
    hint = page.evaluate("getComputedStyle(document.querySelector('.hint')).color")

    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert hint == "rgb(0, 0, 0)"


def test_large_letters_are_large_on_paper_too(live_site, chromium):
    page = window(chromium, live_site)
    sizes = []
    for cookie in ("", "grandes.normal.appareil", "tres-grandes.normal.appareil"):
        printed(page, live_site + "/entrer/", cookie)
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75"))

    assert sizes == [12, 15, 18]


def test_a_thread_on_paper(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    say(talk, ginette, "Je dors où ce soir?")
    page = printed(
        window(chromium, live_site, ginette), live_site + reverse("deliberation:thread", args=[talk.pk])
    )

    hidden = [
        ".nav-wide",
        ".nav-phone",
        ".tools",
        ".me",
        ".skip",
        ".crumb",
        ".foot ul",
        ".foot .comfort",
        "main button",
    ]
    kept = ["h1", "#m-1 .msg", ".help-line a", ".big-phone"]

    assert {
        name: page.locator(name).evaluate_all(f"all => all.some({SHOWN})") for name in hidden
    } == dict.fromkeys(hidden, False)
    assert {name: page.locator(name).first.evaluate(SHOWN) for name in kept} == dict.fromkeys(kept, True)
    assert page.locator("#m-1").inner_text().count("Je dors où ce soir?") == 1


@pytest.mark.parametrize("path", ["/calendrier/", "/votes/", "/entrer/"])
def test_what_is_folded_is_open_on_paper(live_site, chromium, path):
    page = printed(window(chromium, live_site), live_site + path)

    folded = page.locator("main details:not([open]) > :not(summary)")

    assert folded.evaluate_all(
        "all => all.every(one => one.checkVisibility({ contentVisibilityAuto: true }))"
    )
    if path == "/entrer/":
        assert folded.count() > 0


def test_the_print_button_prints_with_scripts_and_is_not_there_without_them(live_site, chromium):
    address = live_site + reverse("participation:trial_kit")
    page, plain = window(chromium, live_site), window(chromium, live_site, java_script_enabled=False)
    for one in (page, plain):
        one.goto(address)
    page.evaluate("window.print = () => { window.asked = 1; }")
    page.click("[data-print] button")

    seen = [one.locator("[data-print]").is_visible() for one in (page, plain)]
    page.emulate_media(media="print")

    assert (seen, page.evaluate("window.asked")) == ([True, False], 1)
    assert not page.locator("[data-print]").is_visible()
    assert "menu du navigateur" in plain.locator("main").inner_text()
