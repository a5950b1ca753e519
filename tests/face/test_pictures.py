"""Drawings that are heard and read: a title, a description, and the same data as a table."""

import datetime
import re

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common import pictures

ROWS = [{"label": "For", "count": 12}, {"label": "Against", "count": 3, "is_hidden": True}]
MRC = [{"name": f"MRC {n}", "is_represented": n < 5} for n in range(8)]
STEPS = [
    {"title": "idea", "state": "done", "on": datetime.date(2026, 9, 2)},
    {"title": "talk", "state": "done"},
    {"title": "vote", "state": "now", "when": "until Friday"},
    {"title": "report"},
]


def rendered(source, request=None, **context):
    with translation.override("en"):
        return Template("{% load espace %}" + source).render(Context({**context, "request": request}))


def ids(html):
    return re.findall(r'\bid="([^"]+)"', html)


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% bars things total=14 %}", {"things": ROWS}),
        ("{% stakes things %}", {"things": MRC}),
        ("{% timeline things %}", {"things": STEPS}),
    ],
)
def test_each_drawing_has_a_title_a_description_and_a_table(source, context, rf):
    html = rendered(source * 2, request=rf.get("/"), **context)

    drawings = re.findall(
        r'<svg[^>]*role="img" aria-labelledby="(\S+) (\S+)"[^>]*>'
        r'<title id="(\S+)">[^<]+</title><desc id="(\S+)">[^<]+</desc>',
        html,
    )
    assert len(drawings) == html.count("<svg") - html.count('class="ic"')
    assert all(pair[:2] == pair[2:] for pair in drawings)
    assert len(ids(html)) == len(set(ids(html)))
    assert set(re.findall(r'role="region" aria-labelledby="([^"]+)"', html)) <= set(ids(html))
    assert html.count("<table>") == html.count("<caption") == 2
    assert "style=" not in html


def test_the_table_holds_what_the_bars_show_and_hides_what_they_hide():
    html = rendered("{% bars rows total=14 %}", rows=ROWS)

    assert re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', html) == [
        ("For", "12 people"),
        ("Against", "fewer than 5"),
    ]
    assert "No length is drawn, to protect people." in html
    assert html.count("bar-fg") == 1


def test_the_stakes_say_how_many_are_full():
    html = rendered("{% stakes mrc %}", mrc=MRC)

    assert "Full stakes: 5. Dotted stakes: 3." in html
    assert html.count('<path class="s"') == 5
    assert ("MRC 7", "Not represented") in re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', html)


def test_a_long_timeline_is_drawn_with_step_state_and_date_in_the_table():
    html = rendered("{% timeline steps %}", steps=STEPS).replace("\u00a0", " ")

    assert re.findall(r'<rect class="(\w+)"', html) == ["done", "done", "now", "later"]
    assert "Done: 2. Under way: 1. To come: 1." in html
    assert re.findall(r'<th scope="row">([^<]+)</th><td>([^<]*)</td><td>([^<]*)</td>', html) == [
        ("Idea", "Done", "September 2, 2026"),
        ("Talk", "Done", ""),
        ("Vote", "Under way", "until Friday"),
        ("Report", "To come", ""),
    ]


@pytest.mark.parametrize("source", ["{% timeline steps narrow=True %}", "{% timeline few %}"])
def test_a_short_or_narrow_timeline_stays_a_list(source):
    html = rendered(source, steps=STEPS, few=STEPS[:3])

    assert "<svg" not in html
    assert "<table" not in html
    assert "<ol" in html


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_share_is_a_whole_percent_that_is_never_over_the_width(count, total):
    percent = pictures.share(count, total)

    assert 0 <= percent <= 100
    if total >= count > 0:
        assert abs(percent - 100 * count / total) <= 0.5


@given(st.integers(0, 30))
def test_every_stake_stands_inside_the_drawing(count):
    places = pictures.places(count)

    assert all(0 < x - pictures.HALF_STAKE < x + pictures.HALF_STAKE < pictures.width(count) for x in places)
    assert len(set(places)) == count
