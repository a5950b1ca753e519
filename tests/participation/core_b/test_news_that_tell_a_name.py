"""Who contested a vote, objected or wrote a sentence taken out is read by the person alone: whoever calls says « a word »."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import ContactPath
from common import clock
from deliberation.enums import FlagReason
from participation.domain import contest_news, mailing, notices, objections, reasons, round_news, set_asides
from participation.enums import NoticeOutcome
from participation.models import Notice, StepBackRequest
from participation.rules import notice_words
from tests import cast
from tests.participation.core_b import scenes
from voting.models import Contest

pytestmark = pytest.mark.django_db

NOW = scenes.on(22)
NEUTRAL = "Un mot t'attend sur ta page."
ANSWER = "On a cherché avec la personne. Son bulletin y est."
TITLE = "Le coffre d'école"


@pytest.fixture(autouse=True)
def _that_day():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def people():
    return scenes.espace()


def contested(people) -> None:
    vote = scenes.voted(people, scenes.choices(6)).decisions.get().vote
    notices.replace(vote=vote)
    Contest.objects.create(
        vote=vote,
        person=people[5],
        reason="Mes trois mots n'y sont pas.",
        asked_on=scenes.on(40).date(),
        finding="tient",
        answer=ANSWER,
        answered_by=cast.facilitator(),
        confirmed_by=cast.second_facilitator(),
        confirmed_on=scenes.on(41).date(),
    )
    contest_news.tell_due(now=NOW)


def taken_out(people) -> None:
    _moved(people, is_back=False)


def put_back(people) -> None:
    _moved(people, is_back=True)


def _moved(people, *, is_back: bool):
    said = reasons.write(
        by=people[5], subject=scenes.eligible(people), side="contre", slot=1, text="Bof.", seen=0, now=NOW
    )
    made = set_asides.take_out(by=cast.facilitator(), said=said, why=FlagReason.ATTACK, now=NOW)
    if is_back:
        set_asides.put_back(by=cast.facilitator(), said=said, now=NOW)
    return said, made


def read_again(people) -> None:
    said, made = _moved(people, is_back=False)
    round_news.second_look_decided(said, made, came=round_news.KEPT, now=NOW)


def read_again_too_late(people) -> None:
    said, made = _moved(people, is_back=False)
    round_news.second_look_decided(said, made, came=round_news.LATE, now=NOW)


def objected(people):
    return objections.object_to(by=people[5], subject=scenes.eligible(people), text="C'est loin.", now=NOW)


def objection_answered(people) -> None:
    round_news.objection_answered(objected(people), now=NOW)


def text_changed(people) -> None:
    round_news.text_changed(objected(people).subject, now=NOW)


TOLD = (contested, taken_out, put_back, read_again, read_again_too_late, objection_answered, text_changed)


def reached(person, path: str) -> None:
    contacts.choose(
        by=person,
        person=person,
        path=path,
        phone="418 555-0110",
        postal_address="1, rue des Ormes, Matane",
        now=NOW,
    )


def pages_of(worker, person) -> dict[str, str]:
    """Everything that whoever calls or writes opens, by page and by program."""
    client = cast.sign_in(Client(), worker)
    addresses = [
        reverse("participation:to_tell"),
        reverse("participation:tell_person", args=[person.pk]),
        reverse("participation:letters"),
        reverse("participation:call_sheet"),
        "/api/v1/to-tell/",
        f"/api/v1/to-tell/{person.pk}/",
    ]
    return {one: client.get(one).content.decode().replace("&#x27;", "'") for one in addresses}


@pytest.mark.parametrize("path", [ContactPath.PHONE, ContactPath.POST, ContactPath.MEETING])
@pytest.mark.parametrize("happened", TOLD)
def test_whoever_calls_or_writes_says_that_there_is_a_word_and_nothing_else(people, happened, path):
    happened(people)
    reached(people[5], path)
    Notice.objects.exclude(person=people[5]).filter(outcome="").update(outcome=NoticeOutcome.REPLACED)

    for worker in (cast.facilitator(), cast.support()):
        shown = pages_of(worker, people[5])
        assert NEUTRAL in shown[reverse("participation:tell_person", args=[people[5].pk])]
        for page, text in shown.items():
            assert [word for word in (TITLE, ANSWER, "insulte") if word in text] == [], page


@pytest.mark.parametrize("happened", TOLD)
def test_the_person_reads_it_whole_on_their_own_screen(people, happened):
    happened(people)
    mine = Notice.objects.filter(person=people[5], outcome="").order_by("-pk").first()
    said = notice_words.sentence(mine, sees_private=True, is_for_them=True)

    client = cast.sign_in(Client(), people[5])
    page = client.get(reverse("participation:news")).content.decode().replace("&#x27;", "'")
    program = client.get("/api/v1/news/").json()["fresh"]

    assert said != NEUTRAL
    assert TITLE in page
    assert mine.link in page
    assert [(one["sentence"], one["words"]) for one in program if one["id"] == mine.pk] == [
        (said, mine.words)
    ]


def test_an_objection_to_answer_keeps_its_sentence_for_whoever_calls_its_authors(people):
    objected(people)
    told = Notice.objects.get(person=people[0], kind="objection")

    assert TITLE in notice_words.sentence(told, sees_private=False)


def test_a_private_question_is_between_the_person_and_facilitation(people):
    initiative = scenes.eligible(people)
    asked = StepBackRequest.objects.create(
        initiative=initiative, person=people[5], asked_by=people[6], reason="Travailles-tu là ?", asked_at=NOW
    )
    round_news.step_back_asked(asked, now=NOW)
    told = Notice.objects.get(kind="retrait")

    said = {
        who: notice_words.sentence(told, **how)
        for who, how in {
            "person": {"sees_private": True, "is_for_them": True},
            "facilitation": {"sees_private": True},
            "support": {"sees_private": False},
            "paper": {"sees_private": True, "on_paper": True},
        }.items()
    }
    assert said["person"] == said["facilitation"]
    assert TITLE in said["person"]
    assert (said["support"], said["paper"]) == (NEUTRAL, NEUTRAL)


def test_put_back_nobody_is_told_any_more_that_it_stays_out(people):
    said, made = _moved(people, is_back=False)
    round_news.second_look_decided(said, made, came=round_news.KEPT, now=NOW)

    set_asides.put_back(by=cast.facilitator(), said=said, now=NOW)

    waiting = Notice.objects.filter(person=people[5], kind="raison", outcome="")
    assert [one.state for one in waiting] == [round_news.PUT_BACK]


def test_the_subject_and_the_text_of_an_email_say_nothing_of_it(people, mailoutbox, settings):
    contested(people)
    settings.CAN_SEND_MAIL = True
    contacts.choose(by=people[5], person=people[5], path=ContactPath.EMAIL, email="g@example.org", now=NOW)

    mailing.send_due(now=scenes.on(41, 18))

    assert [(one.subject, TITLE in one.body, "/votes/" in one.body) for one in mailoutbox] == [
        ("Un mot pour toi", False, False)
    ]
