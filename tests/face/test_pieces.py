import datetime
import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation

from common.templatetags import espace


def rendered(source, language="en", **context):
    with translation.override(language):
        return Template("{% load espace %}" + source).render(Context(context)).strip()


def test_an_icon_is_drawn_inline_and_hidden_from_ears():
    assert rendered('{% icon "coche" %}') == (
        '<svg class="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="M4 12.5l5 5L20 6.5"/></svg>'
    )


def test_an_unknown_icon_fails_at_once():
    with pytest.raises(KeyError):
        espace.icon("licorne")


def test_the_sprite_holds_every_icon_and_picture():
    assert len(espace.ICONS) == 36
    assert len(espace.PICTURES) == 16


def test_bars_have_whole_percents_and_hide_what_must_be_hidden():
    rows = [
        {"label": "For", "count": 12, "family": "c-moss"},
        {"label": "Pass", "count": 1},
        {"label": "None", "count": 0},
        {"label": "Against", "count": 2, "is_hidden": True},
    ]

    html = rendered("{% bars rows total=14 %}", rows=rows)

    assert re.findall(r'bar-fg" width="(\d+)%', html) == ["86", "7"]
    assert re.findall(r'class="num">([^<]+)<', html) == [
        "12 people",
        "1 person",
        "0 people",
        "fewer than 5",
    ]


def test_bars_without_any_vote_do_not_divide_by_zero():
    html = rendered("{% bars rows total=0 %}", rows=[{"label": "For", "count": 0}])

    assert "bar-fg" not in html


def test_stakes_have_one_height_and_a_word_each():
    territories = [{"name": f"MRC {n}", "is_represented": n % 2 == 0} for n in range(8)]

    html = rendered("{% stakes territories %}", territories=territories)

    assert html.count('<path class="s"') == 4
    assert html.count('<rect class="o"') == 4
    assert "MRC 0: voted" in html
    assert "MRC 1: not represented" in html


def test_the_timeline_says_what_is_done_where_we_are_and_what_comes():
    items = [
        {"title": "Sent", "state": "done", "on": datetime.date(2026, 8, 20)},
        {"title": "Answer", "state": "now", "when": "Wished for November 11"},
        {"title": "Follow-up"},
    ]

    html = rendered("{% timeline items %}", items=items).replace("\u00a0", " ")

    assert re.findall(r'class="when">([^<]+)<', html) == [
        "Done, on August 20, 2026",
        "We are here. Wished for November 11",
        "To come",
    ]
    assert re.findall(r"<li( class=\"\w+\")?>", html) == [' class="done"', ' class="now"', ""]


def test_steps_show_the_number_in_words_and_in_marks():
    html = rendered("{% steps 2 3 'step' %}")

    assert "Step 2 of 3" in html
    assert html.count('class="on"') == 2
    assert 'viewBox="0 0 102 12"' in html


def test_change_says_what_it_changes():
    rows = [{"label": "Your choice", "value": "Yes", "change_url": "/b/"}, {"label": "A", "value": "B"}]

    html = rendered("{% pairs rows %}", rows=rows)

    assert html.count("<dt>") == 2
    assert 'href="/b/">Change<span class="sr"> Your choice</span></a>' in html


def test_the_receipt_names_its_picture():
    html = rendered('{% receipt "phare" words number="wQ7b" %}', words=["bijou", "canot", "lilas"])

    assert 'role="img" aria-label="Picture of your receipt: phare"' in html
    assert html.count("<span>") == 3


def test_pages_are_numbered_and_keep_the_filter(rf):
    page = Paginator(range(30), 10).get_page(2)

    html = rendered("{% pagination page %}", page=page, request=rf.get("/?mrc=mitis&page=2"))

    assert '<span aria-current="page">2</span>' in html
    assert '<a href="?page=3&amp;mrc=mitis">Next page</a>' in html
    assert '<a href="?page=1&amp;mrc=mitis">Previous page</a>' in html


def test_one_page_shows_no_page_numbers(rf):
    page = Paginator(range(3), 10).get_page(1)

    assert rendered("{% pagination page %}", page=page, request=rf.get("/")) == ""
