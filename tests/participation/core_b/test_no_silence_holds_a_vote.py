"""A signatory who says nothing: a public reminder, then a vote « sous réserve », and an agreement that still waits."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from participation.domain import agreements, decisions, due, initiatives, reviews
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, NoticeKind, ReviewResult
from participation.models import Notice, ReviewReminder
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

# Asked on day 15; 21 days to answer; the reminder on day 37; fourteen days of silence: a vote from day 51.
REMINDED = scenes.on(37)


def answer(initiative, result, *, now, by=None, reason="", rule=""):
    return reviews.review(
        by=by or cast.signatory(),
        initiative=initiative,
        result=result,
        plain_reason=reason,
        rule_cited=rule,
        now=now,
    )


def page(client, initiative, now) -> str:
    with clock.frozen(now):
        response = client.get(reverse("participation:initiative", args=[initiative.pk]))
    return response.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")


def test_the_calendar_reminds_once_the_day_after_the_date_and_never_before():
    initiative = scenes.in_review(scenes.espace())

    due.run_due(now=scenes.on(36, 23))
    before = ReviewReminder.objects.count()
    due.run_due(now=REMINDED)
    due.run_due(now=scenes.on(38))

    [reminder] = ReviewReminder.objects.all()
    assert before == 0
    assert (reminder.initiative, reminder.reminded_at) == (initiative, REMINDED)
    assert AuditEvent.objects.filter(kind="initiative.signatory_reminded").count() == 1


def test_the_silence_counts_from_the_reminder_even_a_late_one():
    initiative = scenes.in_review(scenes.espace())
    reviews.remind_due(now=scenes.on(45))
    window = {"opens_at": scenes.on(70), "closes_at": scenes.on(80, 20)}

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, None, now=scenes.on(58, 23), **window)
    decision = scenes.announced(initiative, None, now=scenes.on(59), **window)

    assert refusal.value.code == "signatory_still_has_time"
    assert decision.vote.is_conditional is True


def test_without_a_public_reminder_nobody_votes_without_the_answer():
    initiative = scenes.in_review(scenes.espace())

    with pytest.raises(Refused) as refusal:
        scenes.announced(
            initiative, None, now=scenes.on(90), opens_at=scenes.on(94), closes_at=scenes.on(104, 20)
        )

    assert refusal.value.code == "signatory_still_has_time"


def test_what_is_sent_again_after_an_adjustment_has_its_own_time():
    people = scenes.espace()
    initiative = scenes.in_review(people)
    reviews.remind_due(now=REMINDED)
    answer(initiative, ReviewResult.TO_ADJUST, now=scenes.on(40), reason="Il manque le coût du repas.")
    initiatives.revise(
        by=people[0],
        initiative=initiative,
        sheet=scenes.sheet(people_planned=170),
        reason="Le repas.",
        now=scenes.on(41),
    )
    initiatives.send_to_review(by=people[0], initiative=initiative, now=scenes.on(42))

    clock_now = decision_queries.review_clock(
        initiative, today=scenes.on(60).date(), book=rule_queries.rule_book(scenes.on(60))
    )
    reviews.remind_due(now=scenes.on(64))

    assert (clock_now.due_on, clock_now.is_late, clock_now.is_reminded) == (
        scenes.on(63).date(),
        False,
        False,
    )
    assert ReviewReminder.objects.count() == 2


def test_an_answer_in_time_is_never_reminded():
    initiative = scenes.in_review(scenes.espace())
    answer(initiative, ReviewResult.ELIGIBLE, now=scenes.on(36))

    assert reviews.remind_due(now=scenes.on(60)) == []


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE participation_reviewreminder SET reminded_at = requested_at",
        "DELETE FROM participation_reviewreminder",
    ],
)
def test_the_database_keeps_the_reminder(act):
    scenes.in_review(scenes.espace())
    reviews.remind_due(now=REMINDED)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)

    assert ReviewReminder.objects.count() == 1


def test_the_reminder_is_public_dated_and_in_one_sentence(client):
    initiative = scenes.in_review(scenes.espace())
    on_time = page(client, initiative, scenes.on(30))
    reviews.remind_due(now=REMINDED)

    late, silent = page(client, initiative, scenes.on(40)), page(client, initiative, scenes.on(52))
    with clock.frozen(scenes.on(40)):
        board = client.get(reverse("participation:board")).content.decode()

    assert "rappelé en public" not in on_time
    assert "Le signataire est en retard, rappelé en public le 8 octobre 2026." in late
    assert "Dès le 22 octobre 2026, l'Espace peut voter." in late
    assert (
        "Le signataire n'a pas répondu, rappelé en public le 8 octobre 2026. L'Espace peut voter." in silent
    )
    assert "rappelé en public le 8" in board


def test_from_silence_to_a_vote_on_condition_whose_agreement_waits_for_the_answer(client):
    people, signatory = scenes.espace(), cast.signatory()
    initiative = scenes.in_review(people)
    due.run_due(now=REMINDED)

    [decision] = due.run_due(now=scenes.on(81)).announced
    due.run_due(now=decision.vote.opens_at)
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    due.run_due(now=decision.vote.closes_at + timedelta(minutes=1))
    initiative.refresh_from_db()
    told = page(client, initiative, decision.vote.closes_at + timedelta(hours=1))

    with pytest.raises(Refused) as refusal:
        agreements.sign(by=signatory, initiative=initiative, now=decision.vote.closes_at + timedelta(days=1))
    assert (decision.vote.is_conditional, initiative.state) == (True, InitiativeState.APPROVED)
    assert refusal.value.code == "not_reviewed"
    assert "L'entente attend encore la vérification des règles du fonds." in told
    words = (
        Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).values_list("words", flat=True).distinct().get()
    )
    assert words.endswith("L'entente attend encore la vérification des règles du fonds.")

    answer(initiative, ReviewResult.ELIGIBLE, now=decision.vote.closes_at + timedelta(days=2), by=signatory)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.APPROVED
    told = page(client, initiative, decision.vote.closes_at + timedelta(days=2))
    assert "attend encore la vérification" not in told


def test_a_maintained_project_is_not_voted_while_an_agreement_is_missing_even_after_silence():
    facilitator = cast.facilitator()
    initiative = scenes.in_review(scenes.espace(), is_new=False, renews="Le coffre de 2025")
    reviews.remind_due(now=REMINDED)
    scenes.agree(initiative, facilitator, *scenes.ALL_GROUPS[:2])
    window = {"now": scenes.on(51), "opens_at": scenes.on(60), "closes_at": scenes.on(70, 20)}

    with pytest.raises(Refused) as refusal:
        scenes.announced(initiative, None, **window)
    none = decisions.put_ready_to_vote(now=scenes.on(95))
    scenes.agree(initiative, facilitator, scenes.ALL_GROUPS[2])
    decision = scenes.announced(initiative, None, **window)

    assert (refusal.value.code, none) == ("renewal_agreement_missing", [])
    assert decision.vote.is_conditional is True


def test_the_reminder_takes_the_place_of_the_request_and_a_withdrawal_of_both():
    people, signatory = scenes.espace(), cast.signatory()
    initiative = scenes.in_review(people)

    def waiting() -> list[str]:
        mine = Notice.objects.filter(person=signatory, kind=NoticeKind.FOR_THE_SIGNATORY, outcome="")
        return [one.state for one in mine]

    asked = waiting()
    reviews.remind_due(now=scenes.on(45))
    reminded = waiting()
    window = {"opens_at": scenes.on(70), "closes_at": scenes.on(80, 20)}
    scenes.announced(initiative, None, now=scenes.on(59), **window)
    announced = waiting()
    initiative.refresh_from_db()
    initiatives.withdraw(by=people[0], initiative=initiative, now=scenes.on(60))

    assert (asked, reminded, announced, waiting()) == (["demandee"], ["retard"], ["retard"], [])
