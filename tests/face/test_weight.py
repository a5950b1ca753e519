"""What a page weighs on an old phone, and that nothing is fetched from anybody else."""

import gzip
import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import cast
from tests.deliberation.talk import say, thread
from tools.scripts import TOGETHER

ROOT = Path(__file__).resolve().parent.parent.parent
LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio)\b[^>]*?\bsrc=\"([^\"]+)|<link\b[^>]*?\bhref=\"([^\"]+)"
)
DRAWN = re.compile(r"<use\b[^>]*?\bhref=\"([^\"#]+)#")


def fetched(html: str) -> set[str]:
    """Every file the page asks for, once."""
    return {first or second for first, second in LOADED.findall(html)} | set(DRAWN.findall(html))


def weight(path: str) -> int:
    return len(gzip.compress((ROOT / "static" / path.removeprefix("/static/")).read_bytes(), 9))


@pytest.mark.django_db
def test_the_page_of_a_thread_is_light_and_asks_for_few_files(client):
    talk, ginette = thread(), cast.citizen()
    say(talk, ginette)
    cast.sign_in(client, ginette)

    files = fetched(client.get(reverse("deliberation:thread", args=[talk.pk])).content.decode())

    scripts = sum(weight(path) for path in files if path.endswith(".js"))
    styles = sum(weight(path) for path in files if path.endswith(".css"))
    assert {path for path in files if not path.startswith("/static/")} == set()
    assert scripts > 0
    assert weight("/static/js/thread.js") <= 3_000
    assert (scripts <= 9_000, styles <= 11_000) == (True, True)
    assert len(files) + 1 <= 6  # and the page itself


def test_all_our_scripts_of_every_day_together_are_light():
    scripts = [
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("static/js/*.js") if path.name not in TOGETHER
    ]

    assert scripts
    assert sum(weight("/" + path) for path in scripts) <= 15_000


def test_no_template_style_or_script_names_a_file_of_somebody_else():
    loads = re.compile(
        r"(?:\bsrc=|<link\b[^>]*\bhref=|url\(|@import\s|import\(|fetch\()\s*[\"']?\s*(?:https?:)?//"
    )
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/**/*.css"), *ROOT.glob("static/**/*.js")]

    found = [str(path.relative_to(ROOT)) for path in files if loads.search(path.read_text(encoding="utf-8"))]

    assert len(files) > 50
    assert found == []
