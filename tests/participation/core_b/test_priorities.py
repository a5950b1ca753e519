"""What comes first: written by whoever decides it, with its day and source; kept; beside the issues it touches."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from common.exceptions import BadInput, Missing, Refused
from participation.domain import priorities
from participation.domain.queries import priorities as queries
from participation.models import Priority, PriorityList
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = scenes.on(60)


def write(by, territory=None, **changed) -> PriorityList:
    words = {
        "lines": "Se loger\n\n  Se déplacer ",
        "decided_on": date(2026, 2, 1),
        "source": "Résolution 2026-08",
        "now": NOW,
    }
    return priorities.write(by=by, territory=territory, **words | changed)


def lines_of(territory=None) -> list[str]:
    found = queries.current(territory)
    return [line.words for line in found.lines] if found else []


def test_the_table_writes_the_regions_and_each_mrc_its_own():
    places = cast.territories()
    write(cast.secretary())
    write(cast.mrc_resource(), places["temiscouata"], lines="Manger")

    assert lines_of() == ["Se loger", "Se déplacer"]
    assert lines_of(places["temiscouata"]) == ["Manger"]
    assert lines_of(places["la-mitis"]) == []
    assert [one.territory for one in queries.current_lists()] == [None, places["temiscouata"]]


@pytest.mark.parametrize(
    "who",
    [
        cast.citizen,
        cast.facilitator,
        cast.table_member,
        cast.signatory,
        cast.crd_agent,
        cast.mrc_resource,
        cast.admin,
    ],
)
def test_nobody_else_writes_the_regions(who):
    with pytest.raises(Refused) as refused:
        write(who())

    assert (refused.value.code, PriorityList.objects.count()) == ("secretary_only", 0)


@pytest.mark.parametrize("who", [cast.citizen, cast.facilitator, cast.secretary, cast.crd_agent, cast.admin])
def test_nobody_else_writes_an_mrcs(who):
    with pytest.raises(Refused) as refused:
        write(who(), cast.territories()["temiscouata"])

    assert (refused.value.code, PriorityList.objects.count()) == ("not_your_role", 0)


def test_the_resource_of_another_mrc_finds_nothing_there():
    with pytest.raises(Missing):
        write(cast.mrc_resource(), cast.territories()["la-mitis"])


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("lines_missing", {"lines": " \n "}),
        ("too_many", {"lines": "\n".join(f"Priorité {chr(97 + n)}" for n in range(11))}),
        ("line_too_long", {"lines": "m" * 201}),
        ("said_twice", {"lines": "Manger\nManger"}),
        ("decided_on", {"decided_on": scenes.on(61).date()}),
        ("source_missing", {"source": "  "}),
        ("public_lines", {"lines": "Appeler au 418 555-0199"}),
        ("public_source", {"source": "Dit par Raymonde Thibodeau"}),
    ],
)
def test_they_have_words_a_day_that_came_and_a_source(code, changed):
    with pytest.raises(BadInput) as refused:
        write(cast.secretary(), **changed)

    assert (refused.value.code, PriorityList.objects.count()) == (code, 0)


def test_a_later_list_follows_and_the_one_before_stays():
    table = cast.secretary()
    first = write(table)
    write(table, lines="Manger", decided_on=date(2026, 2, 20))

    assert lines_of() == ["Manger"]
    assert list(queries.before(None)) == [first]


def test_an_issue_touches_priorities_and_keeps_them_when_their_words_stay():
    table, issue = cast.secretary(), sendings.shared_issue()
    first = write(table)
    priorities.link(by=cast.crd_agent(), issue=issue, priorities=first.lines.all(), now=NOW)
    second = write(table, lines="Manger\nSe loger", decided_on=date(2026, 2, 20))
    touched = queries.touched_by(issue)

    assert [line.words for line in second.lines.all() if line.pk in touched] == ["Se loger"]
    priorities.link(by=cast.facilitator("Tommy"), issue=issue, priorities=[], now=NOW)
    assert not {line.pk for line in second.lines.all()} & queries.touched_by(issue)


@pytest.mark.parametrize("who", [cast.citizen, cast.secretary, cast.mrc_resource, cast.support, cast.admin])
def test_nobody_else_says_what_an_issue_touches(who):
    made, issue = write(cast.secretary("Autre")), sendings.shared_issue()
    with pytest.raises(Refused) as refused:
        priorities.link(by=who(), issue=issue, priorities=made.lines.all(), now=NOW)

    assert (refused.value.code, queries.touched_by(issue)) == ("facilitation_links", set())


def test_a_priority_of_before_is_no_answer():
    table, issue = cast.secretary(), sendings.shared_issue()
    old = list(write(table).lines.all())
    write(table, lines="Manger", decided_on=date(2026, 2, 20))
    with pytest.raises(BadInput):
        priorities.link(by=cast.facilitator("Tommy"), issue=issue, priorities=old, now=NOW)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE participation_prioritylist SET source = 'Ailleurs'",
        "UPDATE participation_priority SET words = 'Autre'",
        "DELETE FROM participation_priority",
        "DELETE FROM participation_prioritylist",
    ],
)
def test_the_database_keeps_each_list_as_it_was(sql):
    write(cast.secretary())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert lines_of() == ["Se loger", "Se déplacer"]


@pytest.mark.parametrize(
    ("who", "mrc"),
    [
        (cast.table_member, None),
        (cast.facilitator, None),
        (cast.secretary, "la-mitis"),
        (cast.mrc_resource, "la-mitis"),
    ],
)
def test_the_database_takes_no_list_of_somebody_else(who, mrc):
    territory = cast.territories()[mrc] if mrc else None
    with pytest.raises(DatabaseError), transaction.atomic():
        PriorityList.objects.create(
            territory=territory, decided_on=NOW.date(), source="x", written_by=who(), written_at=NOW
        )

    assert Priority.objects.count() == 0
