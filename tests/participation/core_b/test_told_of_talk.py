"""Who is reached by a call, a letter or a meeting is told what happened in talk; its words are told to nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import ContactPath
from common import clock
from deliberation.domain import appeals, messages, moderation, private_words, rounds, submissions
from deliberation.domain.queries import private_words as word_queries
from deliberation.enums import FlagReason, ReadingMode
from participation.domain import due, talk_news
from participation.enums import NoticeKind, NoticeOutcome
from participation.models import Notice
from participation.rules import notice_words
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
SECRET = "xqcache entre nous"


def reached(path=ContactPath.PHONE, name: str = "Denis-Paul"):
    person = cast.citizen(name)
    details = {
        ContactPath.PHONE: {"phone": "418 555-0101"},
        ContactPath.POST: {"postal_address": "1, rang 2"},
        ContactPath.EMAIL: {"email": "denis@exemple.ca"},
    }
    contacts.choose(by=None, person=person, path=path, now=NOW, **details.get(path, {}))
    return person


def told(person) -> list[tuple[str, str]]:
    talk_news.tell_due(now=later(600))
    talk_news.tell_due(now=later(601))
    found = Notice.objects.filter(person=person, kind=NoticeKind.TALK).order_by("pk")
    assert SECRET not in " ".join(
        f"{one.title}{one.words}{notice_words.sentence(one, sees_private=True)}" for one in found
    )
    return [(one.state, one.link) for one in found]


@pytest.mark.parametrize("path", [ContactPath.PHONE, ContactPath.POST, ContactPath.MEETING])
def test_an_answer_is_told_once_a_day_without_its_words(path):
    person, talk = reached(path), thread()
    first = say(talk, person)
    say(talk, cast.citizen("Kim"), SECRET, reply_to=first, now=later(1))
    say(talk, cast.citizen("Sab"), SECRET, reply_to=first, now=later(2))

    assert told(person) == [("repondu", f"/fils/{talk.pk}/")]


def test_what_is_told_already_costs_nothing_more(django_assert_num_queries):
    person, talk = reached(), thread()
    first = say(talk, person)
    for minute in range(1, 6):
        say(talk, cast.citizen(f"Kim {minute}"), reply_to=first, now=later(minute))
    talk_news.tell_due(now=later(600))

    # Answers, private words, drawn, turns; what is known; turns that are over.
    with django_assert_num_queries(6):
        talk_news.tell_due(now=later(601))


def test_who_reads_on_screen_answers_themself_or_has_words_taken_back_is_told_nothing():
    person, other, talk = reached(), cast.citizen("Kim"), thread()
    mine, theirs = say(talk, person), say(talk, other, now=later(1))
    say(talk, person, reply_to=mine, now=later(2))
    say(talk, person, reply_to=theirs, now=later(3))
    gone = say(talk, other, SECRET, reply_to=mine, now=later(4))
    messages.withdraw(by=other, message=gone, now=later(5))

    assert (told(person), told(other)) == ([], [])


def test_a_private_word_is_told_until_the_person_writes_back():
    person, other, elodie = reached(), reached(name="Gaétan"), cast.facilitator()
    word = private_words.write(by=elodie, person=person, text=SECRET, now=NOW)
    private_words.write(by=elodie, person=other, text=SECRET, now=NOW)
    private_words.write(by=other, person=other, text=SECRET, now=later(1))

    assert told(person) == [("mot", f"/fils/{word.thread_id}/")]
    assert told(other) == []


def test_a_private_word_is_read_from_the_call_page_and_from_the_queue_by_facilitation_alone(client):
    person, elodie = reached(), cast.facilitator()
    on_screen = cast.citizen("Kim")
    word = private_words.write(by=elodie, person=person, text=SECRET, now=NOW)
    private_words.write(by=elodie, person=on_screen, text="Bonjour", now=NOW)
    path = f"/fils/{word.thread_id}/"
    told(person)
    shown = {}
    with clock.frozen(later(700)):
        for who in (elodie, cast.support()):
            cast.sign_in(client, who)
            page = client.get(reverse("participation:tell_person", args=[person.pk]))
            shown[who.pk] = (page.status_code, path in page.content.decode(), client.get(path).status_code)
        support = client.get(reverse("deliberation:queue")).status_code
        cast.sign_in(client, elodie)
        before = client.get(reverse("deliberation:queue")).content.decode()
        private_words.write(by=person, person=person, text="Merci", now=later(701))
        after = client.get(reverse("deliberation:queue")).content.decode()

    assert list(shown.values()) == [(200, True, 200), (200, False, 404)]
    assert (support, "a-porter" in before, "Kim" in before, "a-porter" in after) == (403, True, False, False)
    with clock.frozen(NOW + timedelta(days=31)):
        assert word_queries.words_to_carry(now=clock.now()) == []


def test_what_was_hidden_refused_or_read_again_is_told_the_same_way():
    elodie = cast.facilitator()
    hidden, refused = reached(), reached(name="Gaétan")
    moderation.hide_message(
        by=elodie, message=say(thread(elodie), hidden, SECRET), reason=FlagReason.ATTACK, now=NOW
    )
    waiting = submissions.say(
        by=refused, thread=thread(elodie, mode=ReadingMode.BEFORE), text=SECRET, now=NOW
    )
    submissions.refuse(by=elodie, submission=waiting, reason=FlagReason.ATTACK, now=NOW)
    first = [[state for state, _link in told(person)] for person in (hidden, refused)]

    appeal = appeals.ask(by=refused, submission=waiting, now=later(10))
    due.run_due(now=appeal.due_at)

    assert first == [["mot"], ["mot"]]
    assert Notice.objects.filter(person=refused, kind=NoticeKind.TALK).count() == 2


@pytest.mark.parametrize(
    "path", [ContactPath.PHONE, ContactPath.POST, ContactPath.MEETING, ContactPath.EMAIL]
)
def test_who_has_the_floor_is_told_by_their_path_and_no_more_once_it_is_over(path):
    person, elodie, talk = reached(path), cast.facilitator(), thread()
    say(talk, person, SECRET)
    found = rounds.open_round(by=elodie, thread=talk, question="Et toi?", hours=24, now=NOW)

    assert told(person) == [("tour", f"/tours/{found.pk}/")]
    notice = Notice.objects.get(person=person)
    assert notice.due_on - NOW.date() <= timedelta(days=2)
    assert "C'est ton tour" in str(notice_words.sentence(notice, sees_private=False))

    rounds.pass_turn(by=elodie, person=person, round=found, now=later(602))
    talk_news.tell_due(now=later(603))
    notice.refresh_from_db()
    assert notice.outcome == NoticeOutcome.REPLACED


def test_who_reads_on_screen_or_has_no_turn_is_not_told_of_it():
    person, other, talk = cast.citizen(), reached(), thread()
    say(talk, person)
    rounds.open_round(by=cast.facilitator(), thread=talk, question="Et toi?", hours=24, now=NOW)

    assert (told(person), told(other)) == ([], [])


def test_who_is_drawn_to_read_again_is_told_in_time():
    elodie, ginette = cast.facilitator(), cast.citizen()
    reader = reached()
    message = say(thread(elodie), ginette, SECRET)
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    appeal = appeals.ask(by=ginette, message=message, citizens=1, now=later(10))

    [(state, link)] = told(reader)

    notice = Notice.objects.get(person=reader, kind=NoticeKind.TALK)
    assert (state, str(appeal.pk) in link) == ("tire", True)
    assert notice.due_on - NOW.date() <= timedelta(days=3)
