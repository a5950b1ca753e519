"""What the chosen size and colours do in a real browser, at the width of an old phone."""

import pytest

from tests import cast
from tests.face.windows import window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTH = "document.documentElement.scrollWidth"
GROUND = "getComputedStyle(document.body).backgroundColor"
LETTERS = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
NIGHT, DAY = "rgb(14, 27, 32)", "rgb(251, 246, 236)"


def chosen(page, site, cookie):
    page.context.add_cookies([{"name": "confort", "value": cookie, "url": site}])


@pytest.mark.parametrize(
    "path", ["/", "/affichage/", "/entrer/", "/initiatives/", "/calendrier/", "/regles/", "/nulle-part/"]
)
def test_nothing_overflows_a_narrow_phone_with_very_large_letters(live_site, chromium, path):
    cast.territories()
    page = window(chromium, live_site, viewport={"width": 320, "height": 640})
    chosen(page, live_site, "tres-grandes.fort.appareil")
    page.goto(live_site + path)

    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert page.evaluate(WIDTH) == 320


def test_the_letters_grow_by_a_quarter_then_by_half(live_site, chromium):
    page = window(chromium, live_site, viewport={"width": 360, "height": 640})
    sizes = []
    for cookie in ("normales.normal.clair", "grandes.normal.clair", "tres-grandes.normal.clair"):
        chosen(page, live_site, cookie)
        page.goto(live_site + "/entrer/")
        sizes.append(page.evaluate(LETTERS))

    assert sizes == [19, 23.75, 28.5]


@pytest.mark.parametrize(
    ("device", "colours", "ground"),
    [
        ("light", "appareil", DAY),
        ("dark", "appareil", NIGHT),
        ("light", "sombre", NIGHT),
        ("dark", "clair", DAY),
    ],
)
def test_the_chosen_colours_win_over_the_device(live_site, chromium, device, colours, ground):
    page = window(chromium, live_site, color_scheme=device)
    chosen(page, live_site, f"grandes.normal.{colours}")

    page.goto(live_site + "/entrer/")

    assert page.evaluate(GROUND) == ground


@pytest.mark.parametrize(("device", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(0, 0, 0)")])
def test_strong_contrast_by_day_and_by_night(live_site, chromium, device, ground):
    page = window(chromium, live_site, color_scheme=device)
    chosen(page, live_site, "normales.fort.appareil")

    page.goto(live_site + "/entrer/")

    hint = page.evaluate("getComputedStyle(document.querySelector('.hint')).color")
    assert page.evaluate(GROUND) == ground
    assert hint == page.evaluate("getComputedStyle(document.body).color")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('input[type=text]')).borderTopWidth") == "3px"
    )


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_device_that_asks_for_contrast_gets_it_without_choosing(live_site, chromium, device):
    page = window(chromium, live_site, color_scheme=device, contrast="more")

    page.goto(live_site + "/entrer/")

    hint = page.evaluate("getComputedStyle(document.querySelector('.hint')).color")
    assert hint == page.evaluate("getComputedStyle(document.body).color")


def test_the_header_of_a_phone_stays_on_three_rows(live_site, chromium):
    page = window(chromium, live_site, cast.citizen(), viewport={"width": 360, "height": 640})

    page.goto(live_site + "/votes/")

    assert page.evaluate("document.querySelector('.top').offsetHeight") <= 190
    assert page.locator(".tools > .comfort").is_hidden()


def test_it_is_chosen_without_scripts_and_leads_back(live_site, chromium):
    page = window(chromium, live_site, java_script_enabled=False)
    page.goto(live_site + "/calendrier/")

    page.click(".foot .comfort")
    page.click("text=Grandes lettres")
    page.click("main form button")
    page.click("main .note .btn")

    assert page.url == live_site + "/calendrier/"
    assert page.locator("html[data-text=grandes]").count() == 1
