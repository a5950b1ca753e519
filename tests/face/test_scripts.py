"""Our scripts: few, light, and readable by an old phone."""

import gzip
import re

import esprima
import pytest

from tools import scripts

MOST_BYTES = 15 * 1024
SERVED = sorted(scripts.BUNDLE.parent.glob("*.js"))
SOURCES = sorted(scripts.SOURCES.rglob("*.js"))


def words_of(script: str) -> list[str]:
    return [token.value for token in esprima.tokenize(script)]


def test_every_script_that_is_served_comes_from_the_small_files():
    assert {path: path.read_text(encoding="utf-8") for path in SERVED} == scripts.built()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_shortening_takes_nothing_but_comments_and_margins(path):
    source = path.read_text(encoding="utf-8")

    short = scripts.shortened(source)

    assert words_of(short) == words_of(source)
    assert len(short) < len(source)
    assert not re.search(r"(^|\s)//\s", short)


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
def test_every_script_is_read_by_a_browser_of_2017(path):
    esprima.parseScript(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "newer",
    ["a?.b;", "a ?? b;", "class A { #x = 1 }", "let a = 1n;", "try { a() } catch { b() }"],
)
def test_what_an_old_phone_cannot_read_is_seen(newer):
    with pytest.raises(esprima.Error):
        esprima.parseScript(newer)


# Methods that Chrome 80 or Safari 13 do not have.
TOO_NEW = re.compile(
    r"\.(replaceAll|replaceChildren|at|flatMap|matchAll|allSettled|structuredClone|hasOwn)\(|\bstructuredClone\("
)


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
def test_no_script_calls_what_an_old_phone_lacks(path):
    assert TOO_NEW.findall(path.read_text(encoding="utf-8")) == []


def test_all_the_scripts_of_every_day_together_are_light():
    of_every_day = [path for path in SERVED if path.name not in scripts.TOGETHER]

    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in of_every_day) <= MOST_BYTES


@pytest.mark.parametrize(("name", "most"), [("ballot.js", 7 * 1024), ("scrutineer.js", 19 * 1024)])
def test_a_script_of_the_sealed_urn_is_light_for_what_it_does(name, most, record_property):
    weight = len(gzip.compress(scripts.BUNDLE.with_name(name).read_bytes(), 9))

    record_property("weight", f"{name}: {weight} octets (limit {most})")
    assert weight <= most


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("ballot.js", {"voting/ballot.html"}),
        ("scrutineer.js", {"voting/scrutineer/phrase.html", "voting/scrutineer/open.html"}),
    ],
)
def test_a_script_of_the_sealed_urn_is_on_its_own_pages_alone(name, pages):
    templates = scripts.ROOT / "templates"
    asked = {
        path.relative_to(templates).as_posix()
        for path in templates.rglob("*.html")
        if f"js/{name}" in path.read_text(encoding="utf-8")
    }

    assert asked == pages


def test_no_script_writes_a_page_or_runs_text():
    written = re.compile(
        r"\beval\(|new Function|document\.write|insertAdjacentHTML|setAttribute\(\"style\"|localStorage"
    )

    assert {path.name: written.findall(path.read_text(encoding="utf-8")) for path in SERVED} == {
        path.name: [] for path in SERVED
    }
