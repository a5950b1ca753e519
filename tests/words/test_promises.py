"""A sentence that promises is shown only where the set-up holds it: what we never write, in either language."""

import re
from datetime import date, timedelta

import polib
import pytest
from django.utils import translation

from participation.enums import TransmissionState
from participation.models import Transmission
from participation.rules import clock_words
from tests.words.reading import CATALOGUE, as_read

# Never written, each with a form of it that people would meet.
PROMISES = {
    r"doit nous répondre": "Elle doit nous répondre",
    r"c.est toi qui décides": "C'est toi qui décides",
    r"payée?s? d.avance": "payés d'avance",
    r"d.ici 24": "lu d'ici 24 h",
    r"appelle\w* tout de suite|tout de suite, une personne": "on appelle tout de suite",
    r"ton vote est secret": "Ton vote est secret",
    r"gardés? à part": "Ton nom et ton choix sont gardés à part",
    r"ton vote est dans l.urne": "S'ils sont là, ton vote est dans l'urne",
    r"deux personnes recomptent": "Deux personnes recomptent",
    r"personne ne saura": "Personne ne saura qui tu es",
    r"(peux|pouvez) (le|la|les) dicter": "tu peux le dicter",
    r"la table est en retard|la table doit": "La Table est en retard",
}
PROMISES_IN_ENGLISH = {
    r"(must|has to) answer us": "It must answer us",
    r"\bit is you who decides?": "It is you who decide",
    r"paid in advance": "paid in advance",
    r"within 24 h": "read within 24 hours",
    r"call (you )?(right away|at once|immediately)": "we call right away",
    r"your vote is secret": "Your vote is secret",
    r"(name|choice) are kept apart": "Your name and your choice are kept apart",
    r"your vote is in the (urn|(ballot )?box)": "If they are there, your vote is in the urn",
    r"two people (re)?count (it )?again|two people recount": "Two people recount",
    r"nobody will know": "Nobody will know who you are",
    r"you (may|can) dictate": "you may dictate it",
    r"the table is late|the table must": "The Table is late",
}
DUE = date(2026, 11, 1)


def _said(language: str) -> list[str]:
    said = []
    for entry in polib.pofile(str(CATALOGUE)):
        english = [entry.msgid, entry.msgid_plural]
        french = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        said += french if language == "fr" else english
    return [as_read(one) for one in said if one]


@pytest.mark.parametrize(
    ("language", "never"),
    [("fr", one) for one in PROMISES] + [("en", one) for one in PROMISES_IN_ENGLISH],
)
def test_nothing_is_promised_that_we_do_not_hold(language, never):
    pattern = re.compile(never, re.IGNORECASE)

    assert [one for one in _said(language) if pattern.search(one)] == []


@pytest.mark.parametrize(("never", "example"), [*PROMISES.items(), *PROMISES_IN_ENGLISH.items()])
def test_the_lint_sees_each_promise(never, example):
    assert re.search(never, example, re.IGNORECASE) is not None


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("days", [-5, 0, 1, 400])
def test_the_table_is_never_late_before_it_accepts_the_clock(language, days):
    asked = Transmission(state=TransmissionState.SENT, due_on=DUE)

    with translation.override(language):
        clock = clock_words.clock_of(asked, today=DUE + timedelta(days=days), accepted_on=None)
        words = str(clock.sentence)

    assert clock.status != clock_words.LATE
    assert not clock.is_committed
    assert not re.search(r"retard|engagée|\blate\b|committed|expected", words)


def test_the_table_is_late_once_it_accepted_the_clock_and_the_day_has_passed():
    asked = Transmission(state=TransmissionState.SENT, due_on=DUE)

    clock = clock_words.clock_of(asked, today=DUE + timedelta(days=1), accepted_on=DUE - timedelta(days=30))

    assert (clock.status, clock.is_committed) == (clock_words.LATE, True)
