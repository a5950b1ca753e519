"""One e-mail a day at most, that says nothing; a link that stops it and does nothing else. And what is new on one's home."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.domain import contacts
from accounts.domain.queries import people
from accounts.enums import ContactPath
from common import clock
from deliberation.domain import messages, moderation, reading
from deliberation.domain.queries import news
from deliberation.enums import FlagReason
from participation.domain import mailing
from participation.models import StopLink
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
EVENING = NOW.replace(hour=18)


def by_mail(name: str = "Zytamille"):
    person = cast.citizen(name)
    contacts.choose(by=person, person=person, path=ContactPath.EMAIL, email="zyta@exemple.test", now=NOW)
    person.refresh_from_db()
    return person


def answered(person):
    talk = thread(title="Mon propriétaire")
    first = say(talk, person, "Je cherche un logement")
    return say(talk, cast.citizen("Réjeanne"), "xqreponse J'en connais un", reply_to=first)


def news_for(person):
    return news.news_of(people.capacity(person, on=NOW.date()))


def test_one_mail_a_day_that_reveals_nothing():
    zyta = by_mail()
    answered(zyta)

    sent = [mailing.send_due(now=EVENING + timedelta(minutes=n)) for n in range(3)]

    [letter] = mail.outbox
    whole = f"{letter.subject} {letter.body} {letter.extra_headers}"
    assert sent == [1, 0, 0]
    assert letter.to == ["zyta@exemple.test"]
    for words in ("xqreponse", "Zytamille", "Réjeanne", "propriétaire", "Espace", "pauvreté", "vote"):
        assert words not in whole
    assert mailing.send_due(now=EVENING + timedelta(days=1)) == 1


def test_nobody_is_written_to_without_asking_without_news_or_in_the_morning():
    answered(cast.citizen("Sans courriel"))
    by_mail("Sans nouvelle")

    assert mailing.send_due(now=EVENING) == 0
    answered(by_mail("Le matin"))
    assert mailing.send_due(now=NOW.replace(hour=9)) == 0
    assert mail.outbox == []


def test_hidden_and_withdrawn_words_are_no_news():
    zyta = by_mail()
    hidden = answered(zyta)
    rejean = hidden.author
    taken = say(hidden.thread, rejean, "autre mot", now=later(1))

    moderation.hide_message(by=cast.facilitator(), message=hidden, reason=FlagReason.ATTACK, now=NOW)
    messages.withdraw(by=rejean, message=taken, now=later(2))

    assert news_for(zyta).count == 0
    assert mailing.send_due(now=EVENING) == 0


def link_in(letter) -> str:
    return letter.body.split(mailing.STOP_PATH)[1].split("/")[0]


def test_the_link_stops_the_mails_once_and_opens_nothing(client):
    zyta = by_mail()
    answered(zyta)
    mailing.send_due(now=EVENING)
    token = link_in(mail.outbox[0])
    address = reverse("participation:stop_mail", args=[token])

    with clock.frozen(EVENING):
        read = client.get(address)
        zyta.refresh_from_db()
        still_asked = zyta.contact_path
        done, again = client.post(address), client.post(address)

    zyta.refresh_from_db()
    assert (read.status_code, still_asked) == (200, ContactPath.EMAIL)
    assert (done.status_code, again.status_code) == (200, 404)
    assert zyta.contact_path == ContactPath.WEB
    assert "_auth_user_id" not in client.session
    assert not StopLink.objects.filter(digest__contains=token).exists()


def test_a_link_expires(client):
    zyta = by_mail()
    answered(zyta)
    mailing.send_due(now=EVENING)
    address = reverse("participation:stop_mail", args=[link_in(mail.outbox[0])])

    with clock.frozen(EVENING + mailing.STOPS_FOR + timedelta(minutes=1)):
        answer = client.post(address)

    zyta.refresh_from_db()
    assert (answer.status_code, zyta.contact_path) == (404, ContactPath.EMAIL)


def test_a_mail_that_does_not_leave_breaks_nothing(settings):
    settings.EMAIL_BACKEND = "tests.participation.test_mailing.Refusing"
    answered(by_mail())

    assert mailing.send_due(now=EVENING) == 0


class Refusing:
    def __init__(self, **options):
        pass

    def send_messages(self, letters):
        raise OSError("no mail server")


def test_without_a_way_to_send_nothing_is_tried(settings):
    settings.CAN_SEND_MAIL = False
    answered(by_mail())

    assert mailing.send_due(now=EVENING) == 0


def test_the_home_says_who_answered_and_what_moved_until_it_is_read(client):
    zyta = cast.citizen("Zytamille")
    answer = answered(zyta)
    say(answer.thread, answer.author, "Encore un mot", now=later(1))
    cast.sign_in(client, zyta)

    with clock.frozen(later(5)):
        page = client.get(reverse("participation:my_home")).content.decode()
    reading.mark_read(by=zyta, thread=answer.thread, up_to=3, now=later(6))

    assert "Réjeanne te répond" in page
    assert "1 nouveau message" in page
    assert "xqreponse" not in page
    assert news_for(zyta).count == 0
