"""Every address, every role, in a real browser. Two pages with one skeleton are opened once; at night, all of them."""

import os

import pytest

from tests.pages.frame import lacks
from tests.pages.rendering import (
    PAGES,
    Shown,
    administration,
    errors_of,
    fields_of,
    pages_around_administration,
    pages_of,
    pages_of_administration,
    parts,
    refusals,
)
from tests.routes import table

pytestmark = [pytest.mark.browser]
# Forms that take anything, each with its reason. Only shrinks.
NEVER_WRONG: dict[str, str] = {}
IS_NIGHT = os.environ.get("NIGHT") == "1"


def worth_a_visit(pages: list[Shown]) -> list[Shown]:
    """The first page of each frame and of each main part; at night, all."""
    frames, mains, chosen = set(), set(), []
    for shown in pages:
        frame, main = parts(shown.html)
        if IS_NIGHT or frame not in frames or main not in mains:
            chosen.append(shown)
        frames.add(frame)
        mains.add(main)
    return chosen


def looked_at(visitor, pages: list[Shown]) -> str:
    found = [line for shown in pages for line in lacks(shown)]
    for shown in worth_a_visit(pages):
        found += visitor.sees(shown)
    return "\n".join(f"✗ {line}" for line in found)


@pytest.mark.parametrize("name", PAGES)
def test_a11y_of_a_page_for_each_role_and_of_its_form_badly_filled(name, espace, visitor):
    pages = list(pages_of(name, espace))
    wrong = list(errors_of(name, espace))

    assert looked_at(visitor, [*pages, *wrong]) == ""
    assert pages or all(status != 200 for row in table.GETS[name].values() for status in row.values())
    has_fields = any(fields_of(shown.html) for shown in pages)
    assert wrong or not has_fields or name in NEVER_WRONG, "no way found to fill its form badly"


@pytest.mark.parametrize("role", table.ROLES)
def test_a11y_of_each_refusal(role, espace, visitor):
    pages = list(refusals(role, espace))

    assert looked_at(visitor, pages) == ""
    assert {shown.status for shown in pages} >= {404, 405}


@pytest.mark.parametrize("kind", sorted(administration()))
def test_a11y_of_the_administration(kind, espace, visitor):
    pages = list(pages_of_administration(kind, espace))

    assert looked_at(visitor, pages) == ""
    assert pages


def test_a11y_of_the_administration_around(espace, visitor):
    assert looked_at(visitor, list(pages_around_administration(espace))) == ""
