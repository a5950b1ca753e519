"""The gentle look: what it finds, what it leaves alone, on one table of cases that the browser's look shares."""

import json
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from common import care, private_words
from common.exceptions import BadInput
from tests import cast
from tests.deliberation.talk import thread
from tests.deliberation.test_live_browser import tab
from tools import care as care_tool

ROOT = Path(settings.BASE_DIR)
CASES = json.loads((ROOT / "tests" / "data" / "private_words.json").read_text(encoding="utf-8"))
PACK = ROOT / "scenario" / "pack"


def pack(name: str) -> dict:
    return yaml.safe_load((PACK / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "text", "words"), CASES["found"])
def test_what_tells_who_somebody_is_is_found(kind, text, words):
    assert [(one.kind, one.words) for one in care.found_in(text)] == [(kind, words)]


@pytest.mark.parametrize("text", CASES["nothing"])
def test_money_dates_and_roads_are_left_alone(text):
    assert care.found_in(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C'est Normand Tardif qui fait ça", ["Normand Tardif"]),
        ("Mme Tremblay au bureau", ["Mme Tremblay"]),
        ("le gros tardif du coin", ["tardif"]),
        ("Ok Réjean, merci", []),
        ("Line T. a raison", []),
        ("À Rimouski et à La Mitis", []),
        ("Moisson Kamouraska nous aide", []),
    ],
)
def test_names_of_others_are_asked_about_and_those_of_who_talks_are_not(text, words):
    found = care.found_in(text, guarded=["Tardif"], free=["Line T.", "Réjean"])

    assert [one.words for one in found if one.words != "Tardif"] == words


def test_what_was_seen_is_not_asked_again_but_new_words_are():
    found = care.found_in("418 555-1234")
    seen = care.seen_after(found)

    assert care.found_in("418 555-1234", seen=seen) == []
    assert [one.words for one in care.found_in("418 555-1234 ou 418 555-9999", seen=seen)] == ["418 555-9999"]


def test_a_program_is_told_which_words_to_look_at():
    with pytest.raises(BadInput) as refusal:
        care.check_looked_at(care.found_in("418 555-1234"))

    assert (refusal.value.code, "418 555-1234" in str(refusal.value.sentence)) == ("look_again", True)
    care.check_looked_at([])


def test_no_shape_needs_what_old_phones_do_not_read():
    assert [body for _kind, body, _flags in private_words.for_browser() if re.search(r"\(\?<", body)] == []


def test_the_look_asks_about_one_message_of_the_pack_and_no_concern():
    """Measured: 42 messages and 26 concerns, one message to look at, the one written for that."""
    people = [one["display"] for one in pack("people")["people"]]
    places = [
        name for one in pack("territories")["territories"] for name in (one["name"], *one["municipalities"])
    ]
    free = people + places + [one["name"] for one in pack("organisations")["organisations"]]
    messages = {
        (thread["id"], one["id"]): one["text"]
        for thread in pack("threads")["threads"]
        for one in thread["messages"]
    }
    concerns = [one["text"] for one in pack("concerns")["concerns"]]

    asked = [key for key, text in messages.items() if care.found_in(text, free=free)]
    troubled = [text for text in concerns if care.found_in(text, free=free)]

    print(f"messages={len(messages)} asked={len(asked)} concerns={len(concerns)} asked={len(troubled)}")
    assert (len(messages), asked, len(concerns), troubled) == (42, [("th3", "m3")], 26, [])


def test_the_browser_looks_with_the_very_patterns_of_the_server():
    assert care_tool.main(["--check"]) == 0, "run python tools/care.py, then python tools/scripts.py"


@pytest.mark.browser
def test_the_browser_finds_what_the_server_finds_and_leaves_alone_what_it_leaves(page):
    page.goto("about:blank")
    page.add_script_tag(content=(ROOT / "static" / "js" / "care.js").read_text(encoding="utf-8"))
    texts = [text for _kind, text, _words in CASES["found"]] + CASES["nothing"]

    found = page.evaluate("texts => texts.map(espaceLook)", texts)

    assert found == [[words] for _kind, _text, words in CASES["found"]] + [[] for _text in CASES["nothing"]]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_while_one_writes_the_page_says_what_to_look_at_and_asks_nobody(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    here = tab(chromium, live_site, ginette)
    here.goto(live_site + f"/fils/{talk.pk}/", wait_until="networkidle")
    asked: list[str] = []
    here.on("request", lambda request: asked.append(request.url))

    here.focus("#texte")
    here.fill("#texte", "Appelle au 418 555-1234")
    here.wait_for_selector("form[data-care] p[role=status]:has-text('418 555-1234')")
    said = here.inner_text("form[data-care] p[role=status]")
    here.fill("#texte", "Appelle-moi")
    here.wait_for_selector("form[data-care] p[role=status]:empty", state="attached")

    assert said.startswith("Regarde encore")
    assert [url.rsplit("/", 1)[1].split(".")[0] for url in asked] == ["care"]
    assert here.evaluate("document.activeElement.id") == "texte"
