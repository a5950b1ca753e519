"""What the Table asks is told: facilitation answers by a day, those it is about talk of it, each citizen once a day."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import ContactPath
from common import clock
from common.exceptions import Refused
from participation.domain import consultations, due, table_questions, transmissions
from participation.domain.queries import lateness
from participation.domain.queries import notices as notice_queries
from participation.enums import ConsultationKind, NoticeKind, NoticeOutcome, ResponseKind
from participation.models import Notice
from participation.rules.commitments import Promised
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db
NOW = scenes.on(60)
WORDS = "Dans combien de MRC?"


class World:
    def __init__(self):
        self.table, self.facilitator = cast.secretary(), cast.facilitator()
        self.concern = sendings.published_concern()
        self.answer = transmissions.respond(
            by=self.table,
            transmission=sendings.sent(concern=self.concern),
            kind=ResponseKind.ACCEPTED,
            reason="Les MRC s'engagent.",
            plain_words="C'est oui.",
            commitments=[Promised("Ouvrir un guichet.", "Les MRC", scenes.on(200).date())],
            now=NOW,
        )

    def asked(self, **about):
        return table_questions.ask(
            by=self.table, transmission=self.answer.transmission, words=WORDS, now=NOW, **about
        )


def told(**about) -> dict[int, tuple[str, str, str]]:
    found = Notice.objects.filter(kind=NoticeKind.TABLE_ASKS, **about)
    return {one.person_id: (one.state, one.words, one.link) for one in found}


def test_a_question_back_on_a_promise_reaches_facilitation_and_those_it_is_about():
    world = World()
    promise = world.answer.commitments.get()
    world.asked(commitment=promise)

    seen = told()
    link = f"/engagements/{promise.pk}/"
    assert seen[world.facilitator.pk] == ("a_repondre", WORDS, link)
    assert seen[world.concern.author_id] == ("question", WORDS, link)
    assert world.table.pk not in seen
    by = Notice.objects.get(person=world.facilitator, kind=NoticeKind.TABLE_ASKS).due_on
    assert by == (NOW + timedelta(days=30)).date()


def test_once_it_is_answered_nobody_calls_to_say_that_it_waits():
    world = World()
    question = world.asked()
    table_questions.answer(by=world.facilitator, question=question, words="Cinq MRC sur huit.", now=NOW)

    assert set(Notice.objects.filter(kind=NoticeKind.TABLE_ASKS).values_list("outcome", flat=True)) == {
        NoticeOutcome.REPLACED
    }


def test_a_refused_question_tells_nobody():
    world = World()

    with pytest.raises(Refused):
        table_questions.ask(
            by=world.facilitator, transmission=world.answer.transmission, words=WORDS, now=NOW
        )

    assert told() == {}


def page(client, name: str, *args, now=NOW) -> str:
    with clock.frozen(now):
        shown = client.get(reverse(f"participation:{name}", args=args)).content.decode()
    return html.unescape(shown).replace("\u00a0", " ")


def test_it_has_its_day_on_its_page_and_on_the_dashboard_then_it_is_late_in_public(client):
    world = World()
    question = world.asked()
    after = NOW + timedelta(days=31)
    public = page(client, "transmission", world.answer.transmission_id)
    cast.sign_in(client, world.facilitator)

    desk = page(client, "facilitation")

    assert "L'Espace répond d'ici le" in public
    assert reverse("participation:question_answer", args=[question.pk]) in desk
    assert "L'Espace répond d'ici le" in desk
    late = [one.url for one in lateness.of_what_the_table_asked(after)]
    assert late == [f"/envois/{world.answer.transmission_id}/"]
    assert list(lateness.of_what_the_table_asked(NOW)) == []


def asks(table, title: str, now=NOW):
    return consultations.ask(
        by=table,
        kind=ConsultationKind.PRIORITIES,
        title=title,
        words="Qu'est-ce qui devrait passer en premier?",
        wished_on=scenes.on(120).date(),
        now=now,
    )


def test_each_citizen_hears_of_a_consultation_the_next_day_by_the_path_they_chose():
    cast.territories()
    by_phone, on_screen, table = cast.citizen("Odile"), cast.citizen("Paul"), cast.secretary()
    contacts.choose(
        by=by_phone, person=by_phone, path=ContactPath.PHONE, phone="418 555-0110", now=scenes.on(30)
    )
    asked = asks(table, "Nos priorités")

    due.run_due(now=NOW)
    same_day = told()
    for _time in range(2):
        due.run_due(now=NOW + timedelta(days=1))

    assert same_day == {}
    assert told() == dict.fromkeys((by_phone.pk, on_screen.pk), ("demande", "", f"/enjeux/{asked.issue_id}/"))
    assert by_phone.pk in {one.person.pk for one in notice_queries.to_tell()}


def test_several_on_one_day_make_one_notice_and_what_was_declined_none():
    cast.territories()
    person, table = cast.citizen("Odile"), cast.secretary()
    asks(table, "Nos priorités")
    asks(table, "Le transport")
    gone = asks(table, "Le logement")
    consultations.decline(by=cast.facilitator(), consultation=gone, reason="On en parle déjà.", now=NOW)

    due.run_due(now=NOW + timedelta(days=1))

    one = Notice.objects.get(person=person, kind=NoticeKind.TABLE_ASKS)
    assert (one.title, one.link) == ("Nos priorités; Le transport", "/demandes-de-la-table/")
