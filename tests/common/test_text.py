"""The sanitiser, against bleach as an independent oracle: nh3 must keep nothing that bleach removes."""

import json
import os
import random
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import bleach
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import text

CORPUS = json.loads((Path(__file__).parent.parent / "data" / "xss_inputs.json").read_text(encoding="utf-8"))
SAMPLE = CORPUS if os.environ.get("NIGHT") == "1" else random.Random(2024).sample(CORPUS, 600)


class Kept(HTMLParser):
    """Counts what remains alive in cleaned HTML: elements, attributes, addresses."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[tuple[str, str]] = Counter()
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        for name, value in attrs:
            if name != "rel":  # nh3 adds it itself, on purpose
                self.attributes[tag, name] += 1
            if name == "href":
                self.addresses.append(value or "")

    handle_startendtag = handle_starttag


def oracle(html: str) -> str:
    return bleach.clean(
        html,
        tags=text.TAGS,
        attributes={tag: list(names) for tag, names in text.ATTRIBUTES.items()},
        protocols=text.SCHEMES,
        strip=True,
        strip_comments=True,
    )


def assert_harmless(html: str) -> None:
    kept = Kept(html)
    assert set(kept.tags) <= text.TAGS
    assert set(kept.attributes) <= {("a", "href")}
    for address in kept.addresses:
        assert address.split(":", 1)[0].lower() in text.SCHEMES


def test_nh3_keeps_nothing_that_bleach_removes():
    for hostile in SAMPLE:
        ours, theirs = Kept(text.sanitise(hostile)), Kept(oracle(hostile))

        assert set(ours.tags) <= set(theirs.tags), hostile
        assert not ours.attributes - theirs.attributes, hostile


def test_no_hostile_input_leaves_anything_but_our_short_list():
    for hostile in SAMPLE:
        assert_harmless(text.sanitise(hostile))
        assert_harmless(text.to_html(hostile))


def test_what_people_type_as_html_is_shown_as_typed():
    assert text.to_html("<b>gras</b> & <script>x</script>") == (
        "<p>&lt;b&gt;gras&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;</p>\n"
    )


@given(st.text(max_size=300))
def test_any_text_at_all_comes_out_harmless_and_stable(typed):
    html = text.to_html(typed)

    assert_harmless(html)
    assert text.plain(text.plain(typed)) == text.plain(typed)


def test_paragraphs_line_breaks_emphasis_and_lists_are_kept():
    html = text.to_html("Bonjour **toi**,\nça va *bien*?\n\n- un\n- deux\n\n1. a\n2. b")

    assert html == (
        "<p>Bonjour <strong>toi</strong>,<br>\nça va <em>bien</em>?</p>\n"
        "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"
    )


def test_links_say_nothing_about_where_people_come_from():
    assert text.to_html("[le site](https://exemple.ca/a?b=1&c=2)") == (
        '<p><a href="https://exemple.ca/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">le site</a></p>\n'
    )


@pytest.mark.parametrize("address", ["tel:4185550142", "mailto:aide@exemple.ca", "http://exemple.ca"])
def test_phone_mail_and_web_links_work(address):
    assert f'href="{address}"' in text.to_html(f"[x]({address})")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "/compte/quitter", "//evil.example", "ftp://x.example"],
)
def test_any_other_link_is_not_a_link(address):
    assert "<a" not in text.to_html(f"[x]({address})")


def test_images_headings_quotes_and_code_stay_as_typed():
    assert "<img" not in text.to_html("![x](https://exemple.ca/a.png)")
    assert text.to_html("# gros") == "<p># gros</p>\n"
    assert text.to_html("    code") == "<p>code</p>\n"


def test_plain_text_is_composed_trimmed_and_without_invisible_marks():
    typed = "  e\u0301te\u0301\x00\u202e \r\nligne\t2  \n\n\n\n\n\nfin\ud800  "

    assert text.plain(typed) == "été\nligne\t2\n\n\nfin"
