"""Citizens say whether an answer of the Table answers: once each, in secret, told under the floor."""

from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction

from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from common.models import AuditEvent
from participation.domain import answers, echoes, transmissions
from participation.domain.queries import echoes as queries
from participation.enums import EchoChoice, ResponseKind
from participation.models import Echo, EchoGiven, TableResponse
from participation.rules import echoes as rules
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = scenes.on(60)
SAID = {
    "kind": ResponseKind.PARTLY_ACCEPTED,
    "reason": "Les MRC s'engagent.",
    "plain_words": "C'est oui, en partie.",
}


def answered(by=None) -> TableResponse:
    return transmissions.respond(by=by or cast.secretary(), transmission=sendings.sent(), now=NOW, **SAID)


def said(made: TableResponse, *choices: str) -> None:
    for number, choice in enumerate(choices):
        echoes.say(by=cast.citizen(f"Voix {number}"), response=made, choice=choice, now=NOW)


def told(made: TableResponse):
    counts = queries.told_of([made.pk])[made.pk].counts
    return counts and {str(choice): shown.value for choice, shown in counts.items()}


def test_a_citizen_says_it_once_changes_it_and_takes_it_back():
    made, lise = answered(), cast.citizen("Lise")

    echoes.say(by=lise, response=made, choice="pas", now=NOW)
    echoes.say(by=lise, response=made, choice="repond", now=NOW)
    kept = (Echo.objects.get().choice, EchoGiven.objects.count(), queries.said_by(lise, [made.pk]))
    echoes.take_back(by=lise, response=made, now=NOW)
    with pytest.raises(Missing):
        echoes.take_back(by=lise, response=made, now=NOW)
    left = Echo.objects.count(), EchoGiven.objects.count()
    echoes.say(by=lise, response=made, choice="en_partie", now=NOW)

    assert kept == ("repond", 1, {made.pk: "repond"})
    assert left == (0, 0)
    assert Echo.objects.get().choice == "en_partie"


@pytest.mark.parametrize(
    "who", [cast.facilitator, cast.secretary, cast.support, cast.signatory, cast.superuser, cast.newcomer]
)
def test_nobody_else_says_it_through_any_door(who):
    made = answered()
    by = made.by if who is cast.secretary else who()

    with pytest.raises(Refused) as refused:
        echoes.say(by=by, response=made, choice="pas", now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(
            "INSERT INTO participation_echogiven (response_id, person_id, given_on) VALUES (%s, %s, %s)",
            made.pk,
            by.pk,
            NOW.date(),
        )

    assert (refused.value.code, EchoGiven.objects.count()) == ("citizens_only", 0)


def run(words: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words, list(values))


def test_the_database_holds_one_for_each_citizen_who_spoke():
    made, other = answered(), cast.citizen("Jo")
    said(made, "pas")
    given = EchoGiven.objects.get()
    tries = (
        ("INSERT INTO participation_echo (mark, response_id, choice) VALUES ('x', %s, 'pas')", made.pk),
        (
            "INSERT INTO participation_echogiven (response_id, person_id, given_on) VALUES (%s, %s, %s)",
            *(made.pk, given.person_id, NOW.date()),
        ),
        ("UPDATE participation_echogiven SET person_id = %s", other.pk),
        ("UPDATE participation_echo SET mark = 'x'",),
        ("UPDATE participation_echo SET choice = 'approuvee'",),
        ("DELETE FROM participation_echogiven",),
    )

    for one in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            run(*one)

    assert (Echo.objects.get().choice, EchoGiven.objects.get().person_id) == ("pas", given.person_id)


def test_who_and_what_stay_apart_the_audit_included():
    made, lise = answered(), cast.citizen("Lise")

    echoes.say(by=lise, response=made, choice="pas", now=NOW)

    row = Echo.objects.get()
    assert {field.name for field in Echo._meta.fields} == {"mark", "response", "choice"}
    assert {field.name for field in EchoGiven._meta.fields} == {"id", "response", "person", "given_on"}
    assert str(lise.pk) not in (row.mark, row.choice)
    event = AuditEvent.objects.get(kind="echo.said")
    assert (event.actor_id, event.facts) == (None, {})


def test_another_key_shows_nothing_and_changes_nothing(settings):
    made, lise = answered(), cast.citizen("Lise")
    echoes.say(by=lise, response=made, choice="pas", now=NOW)
    former = settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key" * 5, []
    unseen = queries.said_by(lise, [made.pk])
    with pytest.raises(IllegalTransition) as sealed:
        echoes.say(by=lise, response=made, choice="repond", now=NOW)
    settings.SECRET_KEY_FALLBACKS = [former]
    echoes.say(by=lise, response=made, choice="en_partie", now=NOW)

    assert (unseen, sealed.value.code, Echo.objects.get().choice) == ({}, "echo_sealed", "en_partie")


def test_a_corrected_answer_and_a_receipt_are_not_spoken_of():
    table, lise = cast.secretary(), cast.citizen("Lise")
    made = answered(table)
    received = made.transmission.responses.get(kind=ResponseKind.ACKNOWLEDGED)
    draft = answers.begin(
        by=table,
        transmission=made.transmission,
        words=answers.Words("retenue", "Les MRC s'engagent.", "C'est oui."),
        corrects=made,
        correction_reason="Une date manquait.",
        now=NOW,
    )
    answers.adopt(by=table, draft=draft, resolution="2026-14", adopted_on=NOW.date(), now=NOW)
    last = answers.publish(by=table, draft=draft, now=NOW)
    codes = []

    for one in (made, received):
        with pytest.raises(IllegalTransition) as refused:
            echoes.say(by=lise, response=one, choice="pas", now=NOW)
        codes.append(refused.value.code)
    with pytest.raises(BadInput):
        echoes.say(by=lise, response=last, choice="approuvee", now=NOW)
    echoes.say(by=lise, response=last, choice="pas", now=NOW)

    assert codes == ["answer_corrected", "not_an_answer_yet"]
    assert Echo.objects.get().response == last


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        ((), None),
        (("pas",) * 4, None),
        (("pas",) * 5, {"repond": 0, "en_partie": 0, "pas": 5}),
        (("pas",) * 4 + ("repond",), {"repond": None, "en_partie": 0, "pas": None}),
        (("pas",) * 4 + ("repond",) * 6, {"repond": 6, "en_partie": 0, "pas": None}),
    ],
)
def test_all_the_counts_are_told_or_none(choices, shown):
    made = answered()

    said(made, *choices)

    assert told(made) == shown


def test_no_hidden_count_can_be_worked_out_from_what_is_told_or_opened():
    """For every result up to twelve voices each: whatever is told the same keeps two answers at least."""
    groups: dict = {}
    for counts in product(range(13), repeat=3):
        found = rules.told(dict(zip(EchoChoice, counts, strict=True)))
        same = (
            found.counts and tuple(one.value for one in found.counts.values()),
            found.is_silent,
            found.finds_it_wanting,
            found.mostly,
        )
        groups.setdefault(same, []).append(counts)

    worked_out = [
        (same, place)
        for same, results in groups.items()
        for place in range(3)
        if 0 < results[0][place] < rules.FLOOR and len({one[place] for one in results}) == 1
    ]
    assert worked_out == []


@pytest.mark.parametrize(
    ("counts", "wanting", "mostly"),
    [
        ({"pas": 4}, False, None),
        ({"pas": 5}, True, EchoChoice.NOT),
        ({"repond": 6, "pas": 5}, False, EchoChoice.ANSWERS),
        ({"repond": 6, "pas": 6}, True, None),
        ({"repond": 7, "pas": 3, "en_partie": 4}, False, EchoChoice.ANSWERS),
        ({"repond": 3, "pas": 3}, True, None),
        ({"repond": 5}, False, EchoChoice.ANSWERS),
    ],
)
def test_what_is_told_says_alone_whether_the_answer_is_found_wanting(counts, wanting, mostly):
    found = rules.told(counts)

    assert (found.finds_it_wanting, found.mostly) == (wanting, mostly)
