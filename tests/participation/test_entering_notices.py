"""Nobody is left without an answer: each event gives each person it is about exactly one notice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.domain import contacts, people
from accounts.enums import ContactPath
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import calendar, concerns, decisions, due, issues, notices, supports, transmissions
from participation.enums import EventScope, NoticeKind, NoticeOutcome, ResponseKind, TransmissionKind
from participation.models import Notice, NoticeTry
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db


def told(kind: NoticeKind, state: str = "") -> Counter:
    """How many notices each person has of one kind (and step)."""
    found = Notice.objects.filter(kind=kind)
    found = found.filter(state=state) if state else found
    return Counter(found.values_list("person_id", flat=True))


def once(*whom) -> Counter:
    return Counter({person.pk: 1 for person in whom})


def test_a_published_concern_is_told_to_its_author_alone():
    author = cast.citizen()

    builders.concern(author)

    assert told(NoticeKind.CONCERN, "en_discussion") == once(author)


def test_what_somebody_does_themself_is_not_told_to_them():
    author = cast.citizen()
    concern = builders.concern(author)
    already = Notice.objects.count()

    concerns.withdraw(by=author, concern=concern, now=cast.NOW)

    assert Notice.objects.count() == already


def test_a_grouping_question_is_told_soon_and_its_answer_ends_it():
    facilitator, authors = cast.facilitator(), [cast.citizen("Rita"), cast.citizen("Nadia")]
    issue = issues.propose(
        by=facilitator,
        title="Sans auto",
        theme="transport",
        text="",
        territories=[],
        concerns=[builders.concern(author) for author in authors],
        now=cast.NOW,
    )
    assert told(NoticeKind.GROUPING) == once(*authors)
    asked = issue.groupings.get(concern__author=authors[0])

    issues.answer_grouping(by=facilitator, grouping=asked, accepts=True, now=cast.NOW)

    notice = Notice.objects.get(person=authors[0], kind=NoticeKind.GROUPING)
    assert notice.outcome == NoticeOutcome.REPLACED
    assert notice.due_on == (cast.NOW + timedelta(days=1)).date()
    assert Notice.objects.get(person=authors[1], kind=NoticeKind.GROUPING).is_waiting


def test_a_referred_concern_is_told_to_whoever_said_me_too_without_the_words_to_its_author():
    author, other, facilitator = cast.citizen(), cast.citizen("Lise"), cast.facilitator()
    concern = builders.concern(author)
    supports.support_concern(by=other, concern=concern, now=cast.NOW)

    concerns.refer(
        by=facilitator,
        concern=concern,
        territory=author.territory,
        plain_reason="La MRC s'occupe de ça.",
        accord_on=cast.NOW.date(),
        now=cast.NOW,
    )

    assert told(NoticeKind.CONCERN, "orientee_territoire") == once(author, other)
    found = Notice.objects.filter(state="orientee_territoire").values_list("person", "words", "is_own")
    assert set(found) == {(author.pk, "La MRC s'occupe de ça.", True), (other.pk, "", False)}


def test_what_is_sent_to_the_table_and_what_it_answers_are_told_once_to_all():
    concern = sendings.published_concern()
    other = cast.citizen("Lise")
    supports.support_concern(by=other, concern=concern, now=scenes.on(40))
    transmission = sendings.sent(TransmissionKind.AVIS, concern=concern)
    everybody = once(concern.author, other, transmission.reread_by)

    transmissions.respond(
        by=cast.secretary(),
        transmission=transmission,
        kind=ResponseKind.ACCEPTED,
        reason="Les MRC s'engagent.",
        plain_words="C'est oui.",
        now=scenes.on(60),
    )

    assert told(NoticeKind.SENT) == everybody
    assert told(NoticeKind.ANSWER) == everybody
    assert set(Notice.objects.filter(kind=NoticeKind.ANSWER).values_list("words", flat=True)) == {
        "C'est oui."
    }


def test_a_vote_is_told_to_its_whole_roll_announced_open_and_with_its_result():
    voters = scenes.espace()
    initiative = scenes.eligible(voters)
    vote = scenes.announced(initiative, None).vote
    roll = [entry.person for entry in vote.roll.all()]
    assert told(NoticeKind.VOTE_ANNOUNCED) == once(*roll)

    decisions.settle(now=scenes.OPENS)
    decisions.settle(now=scenes.OPENS + timedelta(hours=1))
    assert told(NoticeKind.VOTE_OPEN) == once(*roll)
    assert not Notice.objects.waiting().filter(kind=NoticeKind.VOTE_ANNOUNCED).exists()

    scenes.cast_all(vote, roll[:9], scenes.choices(9), now=scenes.OPENS + timedelta(hours=2))
    decisions.settle(now=scenes.CLOSES + timedelta(minutes=1))
    assert told(NoticeKind.VOTE_RESULT, "approuvee") == once(*roll)


def test_no_notice_says_who_voted_nor_how():
    voters = scenes.espace()
    scenes.voted(voters, scenes.choices(6, 2, 1))

    results = Notice.objects.filter(kind=NoticeKind.VOTE_RESULT)

    assert results.values("state", "title", "words", "link", "due_on").distinct().count() == 1
    assert results.count() == len(voters)


def test_an_initiative_that_moves_is_told_to_its_authors_and_to_those_who_support_it():
    voters = scenes.espace()

    scenes.eligible(voters)

    assert told(NoticeKind.INITIATIVE, "en_deliberation") == once(*voters[:3])  # the fourth opened it
    assert told(NoticeKind.INITIATIVE, "en_analyse") == once(*voters[1:4])  # the first sent it
    assert told(NoticeKind.INITIATIVE, "admissible") == once(*voters[:4])


def test_a_meeting_is_told_once_to_each_citizen_and_not_after_it():
    citizen = cast.citizen()
    calendar.add_event(
        by=None,
        slug="rencontre-decembre",
        scope=EventScope.ESPACE,
        title="Rencontre de décembre",
        starts_on=date(2026, 11, 20),
        now=cast.NOW,
    )

    due.run_due(now=cast.NOW)
    due.run_due(now=cast.NOW)
    assert told(NoticeKind.MEETING) == once(citizen)

    due.run_due(now=cast.NOW + timedelta(days=10))
    assert Notice.objects.get(kind=NoticeKind.MEETING).outcome == NoticeOutcome.REPLACED


def waiting_one(path: str = ContactPath.PHONE) -> Notice:
    author = cast.citizen()
    contacts.choose(by=None, person=author, path=path, phone="418 555-0101", now=cast.NOW)
    builders.concern(author)
    return Notice.objects.get(person=author)


def note(notice: Notice, outcome: str, by=None, **more):
    return notices.note(
        by=by or cast.support(),
        person=notice.person,
        pks=[notice.pk],
        outcome=outcome,
        now=cast.NOW,
        **more,
    )


@pytest.mark.parametrize("outcome", [NoticeOutcome.NO_ANSWER, NoticeOutcome.MESSAGE_LEFT])
def test_a_call_without_an_answer_leaves_it_waiting_and_is_kept(outcome):
    notice = waiting_one()

    note(notice, outcome)

    notice.refresh_from_db()
    assert notice.is_waiting
    assert list(notice.tries.values_list("outcome", flat=True)) == [outcome]


def test_told_is_marked_with_its_path_and_who_told_it_and_only_once():
    notice, worker = waiting_one(), cast.support()

    note(notice, NoticeOutcome.TOLD, by=worker)
    with pytest.raises(IllegalTransition):
        note(notice, NoticeOutcome.TOLD, by=worker)

    notice.refresh_from_db()
    assert (notice.outcome, notice.path, notice.delivered_by, notice.delivered_at) == (
        NoticeOutcome.TOLD,
        ContactPath.PHONE,
        worker,
        cast.NOW,
    )


def test_a_letter_that_comes_back_waits_again():
    notice = waiting_one()
    note(notice, NoticeOutcome.POSTED)

    note(notice, NoticeOutcome.RETURNED)

    notice.refresh_from_db()
    assert (notice.is_waiting, notice.path, notice.delivered_at) == (True, "", None)
    assert list(notice.tries.order_by("pk").values_list("outcome", flat=True)) == ["postee", "revenue"]


@pytest.mark.parametrize(
    "make", [cast.citizen, cast.mrc_resource, cast.signatory, cast.admin, cast.table_member]
)
def test_nobody_else_marks_a_delivery(make):
    notice = waiting_one()

    with pytest.raises(Refused) as refusal:
        note(notice, NoticeOutcome.TOLD, by=make())

    assert refusal.value.code == "not_your_role"
    assert not NoticeTry.objects.exists()


@pytest.mark.parametrize("outcome", ["", "vue", "envoyee", "remplacee", "n'importe quoi"])
def test_a_worker_notes_only_what_a_worker_can_know(outcome):
    notice = waiting_one()

    with pytest.raises(BadInput):
        note(notice, outcome)


def test_a_person_reads_their_own_news_and_nobody_elses():
    notice, other = waiting_one(), cast.citizen("Autre")

    assert notices.read(by=other, pks=[notice.pk], now=cast.NOW) == 0
    assert notices.read(by=notice.person, pks=[notice.pk], now=cast.NOW) == 1

    notice.refresh_from_db()
    assert (notice.outcome, notice.path) == (NoticeOutcome.SEEN, ContactPath.WEB)


def test_whoever_left_is_told_nothing():
    author = cast.citizen()
    builders.concern(author)
    people.leave(by=author, person=author, now=cast.NOW)

    assert not Notice.objects.waiting().exists()
    assert (
        notices.tell(people_to_tell=[author.pk], kind=NoticeKind.TALK, event="x", title="x", now=cast.NOW)
        == 0
    )


@pytest.mark.database
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE participation_notice SET words = 'autre chose'",
        "UPDATE participation_notice SET person_id = 0",
        "DELETE FROM participation_notice",
        "UPDATE participation_noticetry SET outcome = 'dite'",
        "DELETE FROM participation_noticetry",
        "UPDATE participation_notice SET outcome = 'dite'",
    ],
)
def test_the_database_keeps_what_was_told_and_each_try(sql):
    note(waiting_one(), NoticeOutcome.NO_ANSWER)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
