"""The checker of pages, tried on problems planted one by one."""

import pytest

from tests.face.html_checks import house_problems, problems

GOOD = """<!doctype html>
<html lang="fr-CA"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>Say</h1><h2>How</h2>
<form method="post" novalidate><input type="hidden" name="t" value="1">
<div class="field"><label for="a">Your words</label><p id="a_h">In short.</p>
<input type="text" id="a" name="a" aria-describedby="a_h" autocomplete="off"></div>
<fieldset><legend><h3>Where?</h3></legend><label><input type="radio" name="b"> <span>Here</span></label></fieldset>
<button class="btn"><svg aria-hidden="true" focusable="false" viewBox="0 0 2 2"><path d="M0 0"/></svg>Send</button></form>
<details><summary>More</summary><p>Words.</p></details>
<dl><div><dt>A</dt><dd>B</dd></div></dl>
<ul><li><a href="#a"><b>To the words</b></a></li></ul>
<table><caption>Money</caption><tr><th scope="col">A</th></tr></table>
<p>Text<ins>, more</ins>.</p></main></body></html>"""


def page(piece):
    return GOOD.replace("<p>Text", f"{piece}<p>Text")


def test_a_good_page_has_no_problem():
    assert problems(GOOD) == []
    assert house_problems(GOOD) == []


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ('<p id="a">x</p>', 'id "a" is there 2 times'),
        ('<p id="b c">x</p>', 'id "b c" is empty or holds a space'),
        ('<label for="nobody">x</label>', '<label>: for="nobody", which is not there'),
        ('<label for="a_h">x</label>', '<label>: names <p id="a_h">, which takes no label'),
        ('<input type="text" name="c">', '<input name="c">: no label'),
        ('<select name="c"><option>1</option></select>', '<select name="c">: no label'),
        ('<label for="c"></label><input type="text" id="c">', '<input id="c">: no label'),
        (
            '<section aria-labelledby="nobody"></section>',
            '<section>: aria-labelledby leads to "nobody", which is not there',
        ),
        (
            '<button aria-controls="a nobody">x</button>',
            '<button>: aria-controls leads to "nobody", which is not there',
        ),
        (
            '<a href="#nowhere">x</a>',
            '<a href="#nowhere">: leads to a place that is not on the page',
        ),
        ("<h1>Second</h1>", "2 h1, one is wanted"),
        ("<h5>Deep</h5>", "<h5>: « Deep » comes right after an h3"),
        ('<a href="/"><button>x</button></a>', '<button>: inside <a href="/">, one target in another'),
        (
            '<label><input type="radio"><a href="/">x</a></label>',
            '<a href="/">: inside <label>, one target in another',
        ),
        ("<label>x<input><input></label>", "<label>: one label for 2 fields"),
        ("<p>a<p>b</p></p>", "line 13: unexpected-end-tag {'name': 'p'}"),
        ("<p>a<div>b</div></p>", "line 13: unexpected-end-tag {'name': 'p'}"),
        ("<div></span></div>", "line 13: unexpected-end-tag {'name': 'span'}"),
        ('<p class="a" class="b">x</p>', "line 13: duplicate-attribute"),
        ("<span><div>x</div></span>", "<div>: inside <span>, which holds only words"),
        ("<h2><a href='/'><p>x</p></a></h2>", "<p>: inside <h2>, which holds only words"),
        ("<ul><p>x</p></ul>", "<ul>: holds <p>, which does not belong there"),
        ("<dl><p>x</p></dl>", "<dl>: holds <p>, which does not belong there"),
        ("<details><p>x</p></details>", "<details>: begins without summary"),
        ("<div><li>x</li></div>", "<li>: is not in a list"),
        ("<div><dt>x</dt></div>", "<dt>: is not in a dl"),
        ("<div><legend>x</legend></div>", "<legend>: is not first in a fieldset"),
        ('<a href="/"><svg></svg></a>', '<a href="/">: no words'),
        ('<img src="/a.png">', "<img>: no alt"),
        ('<div aria-label="x">y</div>', "<div>: a name on an element without a role is not heard"),
        ('<div for="a">x</div>', "<div>: for is no attribute of div"),
        ('<p tabindex="2">x</p>', "<p>: tabindex over 0 breaks the order"),
        (
            '<p tabindex="0" aria-hidden="true">x</p>',
            "<p>: hidden from ears and reached by the keyboard",
        ),
        ("<table><tr><th scope=row>x</th></tr></table>", "<table>: no caption"),
        ("<table><caption>c</caption><tr><td>x</td></tr></table>", "<table>: no heading cell"),
        ("<table><caption>c</caption><tr><th>x</th></tr></table>", "<th>: « x » has no scope"),
        ('<button form="a">x</button>', '<button>: form="a" is not a form of the page'),
        ("<main></main>", "2 main, one is wanted"),
    ],
)
def test_a_planted_problem_is_seen(piece, said):
    assert said in problems(page(piece))


def test_a_page_without_language_title_or_h1_is_seen():
    bare = "<!doctype html><html><head></head><body><p>x</p></body></html>"

    assert problems(bare) == [
        "the page does not say its language",
        "0 titles, one with words is wanted",
        "0 h1, one is wanted",
        "0 main, one is wanted",
    ]


def test_a_piece_is_read_without_asking_for_a_title():
    assert problems("<p>x</p>", whole=False) == []
    assert problems("<ul><p>x</p></ul>", whole=False) == ["<ul>: holds <p>, which does not belong there"]


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ('<input type="hidden" name="x" required>', '<input name="x">: required is not for our pages'),
        ('<p style="color:red">x</p>', "<p>: style is not for our pages"),
        ('<p onclick="x()">x</p>', "<p>: onclick is not for our pages"),
        ("<script>x()</script>", "<script>: written in the page, a file is wanted"),
        ("<style>a{}</style>", "<style>: written in the page, a file is wanted"),
    ],
)
def test_what_only_we_forbid_is_seen_apart(piece, said):
    assert house_problems(page(piece)) == [said]
