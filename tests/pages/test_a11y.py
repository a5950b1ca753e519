"""Every address, every role, in a real browser. By day the browser opens what is made otherwise; at night, all."""

import os

import pytest

from tests.face.html_checks import problems
from tests.pages import together
from tests.pages.frame import lacks
from tests.pages.rendering import (
    PAGES,
    Shown,
    administration,
    breakdown,
    errors_of,
    failures,
    forms_of,
    joints,
    pages_around_administration,
    pages_of,
    pages_of_administration,
    refusals,
)
from tests.routes import table

pytestmark = [pytest.mark.browser]
# Forms that take anything, each with its reason. Only shrinks.
NEVER_WRONG: dict[str, str] = {
    **dict.fromkeys(("gallery", "gallery-part"), "examples to look at: nothing is sent"),
}
# By day, a page is visited when it shows at least this many elements in a place where none was seen yet.
ENOUGH_NEW = 8
# So many visits to one address by day: what is rarer comes at night.
MOST_VISITS = 1
IS_NIGHT = os.environ.get("NIGHT") == "1"


def worth_a_visit(pages: list[Shown], looked_at: together.Notes, *, of_frame: bool) -> list[Shown]:
    """By day, the pages of an address with several elements in places no browser saw yet, the fullest first."""
    if IS_NIGHT:
        return pages
    held = sorted(
        ((joints(shown.html, of_frame=of_frame), shown) for shown in pages), key=lambda one: -len(one[0])
    )
    chosen = []
    for found, shown in held:
        if len(chosen) == MOST_VISITS:
            break
        if len(looked_at.claim({together.short(joint) for joint in found}, enough=ENOUGH_NEW)) >= ENOUGH_NEW:
            chosen.append(shown)
    return chosen


def is_fine(visitor, pages: list[Shown], looked_at: together.Notes, *, of_frame: bool = False) -> None:
    """The text of every page, then a visit to those that show something else. The frame is visited with refusals."""
    found = [line for shown in pages for line in lacks(shown)]
    for shown in worth_a_visit(pages, looked_at, of_frame=of_frame):
        found += visitor.sees(shown, of_frame=of_frame)
    assert not found, "\n" + "\n".join(f"✗ {line}" for line in found)


@pytest.mark.parametrize("name", PAGES)
def test_a11y_of_a_page_for_each_role_and_of_its_form_badly_filled(name, espace, visitor, looked_at):
    pages = list(pages_of(name, espace))
    wrong = list(errors_of(name, espace))

    is_fine(visitor, [*pages, *wrong], looked_at)
    assert pages or all(status != 200 for row in table.GETS[name].values() for status in row.values())
    has_fields = any(list(forms_of(shown.html)) for shown in pages)
    assert wrong or not has_fields or name in NEVER_WRONG, "no way found to fill its form badly"


@pytest.mark.parametrize("role", table.ROLES)
def test_a11y_of_each_refusal(role, espace, visitor, looked_at):
    pages = list(refusals(role, espace))

    is_fine(visitor, pages, looked_at, of_frame=True)
    assert {shown.status for shown in pages} >= {404, 405}


def test_a11y_of_what_nobody_asks_for(espace, visitor, looked_at):
    pages = list(failures(espace))

    is_fine(visitor, pages, looked_at, of_frame=True)
    assert [shown.status for shown in pages] == [403, 429, 400]


def test_a11y_of_a_failure_on_our_side(espace, visitor):
    shown = breakdown(espace)

    assert shown.status == 500
    assert problems(shown.html) + visitor.sees(shown) == []


@pytest.mark.parametrize("kind", sorted(administration()))
def test_a11y_of_the_administration(kind, espace, visitor, looked_at):
    pages = list(pages_of_administration(kind, espace))

    is_fine(visitor, pages, looked_at)
    assert pages


def test_a11y_of_the_administration_around(espace, visitor, looked_at):
    is_fine(visitor, list(pages_around_administration(espace)), looked_at, of_frame=True)
