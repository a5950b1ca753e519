"""Reading a pack: typed, exact, and one plain sentence when it is bad."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.utils import translation

from scenario import dates, shifting
from scenario.loading.calendar import span
from scenario.names import card_number, login_names
from scenario.pack_reader import OWN_PACK, PackError, read
from tests.scenario import packs


def test_the_projects_pack_is_read_whole():
    pack = read(OWN_PACK)
    assert (len(pack.people), len(pack.votes), len(pack.attempts), len(pack.transmissions)) == (39, 12, 19, 5)
    assert pack.today.isoformat() == "2026-11-15T12:00:00-05:00"


def test_a_share_is_exactly_what_its_decimals_say():
    assert read(OWN_PACK).votes[0].rules.quorum_share == Fraction(20, 100)


def test_on_is_a_word_and_not_a_yes():
    assert read(OWN_PACK).transmissions[0].responses[0].on == date(2026, 7, 2)


def _missing_title(files):
    del packs.by_id(files["concerns"]["concerns"], "p05")["title"]


def _bad_number(files):
    packs.vote(files, "v01")["rules"]["quorum_min"] = "huit"


def _bad_date(files):
    packs.by_id(files["transmissions"]["transmissions"], "tr1")["sent_on"] = "bientôt"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_missing_title, "concerns.yaml, p05: “title” is missing."),
        (_bad_number, "votes.yaml, v01, rules: “huit” is not a good value for “quorum_min”."),
        (_bad_date, "transmissions.yaml, tr1: “bientôt” is not a good value for “sent_on”."),
    ],
)
def test_a_bad_row_is_named_in_one_sentence(tmp_path, change, sentence):
    with translation.override(None), pytest.raises(PackError) as refused:
        read(packs.changed(tmp_path / "pack", change))
    assert str(refused.value) == sentence


def test_a_pack_that_lacks_a_file_ends_with_2_and_a_sentence(tmp_path, capsys):
    directory = packs.without_a_file(tmp_path / "pack", "votes.yaml")
    with translation.override(None), pytest.raises(SystemExit) as end:
        call_command("scenario", "verify", pack=directory)
    assert end.value.code == 2
    assert capsys.readouterr().err.strip() == "The pack has no file “votes.yaml”."


def test_a_directory_that_is_not_there_is_refused(tmp_path):
    with translation.override(None), pytest.raises(PackError) as refused:
        read(tmp_path / "nowhere")
    assert str(refused.value) == f"There is no directory “{tmp_path / 'nowhere'}”."


def test_dates_move_in_fields_and_in_words_and_the_founding_texts_never_do():
    text = "Approuvée le 26 juin 2026, comme dit le 31 mars 2025. Le 1er juillet 2026 aussi."
    assert dates.shift(text, weeks=1, kept={date(2025, 3, 31)}) == (
        "Approuvée le 3 juillet 2026, comme dit le 31 mars 2025. Le 8 juillet 2026 aussi."
    )
    assert dates.shift(["2026-11-09/2026-11-20", "2026-06-15T09:00", "v01"], weeks=2) == [
        "2026-11-23/2026-12-04",
        "2026-06-29T09:00",
        "v01",
    ]


def test_a_moved_pack_moves_its_meetings_and_leaves_the_founding_events():
    pack, moved = read(OWN_PACK), read(OWN_PACK).shifted(4)
    before = {event.id: event.date for event in pack.events}
    after = {event.id: event.date for event in moved.events}
    assert {key for key in before if before[key] != after[key]} == {
        event.id for event in pack.events if event.is_invented
    }
    assert after["vote-automne"] == "2026-12-07/2026-12-18"
    assert moved.transmissions[1].responses[1].reason.endswith("d'ici le 28 avril 2027.")


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        ("2026-11-15", 0),
        ("2026-11-20", 0),
        ("2026-11-21", 1),
        ("2026-11-23", 1),
        ("2027-06-02", 28),
        ("2026-08-09", -14),
    ],
)
def test_the_shift_is_the_nearest_week_where_the_open_vote_is_open(today, weeks):
    pack = read(OWN_PACK)
    now = dates.at(date.fromisoformat(today), "12:00")
    assert shifting.weeks_to(pack, now=now) == weeks
    moved = pack.shifted(weeks)
    opened = next(vote for vote in moved.votes if vote.as_of)
    late = next(sent for sent in moved.transmissions if sent.overdue_on)
    assert opened.opens_at < now < opened.closes_at
    assert late.due_on < now.date()


def test_a_date_known_to_the_season_covers_its_months():
    events = {event.id: event for event in read(OWN_PACK).events}
    assert span(events["designation"]) == (date(2024, 10, 1), date(2024, 12, 31))
    assert span(events["convention"]) == (date(2024, 11, 1), date(2024, 11, 30))
    assert span(events["plan-4"]) == (date(2024, 1, 1), date(2029, 12, 31))
    assert span(events["cercle-4"]) == (date(2026, 12, 2), None)


def test_login_names_are_simple_and_never_shared():
    names = login_names(read(OWN_PACK).people)
    assert (names["c01"], names["c04"], names["f01"], names["t03"]) == (
        "ginette",
        "etoile",
        "elodie",
        "secretariat",
    )
    assert (names["m01"], names["m02"]) == ("ressource-m01", "ressource-m02")
    assert len(set(names.values())) == len(names)
    assert card_number(0) == "41810001"
