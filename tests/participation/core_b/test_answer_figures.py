"""What the Table answered, season by season: in time, late, not yet; kinds; what most citizens say."""

from datetime import date, timedelta

import pytest

from common.stacked import stacks
from participation.domain import echoes, transmissions
from participation.domain.queries import answer_figures as figures
from participation.domain.queries.transmissions import public_answers
from participation.enums import EchoChoice, Expectation, ResponseKind
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db

SENT_ON = sendings.SENT_AT.date()


def sent(number: int, **changed):
    return sendings.sent(issue=sendings.shared_issue(f"Enjeu {number}"), title=f"Envoi {number}", **changed)


def answered(one, table, *, on, kind=ResponseKind.ACCEPTED):
    return transmissions.respond(
        by=table, transmission=one, kind=kind, reason="Oui.", plain_words="C'est oui.", now=on
    )


def found(today: date):
    return figures.of(public_answers(today), today=today)


def test_each_dossier_is_counted_once_where_it_stands_that_day():
    table = cast.secretary()
    first, second, waits, told = (sent(n) for n in (1, 2, 3, 4))
    sent(5, expects=Expectation.INFORMATION)
    due = first.due_on
    answered(first, table, on=scenes.on(60))
    answered(second, table, on=scenes.on(60) + (due - scenes.on(60).date()) + timedelta(days=1))

    before = found(due)
    after = found(due + timedelta(days=1))

    counts = {name: before.seasons[0].counts[name] for name in figures.STANDINGS}
    assert counts == {"on_time": 1, "after": 1, "to_come": 2, "past": 0, "no_date": 1}
    assert (after.seasons[0].counts["to_come"], after.seasons[0].counts["past"]) == (0, 2)
    assert before.seasons[0].sent == 5
    assert (before.seasons[0].begins_on, before.seasons[0].last_month.month - SENT_ON.month in range(3)) == (
        date(SENT_ON.year, SENT_ON.month - (SENT_ON.month - 1) % 3, 1),
        True,
    )
    assert {waits.due_on, told.due_on} == {due}


def test_kinds_are_counted_and_citizens_only_by_what_is_told():
    table = cast.secretary()
    kinds = (ResponseKind.ACCEPTED, ResponseKind.NOT_ACCEPTED, ResponseKind.NOT_ACCEPTED)
    made = [answered(sent(n), table, on=scenes.on(60), kind=kind) for n, kind in enumerate(kinds)]
    voices = cast.citizens(10)
    for person in voices[:6]:
        echoes.say(by=person, response=made[0], choice="repond", now=scenes.on(60))
    for number, person in enumerate(voices[:6]):
        choice = "pas" if number % 2 else "repond"
        echoes.say(by=person, response=made[1], choice=choice, now=scenes.on(60))
    for person in voices[:4]:
        echoes.say(by=person, response=made[2], choice="pas", now=scenes.on(60))

    page = found(scenes.on(61).date())

    assert page.kinds == {ResponseKind.ACCEPTED: 1, ResponseKind.NOT_ACCEPTED: 2}
    assert page.says == {EchoChoice.ANSWERS: 1, figures.SHARED: 1, figures.FEW: 1}


def test_nothing_sent_gives_no_season():
    empty = found(SENT_ON)

    assert (empty.seasons, empty.kinds, empty.says) == ((), {}, {})


def test_the_parts_of_a_line_add_up_to_its_share_of_the_longest():
    parts = [{"key": key, "label": key.upper(), "family": ""} for key in "abc"]
    rows = [{"label": "Été", "counts": {"a": 1, "b": 1, "c": 1}}, {"label": "Automne", "counts": {"b": 1}}]

    drawn = stacks(rows, parts, title="Titre", head="Saison", name="img")

    assert [(one["x"], one["width"]) for one in drawn["rows"][0]["pieces"]] == [(0, 33), (33, 34), (67, 33)]
    assert [(one["x"], one["width"]) for one in drawn["rows"][1]["pieces"]] == [(0, 33)]
    assert drawn["table"]["lines"] == [["Été", "1", "1", "1", "3"], ["Automne", "0", "1", "0", "1"]]
    assert drawn["table"]["heads"] == ["Saison", "A", "B", "C", "Total"]
