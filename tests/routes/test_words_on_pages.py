"""What every page says, in French and in English: no other language, no date of a machine. People's own texts apart."""

import html
import os
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.routes import table, world
from tests.routes.windows import browser, url

# Each page is read signed out, and by the first two of these who may open it.
READERS = (
    "author",
    "facilitator",
    "secretary",
    "table_member",
    "mrc_resource",
    "signatory",
    "carrier",
    "scrutineer",
    "admin",
    "citizen",
    "unwelcomed",
    "support",
)
IS_NIGHT = os.environ.get("NIGHT") == "1"
OUR_APPS = ("accounts", "common", "deliberation", "participation", "scenario", "voting")
# Not read by people on screen, or left to the tool that draws it.
OTHER_TOOLS = ("api-", "accounts:quick_exit")
# The gallery of pieces shows examples, and names of drawings, in French.
EXAMPLES_IN_FRENCH = ("gallery",)

HIDDEN = re.compile(r"<(script|style|svg|head|template)\b.*?</\1>", re.DOTALL)
# People's words, and what says its own language.
QUOTED = re.compile(
    r"<(blockquote|textarea|option)\b[^>]*>.*?</\1>|<(?!html)(\w+)[^>]*\blang=\"\w[^>]*>.*?</\2>", re.DOTALL
)
BETWEEN_GUILLEMETS = re.compile(r"«[^«»]{0,400}»")
TAG = re.compile(r"<[^>]+>")

ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
NO_TIME = re.compile(
    r"\b(dans|il y a) 0 (jour|heure|minute)|\bdans 1 jour\b|\bil y a 1 jour\b", re.IGNORECASE
)
ENGLISH = re.compile(
    r"(?<![\w'’-])(the|and|with|your|you|of|this|that|is|are|was|were|has|have|will|not|for|from|they|who|what|"
    r"when|which|by|to|it|we|here|there|read|write|send|answer|answers)(?![\w'’-])",
    re.IGNORECASE,
)
FRENCH = re.compile(
    r"(?<![\w'’-])(le|les|des|du|une|est|sont|avec|pour|dans|sur|sous|ton|ta|tes|toi|tu|vous|votre|vos|cette|ces|qui|"
    r"que|aucune?|pas|ne|nous|et|ou|où|aux?|plus|encore|chez|après|avant|voir|écrire|dire|voter)(?![\w'’-])",
    re.IGNORECASE,
)
# French words that English ones look like, and names that hold one.
SAME_LETTERS = {"en": {"plus", "dire"}, "fr": {"for"}}


def pages(espace: world.World, language: str) -> Iterator[tuple[str, str]]:
    """Each page, once for each kind of thing behind it and each of its witnesses, as its visible words."""
    theirs = own_words()
    clients = {role: browser(role, espace) for role in ("anonymous", *READERS)}
    for client in clients.values():
        client.cookies["langue"] = language
    for name, rows in table.GETS.items():
        if name.startswith(OTHER_TOOLS) or (language == "en" and name.startswith(EXAMPLES_IN_FRENCH)):
            continue
        for turn, (thing, row) in enumerate(rows.items()):
            # By day, a thing is read by one of its witnesses, not the same one for the next.
            for role in witnesses(row) if IS_NIGHT else witnesses(row)[turn % 2 :][:1]:
                answer = clients[role].get(url(name, thing, espace))
                if "text/html" in answer.get("Content-Type", ""):
                    yield f"{name} {thing or ''} ({role})", visible(answer.content.decode(), theirs)


def witnesses(row: table.Row) -> list[str]:
    return [
        role
        for role in ("anonymous", *[role for role in READERS if row[role] == 200][:2])
        if row[role] == 200
    ]


def own_words() -> list[str]:
    """Everything that people, bodies and the founding texts wrote, as the database holds it, the longest first."""
    found = {"L'Espace", "Citoyennes et citoyens du Bas-Saint-Laurent"}
    for model in apps.get_models():
        if model._meta.app_label not in OUR_APPS:
            continue
        fields = [field.name for field in model._meta.get_fields() if _holds_words(field)]
        for values in model.objects.values_list(*fields) if fields else ():
            found.update(one for value in values for one in _strings(value))
    # A title is sometimes made of the first words of a text, without its full stop.
    said = {squeezed(one).rstrip(".") for one in found}
    return sorted((one for one in said if len(one) > 3), key=len, reverse=True)


def _holds_words(field) -> bool:
    is_text = isinstance(field, (models.CharField, models.TextField, models.JSONField))
    return is_text and not isinstance(field, models.SlugField) and not field.choices


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def visible(page: str, theirs: list[str]) -> str:
    text = squeezed(TAG.sub(" ", QUOTED.sub(" ", HIDDEN.sub(" ", page))))
    for words in theirs:
        text = text.replace(words, " ")
    return BETWEEN_GUILLEMETS.sub(" ", text)


def around(pattern: re.Pattern, text: str, apart: set[str] = frozenset()) -> list[str]:
    return [
        text[max(0, match.start() - 30) : match.end() + 30]
        for match in pattern.finditer(text)
        if match.group().lower() not in apart
    ]


def test_a_page_in_french_has_no_english_and_its_days_and_hours_are_those_people_say(espace):
    found = {}
    for name, text in pages(espace, "fr"):
        wrong = around(ENGLISH, text, SAME_LETTERS["fr"])
        for pattern in (ISO_DAY, CLOCK, NO_TIME):
            wrong += around(pattern, text)
        if wrong:
            found[name] = wrong

    assert found == {}


def test_a_page_in_english_has_no_french(espace):
    found = {
        name: wrong
        for name, text in pages(espace, "en")
        if (wrong := around(FRENCH, text, SAME_LETTERS["en"]))
    }

    assert found == {}


def test_every_page_that_somebody_may_open_is_read(espace):
    unread = [
        name
        for name, rows in table.GETS.items()
        if not name.startswith(OTHER_TOOLS)
        and any(200 in row.values() for row in rows.values())
        and not any(witnesses(row) for row in rows.values())
    ]

    assert unread == []


@pytest.mark.parametrize(
    ("pattern", "bad", "good"),
    [
        (ISO_DAY, "Le 2026-11-26.", "Le 26 novembre 2026."),
        (CLOCK, "À 19:30.", "À 19 h 30."),
        (NO_TIME, "Fermé dans 0 jour.", "Fermé dans 10 jours."),
        (NO_TIME, "Fermé dans 1 jour.", "Fermé demain."),
        (ENGLISH, "Save the page", "Sauvegarde la page"),
        (FRENCH, "Garder avec toi", "Keep it"),
    ],
)
def test_the_sweep_sees_what_it_looks_for(pattern, bad, good):
    assert (bool(pattern.search(bad)), bool(pattern.search(good))) == (True, False)


def test_people_s_own_words_are_left_to_them():
    page = '<p>« Le bus »</p><blockquote>Je suis with you</blockquote><p lang="fr">Le bus</p><p>Ginette</p>'

    assert visible(page, ["Ginette"]).split() == []
