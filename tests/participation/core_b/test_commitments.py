"""What the Table committed to: dated, changed with a reason, kept, seen by citizens; what it asks back."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import commitments, table_questions, transmissions
from participation.domain.queries import commitments as queries
from participation.enums import NoticeKind, ResponseKind
from participation.models import Commitment, Notice, Sighting, TableQuestion
from participation.rules.commitments import Promised
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = scenes.on(60)
TODAY = NOW.date()
TO_COME = TODAY + timedelta(days=30)


def answered(*promised: Promised, **changed):
    words = {
        "by": cast.secretary(),
        "transmission": sendings.sent(),
        "kind": ResponseKind.ACCEPTED,
        "reason": "Les MRC s'engagent.",
        "plain_words": "C'est oui. Les MRC le font.",
        "now": NOW,
    }
    return transmissions.respond(**words | changed, commitments=promised)


def promised() -> Commitment:
    made = answered(Promised("Ouvrir un guichet.", "Les MRC", TO_COME))
    return made.commitments.get()


def answered_by(commitment):
    return commitment.response.by


def at(day: date):
    return queries.every(today=day, viewer=None)[0].standing


def test_an_answer_may_hold_several_commitments():
    made = answered(Promised("Ouvrir un guichet.", "Les MRC", TO_COME), Promised("Écrire.", "TROC", TODAY))

    assert list(made.commitments.nearest_first().values_list("what", "owner", "due_on")) == [
        ("Écrire.", "TROC", TODAY),
        ("Ouvrir un guichet.", "Les MRC", TO_COME),
    ]


def test_a_date_alone_is_a_commitment_said_by_the_plain_words():
    made = answered(commitment_on=TO_COME, commitment_owner="Les MRC")

    assert list(made.commitments.values_list("what", "owner", "due_on")) == [
        ("C'est oui.", "Les MRC", TO_COME)
    ]


@pytest.mark.parametrize(
    ("code", "one"),
    [
        ("what_missing", Promised(" ", "Les MRC", TO_COME)),
        ("commitment_owner_missing", Promised("Écrire.", " ", TO_COME)),
        ("date_past", Promised("Écrire.", "Les MRC", TODAY - timedelta(days=1))),
        ("public_what", Promised("Appeler au 418 555-0199.", "Les MRC", TO_COME)),
        ("public_commitment_owner", Promised("Écrire.", "Raymonde Thibodeau", TO_COME)),
    ],
)
def test_a_commitment_needs_what_who_and_when_and_names_nobody(code, one):
    with pytest.raises(BadInput) as refused:
        answered(one)

    assert (refused.value.code, Commitment.objects.count()) == (code, 0)


def test_five_commitments_at_most():
    with pytest.raises(BadInput) as refused:
        answered(*[Promised("Écrire.", "Les MRC", TO_COME)] * 6)

    assert refused.value.code == "too_many"


def test_it_is_to_come_then_late_then_changed_then_kept():
    made = promised()
    late = TO_COME + timedelta(days=3)
    new = TO_COME + timedelta(days=60)

    before, over = at(TO_COME).status, at(late)
    commitments.change_date(
        by=answered_by(made), commitment=made, due_on=new, reason="La salle est en travaux.", now=NOW
    )
    changed = at(late)
    commitments.keep(by=answered_by(made), commitment=made, now=NOW, words="Il est ouvert à Rimouski.")
    kept = at(new + timedelta(days=300))

    assert (before, over.status, over.days_over) == ("to_come", "late", 3)
    assert (changed.status, changed.due_on, made.due_on) == ("changed", new, TO_COME)
    assert (kept.status, kept.kept_on) == ("kept", TODAY)


def test_what_is_kept_changes_no_more():
    made = promised()
    commitments.keep(by=answered_by(made), commitment=made, now=NOW)

    with pytest.raises(IllegalTransition) as twice:
        commitments.keep(by=answered_by(made), commitment=made, now=NOW)
    with pytest.raises(IllegalTransition) as later:
        commitments.change_date(
            by=answered_by(made), commitment=made, due_on=TO_COME, reason="Plus tard.", now=NOW
        )

    assert (twice.value.code, later.value.code) == ("already_kept", "already_kept")


NOT_THE_SECRETARY = [
    cast.citizen,
    cast.facilitator,
    cast.table_member,
    cast.signatory,
    cast.mrc_resource,
    cast.crd_agent,
    cast.admin,
]


@pytest.mark.parametrize("who", NOT_THE_SECRETARY)
def test_only_the_secretary_speaks_of_a_commitment(who):
    made, by, codes = promised(), who(), set()
    acts = (
        lambda: commitments.keep(by=by, commitment=made, now=NOW),
        lambda: commitments.change_date(by=by, commitment=made, due_on=TO_COME, reason="Non.", now=NOW),
        lambda: table_questions.ask(
            by=by, transmission=made.response.transmission, words="Pourquoi?", now=NOW
        ),
    )

    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        codes.add(refused.value.code)

    assert codes == {"secretary_only"}


def test_a_citizen_says_once_that_they_saw_it_and_takes_it_back():
    made, lise = promised(), cast.citizen("Lise")

    commitments.saw(by=lise, commitment=made, now=NOW)
    commitments.saw(by=lise, commitment=made, now=NOW)
    mine = queries.one(made.pk, today=TODAY, viewer=lise)
    commitments.take_back_sighting(by=lise, commitment=made, now=NOW)
    with pytest.raises(Missing):
        commitments.take_back_sighting(by=lise, commitment=made, now=NOW)

    assert (mine.seen, mine.is_mine, Sighting.objects.count()) == (1, True, 0)


@pytest.mark.parametrize(
    "who", [cast.facilitator, cast.secretary, cast.support, cast.signatory, cast.superuser, cast.newcomer]
)
def test_nobody_else_says_it_through_any_door(who):
    made = promised()
    by = answered_by(made) if who is cast.secretary else who()

    with pytest.raises(Refused) as refused:
        commitments.saw(by=by, commitment=made, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participation_sighting (commitment_id, person_id, given_on) VALUES (%s, %s, %s)",
            [made.pk, by.pk, TODAY],
        )

    assert refused.value.code == "citizens_only"


def test_what_was_promised_is_never_rewritten_nor_deleted():
    made = promised()
    commitments.change_date(by=answered_by(made), commitment=made, due_on=TO_COME, reason="Oui.", now=NOW)
    refused = 0

    for table in ("participation_commitment", "participation_commitmentstep"):
        for act in (f"UPDATE {table} SET due_on = '2030-01-01'", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(act)
            refused += 1

    assert refused == 4


def test_those_who_wait_for_it_are_told():
    concern = sendings.published_concern()
    made = answered(
        Promised("Vérifier les formulaires.", "Les MRC", TO_COME), transmission=sendings.sent(concern=concern)
    ).commitments.get()

    commitments.keep(by=answered_by(made), commitment=made, now=NOW, words="C'est fait à Matane.")

    told = Notice.objects.filter(kind=NoticeKind.COMMITMENT, person=concern.author)
    assert list(told.values_list("state", "words")) == [("tenu", "C'est fait à Matane.")]


def test_the_table_asks_back_and_facilitation_answers_once():
    made = promised()
    asked = table_questions.ask(
        by=answered_by(made),
        transmission=made.response.transmission,
        commitment=made,
        words="Combien de MRC?",
        now=NOW,
    )
    elodie = cast.facilitator()

    table_questions.answer(by=elodie, question=asked, words="Cinq MRC sur huit.", now=NOW)
    with pytest.raises(IllegalTransition):
        table_questions.answer(by=elodie, question=asked, words="Six.", now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        TableQuestion.objects.update(words="Autre chose")

    assert asked.answer == "Cinq MRC sur huit."
    assert Notice.objects.get(kind=NoticeKind.TABLE, state="question").person == answered_by(made)


@pytest.mark.parametrize("who", [cast.citizen, cast.support, cast.table_member, cast.crd_agent, cast.admin])
def test_only_facilitation_answers_for_the_espace(who):
    made = promised()
    asked = table_questions.ask(
        by=answered_by(made), transmission=made.response.transmission, words="Combien?", now=NOW
    )

    with pytest.raises(Refused) as refused:
        table_questions.answer(by=who(), question=asked, words="Cinq.", now=NOW)

    assert refused.value.code == "facilitators_only"


def test_the_espaces_answer_names_nobody():
    cast.citizen("Étoile du nord")
    made = promised()
    asked = table_questions.ask(
        by=answered_by(made), transmission=made.response.transmission, words="Qui?", now=NOW
    )

    with pytest.raises(BadInput):
        table_questions.answer(by=cast.facilitator(), question=asked, words="Étoile du nord.", now=NOW)

    assert TableQuestion.objects.get().answer == ""
