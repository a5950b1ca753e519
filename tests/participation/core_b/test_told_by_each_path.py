"""An answer of the Table reaches all its authors and supporters, each by the path they chose, and is told in threads."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import ContactPath
from common import clock
from common.dates import NBSP
from deliberation.models import Message, ThreadNews
from participation.domain import answers, mailing, notices, supports, transmissions
from participation.domain.queries import notices as notice_queries
from participation.domain.queries import taking_part
from participation.enums import DELIVERED, NoticeKind, NoticeOutcome, ResponseKind
from participation.models import Notice
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db

NOW = scenes.on(60)
PLAIN = "C'est oui. Un guichet ouvre à Matane."
# How a worker notes that the news was given, by each path that needs one.
BY_HAND = {
    ContactPath.PHONE: NoticeOutcome.TOLD,
    ContactPath.POST: NoticeOutcome.POSTED,
    ContactPath.MEETING: NoticeOutcome.TOLD,
}


def reached_by(path: str, number: int):
    """A citizen who chose this path, with what it needs."""
    person = cast.citizen(f"Personne {path} {number}")
    details = {"path": path}
    if path == ContactPath.EMAIL:
        details["email"] = f"personne{number}@example.org"
    if path == ContactPath.PHONE:
        details["phone"] = "418 555-0110"
    if path == ContactPath.POST:
        details["postal_address"] = "1, rue des Ormes, Matane"
    contacts.choose(by=person, person=person, now=scenes.on(30), **details)
    person.refresh_from_db()
    return person


def everybody() -> dict:
    """For each path, an author of one concern of the issue and somebody who supports it."""
    return {path: (reached_by(path, 1), reached_by(path, 2)) for path in ContactPath.values}


def issue_of(people: dict):
    issue = sendings.shared_issue()
    for author, supporter in people.values():
        concern = builders.concern(author)
        type(concern).objects.filter(pk=concern.pk).update(issue=issue)
        supports.support_concern(by=supporter, concern=concern, now=scenes.on(40))
    return issue


def answered(issue, table=None):
    sent = sendings.sent(issue=issue)
    return transmissions.respond(
        by=table or cast.secretary(),
        transmission=sent,
        kind=ResponseKind.ACCEPTED,
        reason="Les MRC s'engagent.",
        plain_words=PLAIN,
        now=NOW,
    )


def written(person, path: str) -> None:
    """What each path does: the screen is read, the e-mail leaves by itself, a worker notes the others."""
    mine = Notice.objects.filter(person=person, kind=NoticeKind.ANSWER)
    if path == ContactPath.WEB:
        notices.read(by=person, pks=mine.values_list("pk", flat=True), now=NOW)
    elif path != ContactPath.EMAIL:
        listed = notice_queries.of_person(person.pk)
        pks = [one.pk for one in listed.notices]
        assert (listed.way, set(mine.values_list("pk", flat=True)) <= set(pks)) == (path, True)
        notices.note(by=cast.facilitator(), person=person, pks=pks, outcome=BY_HAND[path], path=path, now=NOW)


def test_every_author_and_supporter_is_told_by_the_path_they_chose():
    people = everybody()
    made = answered(issue_of(people))
    expected = {person.pk: path for path, pair in people.items() for person in pair}
    own, others = taking_part.concerned(made.transmission)

    mailing.send_due(now=NOW.replace(hour=18))
    for path, pair in people.items():
        for person in pair:
            written(person, path)

    told = Notice.objects.filter(event=f"answer:{made.pk}", outcome__in=DELIVERED)
    assert expected.keys() <= own | others
    assert {one.person_id: one.path for one in told if one.person_id in expected} == expected
    assert {one.words for one in told} == {PLAIN}
    assert len(mail.outbox) == 2


def test_whoever_is_not_told_yet_is_on_the_list_of_those_to_call():
    people = everybody()
    made = answered(issue_of(people))
    waits = {one.person.pk for one in notice_queries.to_tell()}

    by_hand = {person.pk for path in BY_HAND for person in people[path]}
    assert by_hand <= waits
    late = Notice.objects.late((NOW + timedelta(days=11)).date()).filter(event=f"answer:{made.pk}")
    assert by_hand <= set(late.values_list("person_id", flat=True))


def test_the_answer_is_told_once_in_each_thread_by_nobody(client):
    people = everybody()
    issue = issue_of(people)
    before = Message.objects.count()

    made = answered(issue)

    threads = [concern.thread for concern in issue.concerns.order_by("pk")]
    news = ThreadNews.objects.order_by("pk")
    assert [(one.thread, one.title, one.words) for one in news] == [
        (thread, "La Table a répondu", PLAIN) for thread in threads
    ]
    assert Message.objects.count() == before
    cast.sign_in(client, people[ContactPath.WEB][0])
    with clock.frozen(NOW):
        page = client.get(reverse("deliberation:thread", args=[threads[0].pk])).content.decode()
    assert "La Table a répondu" in page
    assert PLAIN.replace("'", "&#x27;") in page.replace(NBSP, " ")
    assert reverse("participation:transmission", args=[made.transmission_id]) in page


def test_a_correction_is_told_too_and_a_receipt_is_not():
    table = cast.secretary()
    made = answered(issue_of(everybody()), table)
    words = answers.Words("retenue_en_partie", "Une seule MRC peut.", "C'est oui, en partie.")
    draft = answers.begin(
        by=table,
        transmission=made.transmission,
        words=words,
        corrects=made,
        correction_reason="Une erreur.",
        now=NOW,
    )
    answers.adopt(by=table, draft=draft, resolution="2026-14", adopted_on=NOW.date(), now=NOW)
    answers.publish(by=table, draft=draft, now=NOW + timedelta(hours=1))

    titles = ThreadNews.objects.order_by("at", "pk").values_list("title", flat=True)
    assert list(titles) == ["La Table a répondu"] * 5 + ["La Table a corrigé sa réponse"] * 5


@pytest.mark.parametrize("who", [cast.secretary, cast.table_member, cast.signatory, cast.carrier])
def test_the_table_reads_no_thread_where_its_answer_is_told(client, who):
    issue = issue_of(everybody())
    table = cast.secretary()
    answered(issue, table)
    cast.sign_in(client, table if who is cast.secretary else who())

    with clock.frozen(NOW):
        pages = [
            client.get(reverse("deliberation:thread", args=[concern.thread_id])).status_code
            for concern in issue.concerns.all()
        ]

    assert pages == [404] * 5


def test_what_a_thread_was_told_stays():
    answered(issue_of(everybody()))
    refused = 0

    for act in (ThreadNews.objects.all().delete, lambda: ThreadNews.objects.update(words="Non.")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
        refused += 1

    assert refused == 2
