"""Raw SQL: what citizens wrote before a vote stays as it was announced, on both databases."""

import pytest
from django.db import IntegrityError, connection, transaction

from participation.domain import objections, reasons, step_backs
from participation.models import Objection, Reason, StepBack
from tests import cast
from tests.participation.core_b import scenes
from voting.models import BallotNote

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def sql(statement: str, *values) -> bool:
    """Whether the database took it; undone either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def announced(people):
    initiative = scenes.eligible(people)
    objections.object_to(by=people[5], subject=initiative, text="Trop loin.", now=scenes.on(21))
    reasons.write(
        by=people[5], subject=initiative, side="pour", slot=1, text="Pour tous.", seen=0, now=scenes.on(21)
    )
    step_backs.step_back(by=people[6], initiative=initiative, reason="Mon emploi.", now=scenes.on(21))
    before = {
        "answer": sql("UPDATE participation_objection SET state = 'levee'"),
        "words": sql("UPDATE participation_objection SET text = 'Autre'"),
        "erase": sql("DELETE FROM participation_objection"),
    }
    return initiative, scenes.announced(initiative, None), before


def test_an_objection_keeps_its_words_always_and_its_state_once_carried():
    _initiative, _decision, before = announced(scenes.espace())

    assert before == {"answer": True, "words": False, "erase": False}
    assert not sql("UPDATE participation_objection SET state = 'levee'")
    assert not sql("UPDATE participation_objection SET answer = 'Autre', answered_at = made_at")
    assert Objection.objects.get().state == "portee"


def test_nobody_adds_an_objection_or_a_reason_once_announced():
    people = scenes.espace()
    announced(people)
    objection, reason = Objection.objects.get(), Reason.objects.get()
    for row, changed in ((objection, {"author": people[7]}), (reason, {"number": 2})):
        row.pk, row.state = None, "ouverte"
        for name, value in changed.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)

    assert (Objection.objects.count(), Reason.objects.count()) == (1, 1)


def test_staff_writes_neither_objection_nor_reason_through_any_door():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    now, staff = scenes.on(21), cast.facilitator()

    for model, fields in (
        (Objection, {"version": initiative.current, "text": "Non.", "author": staff, "made_at": now}),
        (Reason, {"side": "pour", "slot": 1, "number": 1, "text": "Oui.", "by": staff, "at": now}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(initiative=initiative, **fields)


def test_the_ballot_page_is_frozen_from_the_announcement():
    people = scenes.espace()
    _initiative, decision, _before = announced(people)

    assert not sql("UPDATE voting_ballotnote SET text = 'Autre'")
    assert not sql("DELETE FROM voting_ballotnote")
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotNote.objects.create(vote=decision.vote, kind="objection", position=9, text="Ajoutée.")
    assert decision.vote.notes.count() == 7


def test_reasons_and_step_backs_only_grow():
    announced(scenes.espace())

    assert not sql("UPDATE participation_reason SET text = 'Autre'")
    assert not sql("DELETE FROM participation_reason")
    assert not sql("UPDATE participation_stepback SET reason = 'Autre'")
    assert not sql("DELETE FROM participation_stepback")
    assert StepBack.objects.count() == 1


def test_a_request_is_answered_once():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    made = step_backs.ask(
        by=people[5], initiative=initiative, person=people[0], reason="Sa sœur.", now=scenes.on(21)
    )

    assert not sql("UPDATE participation_stepbackrequest SET reason = 'Autre'")
    step_backs.answer(by=people[0], request=made, steps_back=False, reason="Non.", now=scenes.on(22))
    assert not sql("UPDATE participation_stepbackrequest SET answer = 'oui'")
