"""Size, contrast and colours: chosen without an account, kept by a cookie that says nothing about anybody."""

import re

import pytest
from django.urls import reverse

from common import comfort
from common.comfort import Colours, Comfort, Contrast, TextSize
from tests import cast

PAGE = "/affichage/"
CHOSEN = {"text": "tres-grandes", "contrast": "fort", "colours": "sombre"}


def html_tag(response) -> str:
    return re.search(r"<html[^>]*>", response.content.decode())[0]


def choose(client, **changes):
    return client.post(PAGE, {**CHOSEN, "next": "/votes/?page=2", **changes})


@pytest.mark.parametrize(
    ("cookie", "read"),
    [
        ("grandes.fort.sombre", Comfort(TextSize.LARGE, Contrast.STRONG, Colours.DARK)),
        ("normales.normal.appareil", Comfort()),
        ("tres-grandes.normal.clair", Comfort(TextSize.LARGEST, Contrast.NORMAL, Colours.LIGHT)),
        ("enormes.fort.sombre", Comfort(TextSize.NORMAL, Contrast.STRONG, Colours.DARK)),
        ("grandes.fort", Comfort()),
        ("grandes.fort.sombre.fort", Comfort()),
        ('"><script>.fort.x', Comfort(TextSize.NORMAL, Contrast.STRONG, Colours.DEVICE)),
        ("", Comfort()),
    ],
)
def test_what_is_odd_in_the_cookie_is_as_if_not_chosen(cookie, read):
    assert comfort.read({"confort": cookie}) == read


def test_a_choice_is_read_back_as_it_was_written():
    chosen = Comfort(TextSize.LARGE, Contrast.STRONG, Colours.LIGHT)

    assert comfort.read({comfort.COOKIE: chosen.written()}) == chosen
    assert chosen.marks == ' data-text="grandes" data-contrast="fort" data-theme="clair"'
    assert Comfort().marks == ""


@pytest.mark.django_db
def test_choosing_keeps_a_cookie_for_a_year_and_every_page_follows(client):
    answer = choose(client)
    kept = answer.cookies["confort"]
    pages = [client.get(path) for path in (answer.url, "/", "/nulle-part/")]

    assert (answer.status_code, answer.url) == (302, "/affichage/?garde=1&next=%2Fvotes%2F%3Fpage%3D2")
    assert kept.value == "tres-grandes.fort.sombre"
    assert (kept["max-age"], kept["samesite"], kept["httponly"]) == (365 * 24 * 3600, "Lax", True)
    for page in pages:
        assert 'data-text="tres-grandes" data-contrast="fort" data-theme="sombre"' in html_tag(page)
    assert list(client.cookies) == ["confort"] or "sessionid" not in client.cookies


@pytest.mark.django_db
def test_the_page_shows_the_choice_and_the_way_back(client):
    page = client.get(choose(client).url).content.decode()

    assert 'role="status"' in page
    assert "Très grandes lettres" in page
    assert '<a class="btn" href="/votes/?page=2">' in page
    ticked = re.findall(r'<input type="radio"[^>]*value="([\w-]+)"[^>]*checked', page)
    assert ticked == ["tres-grandes", "fort", "sombre"]


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example/", "//ailleurs.example/", "votes", ""])
def test_the_way_back_is_never_elsewhere(client, elsewhere):
    page = client.get(choose(client, next=elsewhere).url).content.decode()

    assert "ailleurs" not in page
    assert f'<a class="btn" href="{reverse("participation:home")}">' in page


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [{"text": "enormes"}, {"contrast": ""}, {"colours": "rose"}])
def test_an_odd_choice_is_refused_in_words_and_nothing_is_kept(client, odd):
    answer = choose(client, **odd)

    assert answer.status_code == 422
    assert "confort" not in answer.cookies
    assert "<title>Erreur" in answer.content.decode()


@pytest.mark.django_db
def test_going_back_to_the_usual_page_takes_the_cookie_away(client):
    choose(client)

    answer = choose(client, text="normales", contrast="normal", colours="appareil")

    assert answer.cookies["confort"].value == ""
    assert "data-" not in html_tag(client.get("/")).replace("data-season", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [None, cast.citizen, cast.facilitator, cast.table_member, cast.signatory, cast.admin]
)
def test_the_link_is_three_times_on_every_page_for_everybody(client, make):
    if make:
        cast.sign_in(client, make())

    page = client.get("/votes/?page=1").content.decode()

    links = re.findall(r'<a class="link-btn comfort" href="([^"]+)">', page)
    assert links == ["/affichage/?next=/votes/%3Fpage%3D1"] * 3
    menu, tools, foot = (
        page.index(part) for part in ('class="nav-phone"', 'class="tools"', '<footer class="foot">')
    )
    places = [found.start() for found in re.finditer('class="link-btn comfort"', page)]
    assert menu < places[0] < tools < places[1] < foot < places[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "has_exit"),
    [
        (None, True),
        (cast.citizen, True),
        (cast.facilitator, False),
        (cast.table_member, False),
        (cast.admin, False),
    ],
)
def test_citizens_and_visitors_have_the_quick_exit_and_everybody_may_listen(client, make, has_exit):
    if make:
        cast.sign_in(client, make())

    page = client.get("/votes/").content.decode()

    assert ('id="sortir-vite"' in page) == has_exit
    assert re.search(r'<div class="listen" id="ecouter"[^>]* hidden>', page)
