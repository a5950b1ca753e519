"""The frame, seen on the page that nobody had to write: the one that is not here."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    return response.content.decode().replace("\u00a0", " ")


def test_the_page_is_in_french_by_default_even_for_an_english_browser(client):
    html = client.get("/nulle-part/", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="fr-CA"' in html


def test_the_parts_come_in_the_order_of_reading(page):
    parts = ['class="skip"', 'class="brand"', 'class="me"', 'class="help-line"', 'class="nav nav-wide"']
    parts += ['class="nav-phone"', 'class="tools"', '<main id="contenu" tabindex="-1">', 'class="foot"']
    parts += ['class="shore-line"', 'id="aide"', 'id="urgent"', 'id="clair"']

    places = [page.find(part) for part in parts]

    assert -1 not in places
    assert places == sorted(places)


def test_the_phone_is_in_the_head_and_first_in_the_foot(page):
    head, foot = page.split("<main", 1)[0], page.split('<footer class="foot">', 1)[1]

    assert 'href="tel:+14185550142">418 555-0142</a>' in head
    assert foot.index("big-phone") < foot.index("tel:911")


def test_the_menu_has_five_entries_and_is_there_twice(page):
    menus = re.findall(r'<nav class="nav[^>]*>\s*<ul>(.*?)</ul>', page, re.S)

    assert len(menus) == 2
    assert menus[0] == menus[1]
    assert menus[0].count("<li>") == 5


def test_nothing_of_the_page_runs_or_styles_inline_or_comes_from_elsewhere(page):
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', page) == []


def test_the_title_says_the_page_first(page):
    title = re.search(r"<title>(.*?)</title>", page).group(1)

    assert title.endswith(" | L'Espace")
    assert not title.startswith("L'Espace")
