"""A forgotten NIP: who makes the code, that it serves once, that nobody takes somebody's place with it."""

import logging
import threading
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from knox.models import AuthToken

from accounts.domain import cards, disputes, mandates, people, recoveries
from accounts.domain.queries import journal as journal_queries
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, NipCode, OpeningCode, Person, RecoveryRequest
from accounts.rules.recovering import LIFE, MOST_A_DAY
from common import clock
from common.exceptions import IllegalTransition, Refused
from common.models import AuditEvent
from tests import cast

NOW = cast.NOW
NUMBER, WRONG, NEW = "10203040", "000000001", "864203"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def person(db):
    person = cast.citizen(pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=NOW, number=NUMBER)
    return person


def make(person, by=None, *, needs_two=False, now=NOW):
    return recoveries.make_code(by=by, person=person, needs_two=needs_two, now=now)


def typed(code, login=NUMBER, *, now=NOW, address="10.0.0.1"):
    request = RequestFactory().post("/nip-oublie/", REMOTE_ADDR=address)
    return recoveries.open_with_code(request=request, login=login, code=code, now=now)


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


# Who


def test_the_person_comes_back_with_a_nip_that_they_alone_chose(person):
    made = make(person, cast.facilitator())

    recoveries.finish(code=typed(made.code), secret=NEW, now=NOW)

    back = Person.objects.get(pk=person.pk)
    assert (back.check_password(NEW), back.check_password(cast.PIN)) == (True, False)
    assert back.nip_recovered_at == NOW
    told = AccountEvent.objects.filter(person=person, kind__startswith="recovery").order_by("pk")
    assert [line.kind for line in told] == ["recovery_issued", "recovery_used"]


@pytest.mark.parametrize(
    "role", [cast.citizen, cast.support, cast.crd_agent, cast.admin, cast.superuser, cast.table_member]
)
def test_nobody_but_facilitation_makes_the_code_of_a_citizen(person, role):
    by = role()

    assert refused(make, person, by) == "not_facilitator"
    assert refused(recoveries.ask, by=by, person=person, now=NOW) == "not_facilitator"
    assert not NipCode.objects.exists()


def test_a_worker_makes_no_code_for_themself_nor_for_who_works_here(person):
    facilitator, other, admin = cast.facilitator(), cast.second_facilitator(), cast.admin()

    assert refused(make, facilitator, facilitator) == "own_recovery"
    assert refused(make, other, facilitator) == "staff_recovery"
    assert refused(make, admin, admin) == "own_recovery"
    assert make(other, admin).digits
    assert not NipCode.objects.filter(issued_by=facilitator).exists()


def test_nobody_chooses_the_nip_or_the_password_of_somebody_else(person):
    for by in (cast.facilitator(), cast.admin(), cast.superuser()):
        assert refused(cards.choose_pin, by=by, person=person, pin=NEW, now=NOW) == "not_allowed"
        assert refused(cards.choose_password, by=by, person=person, password="x" * 12, now=NOW) == (
            "not_allowed"
        )
    assert Person.objects.get(pk=person.pk).check_password(cast.PIN)


def test_no_code_for_somebody_without_nip_or_who_has_left(person):
    people.leave(by=None, person=person, now=NOW)
    person.refresh_from_db()

    assert refused(make, cast.newcomer(), cast.facilitator()) == "not_open_yet"
    assert refused(make, person, cast.facilitator("Autre")) == "has_left"


def test_the_sixth_code_of_a_day_is_refused_and_the_others_read_it(client, db):
    worker, people_ = cast.facilitator(), [cast.citizen(f"P{n}", pin=cast.PIN) for n in range(6)]
    now = clock.now()
    for one in people_[:MOST_A_DAY]:
        make(one, worker, now=now)

    assert refused(make, people_[5], worker, now=now) == "too_many_codes"
    assert refused(recoveries.ask, by=worker, person=people_[5], now=now) == "too_many_codes"
    assert make(people_[5], worker, now=now + timedelta(hours=25)).digits
    other = cast.sign_in(Client(), cast.second_facilitator()).get("/animation/").content.decode()
    own = cast.sign_in(client, worker).get("/animation/").content.decode()
    assert ("a fait 5 codes en 24" in other, "a fait 5 codes en 24" in own) == (True, False)


# By two


def test_two_workers_of_two_employers_make_one_code(person):
    first, second = cast.facilitator(), cast.second_facilitator()
    asked = recoveries.ask(by=first, person=person, now=NOW)

    assert refused(make, person, first, needs_two=True) == "two_employers"
    assert refused(make, person, cast.facilitator("Même employeur"), needs_two=True) == "two_employers"
    assert refused(recoveries.ask, by=second, person=person, now=NOW) == "already_asked"
    made = make(person, second, needs_two=True)

    assert typed(made.code).request == asked
    assert refused(make, person, second, needs_two=True) == "needs_two"


def test_a_support_resource_of_another_employer_may_be_the_second(person):
    recoveries.ask(by=cast.facilitator(), person=person, now=NOW)

    assert refused(make, person, cast.citizen("Autre"), needs_two=True) == "not_facilitator"
    assert make(person, cast.support(), needs_two=True).digits


def test_one_worker_alone_is_refused_when_told_that_two_are_needed(person):
    assert refused(make, person, cast.facilitator(), needs_two=True) == "needs_two"
    assert refused(make, person, None, needs_two=True) == "needs_two"


def test_a_request_expires_in_a_day_and_makes_room_for_another(person):
    first, second = cast.facilitator(), cast.second_facilitator()
    recoveries.ask(by=first, person=person, now=NOW)

    assert refused(make, person, second, needs_two=True, now=NOW + LIFE) == "needs_two"
    recoveries.ask(by=first, person=person, now=NOW + LIFE)
    assert make(person, second, needs_two=True, now=NOW + LIFE).digits


def test_who_asked_and_works_here_no_more_does_not_count(person):
    first = cast.facilitator()
    recoveries.ask(by=first, person=person, now=NOW)
    mandates.end(by=cast.admin(), mandate=first.mandates.get(), on=cast.STARTS_ON, reason="Départ", now=NOW)

    assert refused(make, person, cast.second_facilitator(), needs_two=True) == "asker_left"


# The code


def test_every_code_that_does_not_open_answers_the_same_with_the_same_work(person, monkeypatch):
    work = []
    for name in ("make_password", "check_password"):
        real = getattr(hashers, name)
        monkeypatch.setattr(
            f"accounts.domain.one_time_codes.{name}",
            lambda *args, real=real, name=name: (work.append(name), real(*args))[1],
        )

    def answer(*args, **more):
        before = len(work)
        with pytest.raises(Refused) as caught:
            typed(*args, **more)
        return (caught.value.code, caught.value.status, str(caught.value.sentence), len(work) - before)

    other = make(cast.citizen("Autre", username="autre", pin=cast.PIN))
    first = make(person)
    again = make(person)
    seen = {
        "revoked": answer(first.digits),
        "wrong": answer(WRONG),
        "unknown card": answer(again.digits, "99999999"),
        "unknown name": answer(again.digits, "personne"),
        "of another person": answer(other.digits),
        "expired": answer(again.digits, now=again.expires_at),
    }
    recoveries.finish(code=typed(again.digits, address="10.0.0.9"), secret=NEW, now=NOW)
    seen["used"] = answer(again.digits, address="10.0.0.9")

    assert set(seen.values()) == {("wrong_code", 401, seen["wrong"][2], 1)}


def test_a_code_lives_24_hours_and_serves_once(person):
    made = make(person)
    opened = typed(made.digits, now=NOW + LIFE - timedelta(seconds=1))
    recoveries.finish(code=opened, secret=NEW, now=NOW)

    assert made.expires_at == NOW + timedelta(hours=24)
    assert refused(recoveries.finish, code=opened, secret="975318", now=NOW) == "code_used"
    assert Person.objects.get(pk=person.pk).check_password(NEW)


@pytest.mark.parametrize("end", ["new code", "cancel", "own change", "leave"])
def test_a_right_already_obtained_dies_with_its_code(person, end):
    opened = typed(make(person).digits)
    if end == "new code":
        make(person)
    elif end == "cancel":
        recoveries.cancel(by=cast.facilitator(), person=person, now=NOW)
    elif end == "own change":
        cards.choose_pin(by=person, person=person, pin="975318", now=NOW)
    else:
        people.leave(by=None, person=person, now=NOW)

    assert refused(recoveries.finish, code=opened, secret=NEW, now=NOW) == "code_used"
    assert not Person.objects.get(pk=person.pk).check_password(NEW)
    revoked = AccountEvent.objects.filter(person=person, kind=AccountEventKind.RECOVERY_REVOKED)
    assert revoked.exists() == (end != "new code")


def test_an_easy_nip_spends_nothing(person):
    opened = typed(make(person).digits)

    assert refused(recoveries.finish, code=opened, secret="111111", now=NOW) == "easy_pin"
    assert recoveries.still_live(code_id=opened.pk, now=NOW) == opened


def test_five_wrong_codes_close_this_card_from_this_address_only(person):
    made = make(person)
    codes = [refused(typed, WRONG) for _try in range(6)]

    assert codes == ["wrong_code"] * 5 + ["too_many_tries"]
    assert refused(typed, made.digits) == "too_many_tries"
    assert typed(made.digits, address="10.0.0.2")


def test_an_opening_code_does_not_change_a_nip_nor_a_recovery_code_open_a_card(person):
    made = make(person)

    answer = Client().post("/premiere-fois/", {"card": NUMBER, "code": made.code})

    assert answer.status_code == 422
    assert not OpeningCode.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_two_browsers_that_finish_at_once_change_the_nip_once():
    person = cast.citizen(pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=NOW, number=NUMBER)
    opened = typed(make(person).digits)
    start, ends = threading.Barrier(2), []

    def finish(pin):
        try:
            start.wait()
            recoveries.finish(code=NipCode.objects.get(pk=opened.pk), secret=pin, now=NOW)
            ends.append(pin)
        except IllegalTransition as refusal:
            ends.append(refusal.code)
        finally:
            connection.close()

    both = [threading.Thread(target=finish, args=(pin,)) for pin in ("975318", "864203")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    won = next(end for end in ends if end.isdigit())
    assert sorted(ends) == sorted([won, "code_used"])
    assert Person.objects.get(pk=person.pk).check_password(won)


@pytest.mark.database
def test_the_database_refuses_what_the_rules_refuse(person):
    first, second = cast.facilitator(), cast.second_facilitator()
    asked = recoveries.ask(by=first, person=person, now=NOW)
    make(cast.citizen("Autre", pin=cast.PIN))
    tries = [
        ("UPDATE accounts_recoveryrequest SET confirmed_by_id = asked_by_id, confirmed_at = asked_at", []),
        ("UPDATE accounts_recoveryrequest SET confirmed_by_id = person_id, confirmed_at = asked_at", []),
        ("UPDATE accounts_recoveryrequest SET confirmed_by_id = %s", [second.pk]),
        (
            "UPDATE accounts_recoveryrequest SET confirmed_by_id = %s, confirmed_at = expires_at",
            [second.pk],
        ),
        ("UPDATE accounts_nipcode SET code_hash = '482917365'", []),
        ("UPDATE accounts_nipcode SET used_at = expires_at", []),
        ("UPDATE accounts_nipcode SET issued_by_id = person_id", []),
    ]
    for statement, values in tries:
        with pytest.raises(IntegrityError):
            sql(statement, *values)
    with pytest.raises(IntegrityError), transaction.atomic():
        NipCode.objects.create(
            person=person,
            request=asked,
            code_hash="a$b",
            issued_by=second,
            issued_at=NOW,
            expires_at=NOW + LIFE,
        )
    asked.refresh_from_db()
    assert asked.confirmed_at is None


@pytest.mark.database
def test_what_is_settled_and_when_a_nip_was_recovered_never_change_again(person):
    first, second = cast.facilitator(), cast.second_facilitator()
    recoveries.ask(by=first, person=person, now=NOW)
    recoveries.finish(code=typed(make(person, second, needs_two=True).digits), secret=NEW, now=NOW)

    for statement, match in (
        ("UPDATE accounts_nipcode SET used_at = NULL", "nip_code_settled"),
        (
            "UPDATE accounts_recoveryrequest SET confirmed_at = NULL, confirmed_by_id = NULL",
            "recovery_request_settled",
        ),
        (
            "UPDATE accounts_person SET nip_recovered_at = NULL WHERE nip_recovered_at IS NOT NULL",
            "person_recovered",
        ),
    ):
        with pytest.raises(IntegrityError, match=match):
            sql(statement)
    assert RecoveryRequest.objects.get().confirmed_by == second


# What ends, and what tells


def test_sessions_tokens_and_sockets_end_when_the_nip_is_recovered(
    person, monkeypatch, django_capture_on_commit_callbacks
):
    closed = []
    monkeypatch.setattr("accounts.domain.cards.live.disconnect_person", closed.append)
    inside = Client()
    inside.post("/entrer/", {"login": NUMBER, "pin": cast.PIN})
    _token, secret = AuthToken.objects.create(person)
    headers = {"HTTP_AUTHORIZATION": f"Token {secret}"}
    before = (inside.get("/moi/").status_code, Client().get("/api/v1/me/", **headers).status_code)

    recoveries.finish(code=typed(make(person).digits), secret=NEW, now=NOW)

    after = (inside.get("/moi/").status_code, Client().get("/api/v1/me/", **headers).status_code)
    assert (before, after) == ((200, 200), (302, 401))
    assert person.pk in closed


def test_neither_history_journal_session_nor_logs_tell_the_code_or_the_nip(person, caplog, client):
    caplog.set_level(logging.DEBUG)
    worker = cast.facilitator()
    shown = cast.sign_in(client, worker).post(f"/animation/cartes/{person.pk}/nip/code/")
    digits = shown.context["made"].digits
    visitor = Client()
    visitor.post("/nip-oublie/", {"login": NUMBER, "code": digits})
    visitor.post("/nip-oublie/nouveau/", {"pin": NEW, "again": NEW})

    assert Person.objects.get(pk=person.pk).check_password(NEW)
    told = caplog.text + repr(shown.context["made"])
    told += " ".join(f"{event.kind} {event.subject} {event.facts}" for event in AuditEvent.objects.all())
    told += " ".join(f"{line.kind} {line.detail}" for line in AccountEvent.objects.all())
    told += str(NipCode.objects.values_list().get(person=person))
    told += " ".join(str(session.get_decoded()) for session in Session.objects.all())
    told += client.get("/animation/").content.decode()
    spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    assert "recovery_code_issued" in told
    for secret in (digits, spaced, spaced.replace(" ", "\u00a0"), NEW):
        assert secret not in told


# The pages


def blank(response, *typed_values) -> str:
    page = response.content.decode()
    for value in typed_values:
        page = page.replace(value, "TYPED")
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_known_and_an_unknown_person_read_the_same_page(person):
    make(person)
    answers = {}
    for login in (NUMBER, "98765432", "personne-ici"):
        response = Client().post("/nip-oublie/", {"login": login, "code": WRONG})
        answers[login] = (response.status_code, blank(response, login))

    assert {status for status, _page in answers.values()} == {422}
    assert len({page for _status, page in answers.values()}) == 1


def test_the_whole_way_through_the_pages(person, client):
    made = make(person, cast.facilitator(), now=clock.now())

    first = client.post("/nip-oublie/", {"login": "1020 3040", "code": made.code})
    different = client.post("/nip-oublie/nouveau/", {"pin": NEW, "again": "975318"})
    last = client.post("/nip-oublie/nouveau/", {"pin": NEW, "again": NEW})
    enter = Client().post("/entrer/", {"login": NUMBER, "pin": NEW})

    assert (first.url, different.status_code, last.url) == ("/nip-oublie/nouveau/", 422, "/entrer/")
    assert "_auth_user_id" not in client.session
    assert enter.status_code == 302
    assert client.get("/nip-oublie/nouveau/").url == "/nip-oublie/"


def test_the_right_to_choose_ends_after_half_an_hour_and_is_of_this_browser(person, client):
    made = make(person, now=clock.now())
    client.post("/nip-oublie/", {"login": NUMBER, "code": made.code})

    assert Client().get("/nip-oublie/nouveau/").url == "/nip-oublie/"
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert client.post("/nip-oublie/nouveau/", {"pin": NEW, "again": NEW}).url == "/nip-oublie/"
    assert Person.objects.get(pk=person.pk).check_password(cast.PIN)


def test_who_works_here_chooses_a_password_with_a_code_of_the_administration(client, db):
    worker = cast.facilitator(username="elodie", pin=cast.PIN)
    admin = cast.sign_in(Client(), cast.admin())
    shown = admin.post(f"/comptes/{worker.pk}/code/")
    client.post("/nip-oublie/", {"login": "Elodie", "code": shown.context["made"].code})

    short = client.post("/nip-oublie/nouveau/", {"pin": NEW, "again": NEW})
    common = client.post("/nip-oublie/nouveau/", {"pin": "basketball1", "again": "basketball1"})
    words = "deux rives et un quai"
    done = client.post("/nip-oublie/nouveau/", {"pin": words, "again": words})

    assert (short.status_code, done.url) == (422, "/entrer/")
    assert common.status_code in (302, 422)
    assert Person.objects.get(pk=worker.pk).check_password(words)


def test_the_administration_sees_no_way_to_a_citizen_s_nip(db, person):
    admin = cast.sign_in(Client(), cast.admin())
    me = Person.objects.get(display_name="Administration technique")

    assert admin.post(f"/comptes/{person.pk}/code/").status_code == 404
    assert admin.post(f"/comptes/{me.pk}/code/").status_code == 403
    assert admin.get(f"/admin/accounts/person/{person.pk}/password/").status_code in (302, 404)
    changed = admin.post(
        f"/admin/accounts/person/{person.pk}/change/",
        {"display_name": "Ginette", "username": "", "is_active": "on", "password": "x", "pin": NEW},
    )
    assert changed.status_code == 302
    assert Person.objects.get(pk=person.pk).check_password(cast.PIN)


def test_an_easy_admin_look_is_in_the_person_s_journal(db, person):
    admin = cast.admin()

    cast.sign_in(Client(), admin).get(f"/admin/accounts/person/{person.pk}/change/")

    assert [look.viewer for look in person.identity_views.all()] == [admin]
    assert journal_queries.count(person) > 1
    assert not disputes.is_open(person)
