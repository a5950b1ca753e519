"""`docs/instances.md`: every element of the founding text that is ours has its page and the test that shows it."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import resolve

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^\| (\d+) \| ([CN]) \| (.+?) \| (.+?) \| ?(.*?) \|$", re.M)
LATER = "plus tard : accords et bilans"
# The elements of the founding text, by their number there: the heart of the Espace, and what it connects with.
CORE = {10, *range(14, 18), 19, 38, 53, 54, 58, *range(62, 70), 72, 74, 83, 88, 91, 100}
CONNECTED = (
    {13, 18, 30, 32, 33, 34, 36, 37, 40, 41, 42, 43, 47, 48, 55, 57, 59, 60, 73, 75, 76, 77, 78, 79, 82}
    | set(range(84, 88))
    | set(range(101, 105))
)
# Money, accounts to the ministry and yearly figures: all that may wait. Only shrinks.
MAY_WAIT = {10, 41, 76, 79}
EXAMPLES = {"<n>": "1", "<mrc>": "la-mitis"}

ROWS = LINE.findall((ROOT / "docs" / "instances.md").read_text(encoding="utf-8"))


def test_every_element_has_one_line():
    found = [(int(number), ring) for number, ring, *_rest in ROWS]

    assert sorted(found) == sorted(
        [(number, "C") for number in CORE] + [(number, "N") for number in CONNECTED]
    )


def test_only_agreements_and_reports_wait():
    waiting = {int(number) for number, _ring, _words, where, proof in ROWS if where == LATER and not proof}

    assert waiting <= MAY_WAIT


@pytest.mark.parametrize(
    ("where", "proof"),
    [pytest.param(row[3], row[4], id=row[0]) for row in ROWS if row[3] != LATER],
)
def test_its_page_and_its_test_exist(where, proof):
    address = where.strip("`")
    for sign, example in EXAMPLES.items():
        address = address.replace(sign, example)
    file, _colons, name = proof.strip("`").partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    names = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}

    assert resolve(address).url_name
    assert name in names
