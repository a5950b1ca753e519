import pytest
from django.template import Context, Template
from django.utils import translation

from common.typography import floor_of_five, format_money, french_spaces

NB = "\u00a0"


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (0, f"0{NB}$", "$0"),
        (1_230_000, f"12{NB}300{NB}$", "$12,300"),
        (4_000, f"40{NB}$", "$40"),
        (123_450, f"1{NB}234,50{NB}$", "$1,234.50"),
        (5, f"0,05{NB}$", "$0.05"),
        (-100_000, f"-1{NB}000{NB}$", "-$1,000"),
        (123_456_700, f"1{NB}234{NB}567{NB}$", "$1,234,567"),
    ],
)
def test_money_is_written_as_people_write_it(cents, french, english):
    with translation.override("fr"):
        assert format_money(cents) == french
    with translation.override("en"):
        assert format_money(cents) == english


def test_small_counts_are_hidden_and_zero_is_not():
    with translation.override("en"):
        said = [floor_of_five(count) for count in (0, 1, 4, 5, 12)]

    assert said == ["0", "fewer than 5", "fewer than 5", "5", "12"]


@pytest.mark.parametrize(
    ("typed", "set_right"),
    [
        ("Erreur : écris.", f"Erreur{NB}: écris."),
        ("le « je » et le « nous »", f"le «{NB}je{NB}» et le «{NB}nous{NB}»"),
        ("à 19 h 30", f"à 19{NB}h{NB}30"),
        ("de 9 h à 21 h.", f"de 9{NB}h à 21{NB}h."),
        ("12 300 $ sur 40 %", f"12{NB}300{NB}$ sur 40{NB}%"),
        ("418 555-0142", f"418{NB}555-0142"),
    ],
)
def test_french_spaces_hold_together(typed, set_right):
    with translation.override("fr"):
        assert french_spaces(typed) == set_right


def test_the_filter_keeps_what_people_write_escaped():
    with translation.override("fr"):
        page = Template("{% load espace %}{{ text|nbsp }}").render(Context({"text": "a : <b>"}))

    assert page == f"a{NB}: &lt;b&gt;"
