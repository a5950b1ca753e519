"""What no template may contain, read from the files themselves."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
NAMES = [str(path.relative_to(ROOT)) for path in TEMPLATES]

LOGIC = re.compile(r"{%\s*(?:if|for|ifchanged|regroup)\b")


def source_of(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.S)


@pytest.mark.parametrize("name", NAMES)
def test_no_inline_style_or_script(name):
    source = source_of(name)

    assert re.findall(r"\sstyle=|<style|\son(?!e=)[a-z]+=|javascript:", source) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", source) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_required_placeholder_autofocus_or_third_party(name):
    source = source_of(name)

    assert re.findall(r"\s(?:required|placeholder|autofocus)(?:=|\s|>)", source) == []
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", source) == []


@pytest.mark.parametrize("name", NAMES)
def test_templates_stay_short_with_little_logic(name):
    source = source_of(name)

    assert len(source.splitlines()) <= 150
    assert len(LOGIC.findall(source)) <= 12


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    get_template(name)


PAGES = [
    n
    for n in NAMES
    if "/_" not in n
    and not n.startswith(
        ("components/", "api/", "admin/", "base", "django/", "allauth/elements", "gallery/pieces")
    )
]


# Drawn on paper by the PDF maker, never in a browser.
PAPERS = {
    "accounts/cards/pdf.html",
    "participation/paper/meeting.html",
    "participation/paper/sending.html",
    "voting/minutes_pdf.html",
}


def frame_of(name):
    """The template at the root of the `extends` chain."""
    parent = re.match(r'\s*{% extends "([^"]+)" %}', source_of(name))
    return frame_of(parent.group(1)) if parent else name


@pytest.mark.parametrize("name", [name for name in PAGES if name not in PAPERS])
def test_every_page_wears_the_frame_with_its_help(name):
    assert frame_of(name) == "base.html"


def test_french_words_are_never_written_in_a_template():
    # The names of people and places, and the name of the site, are the only ones.
    accented = {name for name in NAMES if re.search(r">[^<{]*[éèêàçûîô]", source_of(name))}

    assert accented == set()
