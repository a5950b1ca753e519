"""Every piece has its usage, its style and its place in the gallery; the gallery shows them all."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from config.gallery.entries import ENTRIES, PARTS
from tests.face.html_checks import house_problems, problems

ROOT = Path(settings.BASE_DIR)
PIECES = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))
STYLES = {path.stem for path in (ROOT / "styles").rglob("*.css")}
pytestmark = pytest.mark.django_db


def comment_of(piece):
    text = (ROOT / "templates" / "components" / f"{piece}.html").read_text(encoding="utf-8")
    found = re.match(r"{% comment %}\n(.*?){% endcomment %}", text, re.S)
    return found.group(1) if found else ""


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_says_what_it_is_and_how_to_call_it(piece):
    said, _usage, call = comment_of(piece).partition("Usage: ")

    assert len(said.split()) >= 2
    assert len(call.split()) >= 2


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_has_a_style_that_exists(piece):
    shared = re.search(r"^Style: (\S+)$", comment_of(piece), re.M)

    assert (shared.group(1) if shared else piece) in STYLES


def test_every_piece_is_in_the_gallery_once():
    drawn = sorted(name for entry in ENTRIES for name in entry.draws)

    assert drawn == PIECES


def test_names_are_once_each_and_every_example_is_shown():
    names = [entry.name for entry in ENTRIES]
    examples = sorted(path.stem for path in (ROOT / "templates" / "gallery" / "pieces").glob("*.html"))

    assert sorted(set(names)) == sorted(names) == examples


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_a_valid_page_in_both_languages(client, part, language):
    client.post(reverse("accounts:language"), {"langue": language, "next": "/"})

    response = client.get(reverse("gallery-part", args=[part]))

    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}-CA"' in page
    assert problems(page) + house_problems(page) == []
    for entry in PARTS[part][1]:
        assert f'<h2 id="{entry.name}">' in page


def test_the_example_is_shown_as_it_is_written(client):
    page = client.get(reverse("gallery-part", args=["temps"])).content.decode()

    assert "{% timeline moments narrow=True %}" in page
    assert '<ol class="tl narrow' in page


def test_a_part_that_is_not_there_is_missing(client):
    assert client.get("/composants/nulle-part/").status_code == 404


def test_the_gallery_is_missing_in_production(client, settings):
    settings.SHOWS_GALLERY = False

    assert client.get(reverse("gallery")).status_code == 404


def test_the_states_of_a_field_are_shown(client):
    page = client.get(reverse("gallery-part", args=["champs"])).content.decode()

    assert page.count('class="field field-error"') >= 3
    assert 'class="summary-error"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("piece", ["pagination", "progress"])
def test_nothing_moves_by_itself(piece):
    text = (ROOT / "templates" / "components" / f"{piece}.html").read_text(encoding="utf-8")

    assert "http-equiv" not in text
