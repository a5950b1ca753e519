"""Contrast of every pair of tokens: by day, by night, and strong. Text 7:1, lines and focus 3:1."""

import re

import pytest

from tools import styles

GROUNDS = ("paper", "surface", "shore", "mist", "moss-mist", "rose-mist", "ochre-mist")
TEXTS = ("ink", "ink-2", "river", "river-deep", "moss", "rose", "ochre")
# Words on a full colour.
LAID = (("on-river", "river"), ("on-river", "river-deep"), ("on-rose", "rose"), ("paper", "ink"))
LINES = ("line", "focus")
# Drawings in the colour of the page on the four great actions.
DRAWN = tuple(("paper", family) for family in ("rose", "river", "moss", "ochre"))


def declared(css: str) -> dict[str, str]:
    """The colours of a block of tokens; one that takes another's is followed later."""
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6}|var\(--[\w-]+\))\s*[;}]", css + ";"))


def part(name: str) -> dict[str, str]:
    return declared((styles.PARTS / f"{name}.css").read_text(encoding="utf-8"))


def day() -> dict[str, str]:
    tokens = (styles.SOURCES / "tokens.css").read_text(encoding="utf-8")
    return declared(re.search(r":root\{(.*?)\}", tokens, re.S)[1])


THEMES = {
    "day": day(),
    "night": day() | part("night"),
    "strong day": day() | part("strong_day") | part("strong"),
    "strong night": day() | part("night") | part("strong_day") | part("strong") | part("strong_night"),
}


def luminance(colour: str) -> float:
    code = colour.lstrip("#")
    code = "".join(letter * 2 for letter in code) if len(code) == 3 else code
    parts = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def shown(tokens: dict[str, str], name: str) -> str:
    value = tokens[name]
    return shown(tokens, value[6:-1]) if value.startswith("var(") else value


def under(tokens: dict[str, str], pairs, least: float) -> dict[tuple[str, str], float]:
    measured = {pair: contrast(shown(tokens, pair[0]), shown(tokens, pair[1])) for pair in pairs}
    return {pair: round(value, 2) for pair, value in measured.items() if value < least}


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_seven_times(theme):
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + list(LAID)

    assert under(THEMES[theme], pairs, 7) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_lines_focus_and_drawings_stand_out_three_times(theme):
    pairs = [(line, ground) for line in LINES for ground in GROUNDS] + list(DRAWN)

    assert under(THEMES[theme], pairs, 3) == {}


@pytest.mark.parametrize("usual", ["day", "night"])
def test_strong_contrast_is_stronger(usual):
    pairs = [("ink-2", "paper"), ("line", "paper"), ("river", "paper"), ("rose", "surface")]

    for text, ground in pairs:
        before, after = (
            contrast(shown(THEMES[theme], text), shown(THEMES[theme], ground))
            for theme in (usual, f"strong {usual}")
        )
        assert after > before


def test_what_is_too_pale_is_seen():
    assert under({"ink": "#777", "paper": "#fff"}, [("ink", "paper")], 7) == {("ink", "paper"): 4.48}
