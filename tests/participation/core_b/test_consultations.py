"""What the Table asks the Espace: an issue at once, declined in public or accepted by the calendar, answered by a sending."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.domain.queries import people
from common.exceptions import BadInput, IllegalTransition, Refused
from common.models import AuditEvent
from deliberation.enums import Audience
from participation.domain import consultations, due, issues, transmissions
from participation.domain.queries import consultations as queries
from participation.domain.queries import in_motion, lateness
from participation.domain.queries.waiting import waiting_for
from participation.enums import ConsultationKind, IssueState, NoticeKind, TransmissionKind
from participation.models import Consultation, Issue, Notice, StageChange
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = scenes.on(10)
WISHED = scenes.on(60).date()
OTHERS = [
    cast.citizen,
    cast.facilitator,
    cast.table_member,
    cast.signatory,
    cast.mrc_resource,
    cast.crd_agent,
    cast.support,
    cast.carrier,
    cast.admin,
]


def ask(by=None, **changed) -> Consultation:
    words = {
        "kind": ConsultationKind.PRIORITIES,
        "title": "Nos priorités pour la région",
        "words": "Qu'est-ce qui devrait passer en premier?",
        "wished_on": WISHED,
        "now": NOW,
    }
    cast.territories()
    return consultations.ask(by=by or cast.secretary(), **words | changed)


def answer(asked: Consultation, kind: str = TransmissionKind.AVIS, day: int = 50, **changed):
    made = sendings.prepared(kind, issue=asked.issue, **changed)
    transmissions.reread(by=cast.citizen("Carmen"), transmission=made, now=scenes.on(46))
    return transmissions.send(by=cast.facilitator("Tommy"), transmission=made, now=scenes.on(day))


def standing(asked: Consultation, day: int):
    return next(
        one.standing for one in queries.every(scenes.on(day).date()) if one.consultation.pk == asked.pk
    )


def test_the_question_is_a_shared_issue_of_the_whole_region_with_a_thread_of_the_members():
    asked = ask()
    issue = Issue.objects.get()

    assert (issue.state, issue.title, asked.issue) == (
        IssueState.SHARED,
        "Nos priorités pour la région",
        issue,
    )
    assert issue.territories.count() == 8
    assert (issue.thread.audience, issue.thread.opened_by) == (Audience.MEMBERS, None)
    assert asked.decline_by == (NOW + timedelta(days=7)).date()


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_secretary_asks(who):
    with pytest.raises(Refused) as refused:
        ask(by=who())

    assert (refused.value.code, Issue.objects.count()) == ("secretary_only", 0)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("kind", {"kind": "approbation"}),
        ("title_missing", {"title": "  "}),
        ("title_too_long", {"title": "m" * 161}),
        ("words_missing", {"words": " "}),
        ("public_words", {"words": "Appelez au 418 555-0199."}),
        ("public_title", {"title": "Que pense Raymonde Thibodeau?"}),
        ("date_too_soon", {"wished_on": scenes.on(23).date()}),
        ("date_too_soon", {"wished_on": date(2020, 1, 1)}),
    ],
)
def test_it_says_what_by_when_and_names_nobody(code, changed):
    with pytest.raises(BadInput) as refused:
        ask(**changed)

    assert (refused.value.code, Consultation.objects.count()) == (code, 0)


def test_the_espace_has_at_least_the_days_it_deliberates():
    assert ask(wished_on=scenes.on(24).date()).wished_on == scenes.on(24).date()


def test_facilitation_says_no_with_a_public_reason_and_the_table_is_told():
    asked, animation = ask(), cast.facilitator()
    consultations.decline(
        by=animation, consultation=asked, reason="La même question est déjà posée.", now=scenes.on(15)
    )
    asked.issue.refresh_from_db()
    told = Notice.objects.get(kind=NoticeKind.TABLE)

    assert (asked.state, asked.declined_by) == ("declinee", animation)
    assert asked.issue.state == IssueState.CLOSED
    assert (
        StageChange.objects.filter(issue=asked.issue).latest("pk").note == "La même question est déjà posée."
    )
    assert (told.person, told.state, told.words) == (
        asked.asked_by,
        "demande_declinee",
        "La même question est déjà posée.",
    )
    assert standing(asked, 90).status == "declined"


@pytest.mark.parametrize("who", [cast.citizen, cast.secretary, cast.crd_agent, cast.support, cast.admin])
def test_nobody_else_says_no(who):
    asked = ask()
    with pytest.raises(Refused) as refused:
        consultations.decline(by=who(), consultation=asked, reason="Non.", now=scenes.on(11))

    assert refused.value.code == "facilitation_only"


@pytest.mark.parametrize(
    ("code", "reason"), [("reason_missing", " "), ("shows_a_phone", "Appelez au 418 555-0199.")]
)
def test_no_refusal_without_a_public_reason(code, reason):
    asked = ask()
    with pytest.raises(BadInput) as refused:
        consultations.decline(by=cast.facilitator(), consultation=asked, reason=reason, now=scenes.on(11))
    asked.refresh_from_db()

    assert (refused.value.code, asked.state) == (code, "posee")


def test_past_its_time_the_calendar_accepts_it_and_nobody_says_no_any_more():
    asked = ask()
    due.run_due(now=scenes.on(17))
    asked.refresh_from_db()
    before = asked.state
    due.run_due(now=scenes.on(18))
    due.run_due(now=scenes.on(19))
    asked.refresh_from_db()

    assert (before, asked.state, asked.accepted_at) == ("posee", "acceptee", scenes.on(18))
    assert AuditEvent.objects.filter(kind="consultation.accepted", actor_id=None).count() == 1
    with pytest.raises(IllegalTransition) as refused:
        consultations.decline(by=cast.facilitator(), consultation=asked, reason="Non.", now=scenes.on(19))
    assert refused.value.code == "accepted_by_the_calendar"


def test_a_late_clock_does_not_give_more_time_to_say_no():
    with pytest.raises(IllegalTransition) as refused:
        consultations.decline(by=cast.facilitator(), consultation=ask(), reason="Non.", now=scenes.on(18))

    assert refused.value.code == "accepted_by_the_calendar"


def test_facilitation_cannot_end_the_issue_in_silence():
    asked = ask()
    with pytest.raises(IllegalTransition) as refused:
        issues.close(by=cast.facilitator(), issue=asked.issue, word="C'est fini.", now=scenes.on(12))
    asked.issue.refresh_from_db()

    assert (refused.value.code, asked.issue.state) == ("asked_by_the_table", IssueState.SHARED)


def test_an_opinion_of_the_espace_answers_it_and_is_linked_on_both_sides():
    asked = ask()
    sent = answer(asked)
    asked.refresh_from_db()
    told = Notice.objects.get(kind=NoticeKind.TABLE)

    assert (asked.state, asked.answer, sent.answers_to) == ("repondue", sent, asked)
    assert queries.answered_by(sent.pk) == asked
    assert (told.person, told.state) == (asked.asked_by, "demande_repondue")
    assert standing(asked, 70).status == "answered"
    assert "late" not in str(standing(asked, 70).sentence)
    assert "retard" not in str(standing(asked, 70).sentence)


def test_a_late_answer_stays_known_as_late():
    asked = ask(wished_on=scenes.on(30).date())
    answer(asked, day=50)

    assert standing(asked, 70).days_over == 20


def test_an_issue_sent_as_such_answers_nothing():
    asked = ask()
    answer(asked, TransmissionKind.ENJEU)
    asked.refresh_from_db()

    assert (asked.state, asked.answer) == ("posee", None)


def test_the_answer_is_reread_and_names_nobody_like_whatever_leaves():
    asked = ask()
    with pytest.raises(BadInput):
        sendings.prepared(issue=asked.issue, body="Ginette veut un autobus.", by=named_ginette())
    made = sendings.prepared(issue=asked.issue)
    with pytest.raises(Refused) as refused:
        transmissions.send(by=cast.facilitator("Tommy"), transmission=made, now=scenes.on(50))

    assert refused.value.code == "not_reread"


def named_ginette():
    cast.citizen("Ginette")
    return cast.facilitator()


def test_the_espace_is_late_in_public_like_the_table():
    asked = ask()
    before, after = (list(lateness.of_what_the_table_asked(scenes.on(day))) for day in (60, 61))

    assert before == []
    assert [(late.who, late.since, late.url) for late in after] == [
        (lateness.ESPACE, WISHED, f"/enjeux/{asked.issue_id}/")
    ]
    assert after[0] in lateness.everything(scenes.on(61))


def test_it_is_on_the_board_with_its_date_and_on_the_home_of_citizens():
    asked, lise = ask(), cast.citizen("Lise")
    rows = [
        (row.kind, row.step.on, row.step.is_late)
        for row in in_motion.everything(None, capacity_of(None), now=scenes.on(61))
        if row.path == f"/enjeux/{asked.issue_id}/"
    ]
    waiting = [one for one in waiting_for(lise, capacity_of(lise), scenes.on(20)) if one.kind == "asked"]

    assert rows == [("La Table nous demande", WISHED, True)]
    assert [(one.title, one.on) for one in waiting] == [("Nos priorités pour la région", WISHED)]


def capacity_of(person):
    return people.capacity(person, on=scenes.on(20).date())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE participation_consultation SET words = 'Autre chose'",
        "UPDATE participation_consultation SET wished_on = '2030-01-01'",
        "UPDATE participation_consultation SET state = 'declinee'",
        "UPDATE participation_consultation SET state = 'repondue'",
        "DELETE FROM participation_consultation",
        "UPDATE participation_issue SET state = 'close'",
    ],
)
def test_the_database_lets_nobody_drop_or_change_it(sql):
    asked = ask()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    asked.refresh_from_db()

    assert (asked.state, asked.issue.state) == ("posee", IssueState.SHARED)


def test_the_database_takes_back_no_acceptance_and_asks_for_no_other_seat():
    asked = ask()
    consultations.accept_due(now=scenes.on(18))
    copied = {
        "kind": "question",
        "words": "Et ça?",
        "wished_on": WISHED,
        "asked_at": NOW,
        "decline_by": WISHED,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Consultation.objects.filter(pk=asked.pk).update(
            state="declinee", decline_reason="Non.", declined_at=NOW, declined_by=cast.facilitator("Tommy")
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Consultation.objects.create(issue=sendings.shared_issue(), asked_by=cast.table_member(), **copied)

    assert Consultation.objects.get().state == "acceptee"
