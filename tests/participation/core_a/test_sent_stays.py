"""What was sent to the Table stays as it was; the Table's answer is of the right kind; the database says so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from participation.enums import Expectation, TransmissionKind
from participation.models import TableResponse, Transmission
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.database

CHANGES = {
    "title": "Autre titre",
    "body": "Autres mots",
    "kind": "avis",
    "expects": "information",
    "number": 99,
    "sent_at": NOW + timedelta(days=1),
    "due_on": NOW.date(),
    "reread_at": NOW + timedelta(days=1),
}


def sending(**changed) -> Transmission:
    author = cast.facilitator()
    row = {
        "kind": TransmissionKind.ENJEU,
        "title": "Sans auto",
        "body": "On est coincés chez nous.",
        "expects": Expectation.REASONED_ANSWER,
        "issue": builders.issue(),
        "prepared_by": author,
        "prepared_at": NOW,
        "reread_by": cast.citizen("Relectrice"),
    } | changed
    return Transmission.objects.create(**row)


def sent() -> Transmission:
    return sending(state="envoyee", sent_at=NOW, number=1, due_on=NOW.date() + timedelta(days=40))


@pytest.mark.parametrize("column", sorted(CHANGES))
def test_what_was_sent_does_not_change(db, column):
    rows = Transmission.objects.filter(pk=sent().pk)

    with pytest.raises(IntegrityError, match="transmission_sent"), transaction.atomic():
        rows.update(**{column: CHANGES[column]})
    rows.update(state="recue")

    assert rows.get().state == "recue"


def test_what_was_sent_is_never_deleted_but_a_preparation_may_be(db):
    out, prepared = sent(), sending(issue=builders.issue())

    with pytest.raises(IntegrityError, match="transmission_kept"), transaction.atomic():
        Transmission.objects.filter(pk=out.pk)._raw_delete("default")
    Transmission.objects.filter(pk=prepared.pk)._raw_delete("default")

    assert list(Transmission.objects.values_list("pk", flat=True)) == [out.pk]


def test_an_answer_says_truly_whether_it_is_about_a_decision(db):
    out = sent()
    row = {"transmission": out, "reason": "Parce que.", "by": cast.secretary(), "responded_at": NOW}

    with pytest.raises(IntegrityError, match="response_kind"), transaction.atomic():
        TableResponse.objects.create(**row, is_on_decision=True, kind="levier_propose")
    answer = TableResponse.objects.create(**row, is_on_decision=False, kind="retenue")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        TableResponse.objects.filter(pk=answer.pk).update(kind="non_retenue")


@pytest.mark.parametrize("kind", ["retenue", "retenue_en_partie", "non_retenue", "reportee"])
def test_the_table_neither_approves_nor_refuses_a_decision_of_the_espace(db, kind):
    decision = sending(
        kind=TransmissionKind.DECISION,
        issue=None,
        initiative=builders.initiative(),
        state="envoyee",
        sent_at=NOW,
        number=2,
    )
    row = {"transmission": decision, "reason": "Non.", "by": cast.secretary(), "responded_at": NOW}

    for is_on_decision in (True, False):
        with pytest.raises(IntegrityError), transaction.atomic():
            TableResponse.objects.create(**row, is_on_decision=is_on_decision, kind=kind)
    TableResponse.objects.create(**row, is_on_decision=True, kind="arrimage_propose")

    assert decision.responses.count() == 1
