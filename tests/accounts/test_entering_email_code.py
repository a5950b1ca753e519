"""A code by e-mail: for a citizen who gave one, once, and nothing that tells which addresses are known."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from accounts.domain import contacts, email_codes, people
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, EmailCode
from common import clock
from common.exceptions import Refused
from config import environment
from tests import cast

pytestmark = pytest.mark.django_db
ASK, CODE = "/entrer/courriel/", "/entrer/courriel/code/"
GIVEN = "gi@exemple.ca"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


def with_email(person, email=GIVEN):
    contacts.choose(by=person, person=person, path="courriel", email=email, now=cast.NOW)
    return person


@pytest.fixture
def ginette(db):
    return with_email(cast.citizen(username="ginette", pin=cast.PIN))


def asks(browser, email=GIVEN):
    """Ask, then let the task do its work, as the worker would."""
    sent = browser.post(ASK, {"email": email})
    for waiting in DBTaskResult.objects.all():
        email_codes.send.func(**waiting.args_kwargs["kwargs"])
        waiting.delete()
    return sent


def received() -> str:
    return re.search(r"\d{4} \d{4}", mail.outbox[-1].body)[0]


@pytest.mark.parametrize("typed", [GIVEN, "GI@exemple.ca", " gi@exemple.ca "])
def test_the_code_received_lets_in_once(ginette, typed):
    browser, again = Client(), Client()
    asks(browser, typed)
    code = received()

    entered = browser.post(CODE, {"code": code, "shared": "on"})
    again.post(ASK, {"email": "autre@exemple.ca"})
    session = again.session
    session["mail_code_for"] = GIVEN
    session.save()

    assert (entered.status_code, browser.get("/moi/").status_code) == (302, 200)
    assert again.post(CODE, {"code": code}).status_code == 422
    assert AccountEvent.objects.filter(person=ginette, kind=AccountEventKind.ENTERED_NEW_DEVICE).count() == 1
    assert not EmailCode.objects.exists()


def test_the_letter_says_nothing_of_the_espace(ginette):
    asks(Client())

    letter = mail.outbox[0]
    assert (letter.subject, letter.to) == ("Ton code", [GIVEN])
    for word in ("Espace", "pauvreté", "Ginette", "http", "carte", "testserver"):
        assert word not in letter.subject + letter.body


def test_a_known_and_an_unknown_address_answer_the_same(ginette):
    def steps(email):
        cache.clear()
        browser = Client()
        asked = asks(browser, email)
        page = browser.get(CODE)
        wrong = [browser.post(CODE, {"code": "12345678"}) for _try in range(6)]
        answers = [(one.status_code, masked(one)) for one in (asked, page, *wrong)]
        return answers, asked.url

    known, unknown = steps(GIVEN), steps("ab@exemple.ca")

    assert known == unknown
    assert [status for status, _body in known[0]] == [302, 200] + [422] * 5 + [429]
    assert len(mail.outbox) == 1


def masked(response) -> str:
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"<b>\d+\D*h\D*\d*</b>|\d+\D+minutes?", "", body)


def test_the_page_asks_the_queue_for_the_same_whoever_is_known(ginette, django_assert_num_queries):
    for email in (GIVEN, "ab@exemple.ca"):
        asks(Client(), email)
    counted = []
    for email in (GIVEN, "ab@exemple.ca"):
        with django_assert_num_queries(2) as asked:
            email_codes.ask(request=a_request(), email=email)
        counted.append(len(asked))

    assert counted == [2, 2]


def a_request():
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    request = RequestFactory().post(ASK)
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    "make", [cast.facilitator, cast.signatory, cast.table_member, cast.admin, cast.support]
)
def test_somebody_who_works_here_gets_none(make):
    with_email(make(username="membre", pin=cast.PIN))

    assert asks(Client()).status_code == 302
    assert mail.outbox == []


def test_neither_who_left_nor_who_never_opened_their_card_gets_one(ginette):
    with_email(cast.citizen("Réjean"), "re@exemple.ca")
    people.leave(by=ginette, person=ginette, now=clock.now())
    asks(Client(), GIVEN)
    asks(Client(), "re@exemple.ca")

    assert mail.outbox == []


def test_the_next_code_takes_the_place_of_the_one_before_and_a_quarter_of_an_hour_is_all(ginette):
    first = email_codes.make(person=ginette, now=cast.NOW)
    second = email_codes.make(person=ginette, now=cast.NOW)
    tried = {"request": a_request(), "email": GIVEN}

    for code, now in ((first, cast.NOW), (second, cast.NOW + timedelta(minutes=15))):
        with pytest.raises(Refused) as refused:
            email_codes.recognise(code=code, now=now, **tried)
        assert refused.value.code == "wrong_code"
    assert email_codes.recognise(code=second, now=cast.NOW + timedelta(minutes=14), **tried) == ginette


def test_five_wrong_tries_burn_the_code_even_from_other_addresses(ginette):
    code = email_codes.make(person=ginette, now=cast.NOW)
    for _try in range(5):
        cache.clear()
        with pytest.raises(Refused):
            email_codes.recognise(request=a_request(), email=GIVEN, code="00000000", now=cast.NOW)
    cache.clear()

    with pytest.raises(Refused):
        email_codes.recognise(request=a_request(), email=GIVEN, code=code, now=cast.NOW)


def test_two_people_with_one_letter_box_each_enter_with_their_own_code(ginette):
    other = with_email(cast.citizen("Réjean", username="rejean", pin=cast.PIN))
    codes = {person: email_codes.make(person=person, now=cast.NOW) for person in (ginette, other)}

    for person, code in codes.items():
        found = email_codes.recognise(request=a_request(), email=GIVEN, code=code, now=cast.NOW)
        assert found == person


def test_the_code_is_in_no_table(ginette):
    browser = Client()
    browser.post(ASK, {"email": GIVEN})
    queued = str(list(DBTaskResult.objects.values()))
    code = email_codes.make(person=ginette, now=cast.NOW)

    assert GIVEN not in queued
    assert code not in str(list(EmailCode.objects.values()))


@pytest.mark.database
def test_the_database_refuses_a_code_in_clear_and_a_sixth_try(ginette):
    email_codes.make(person=ginette, now=cast.NOW)

    for change in ("code_hash = '12345678'", "tries = 6"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE accounts_emailcode SET {change}")


def test_without_a_server_for_letters_nothing_is_offered(settings, client, db):
    with_it = client.get("/entrer/").content.decode()
    settings.CAN_SEND_MAIL = False
    without = client.get("/entrer/").content.decode()

    assert (ASK in with_it, ASK in without) == (True, False)
    assert (client.get(ASK).status_code, client.get(CODE).status_code) == (404, 404)


def test_the_server_for_letters_is_one_address():
    found = environment.mail("smtp://lea:s%40cret@mail.example:2525")

    assert (found["host"], found["port"], found["user"], found["password"]) == (
        "mail.example",
        2525,
        "lea",
        "s@cret",
    )
    assert (found["starttls"], environment.mail("smtps://mail.example")["port"]) == (True, 465)
    assert environment.mail("") == {}


@pytest.mark.parametrize("value", ["mail.example", "http://mail.example", "smtp://", "smtp://a:b@c:port"])
def test_a_wrong_one_stops_the_start_with_a_sentence(value):
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.mail(value)

    assert str(stopped.value).startswith("EMAIL_URL")


def test_letters_need_an_address_that_they_come_from():
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.mail_from("", is_sent=True)

    assert str(stopped.value).startswith("MAIL_FROM")
    assert environment.mail_from("a@b.ca", is_sent=True) == "a@b.ca"
