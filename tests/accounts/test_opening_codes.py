"""Opening codes: who makes them, how long they live, that they serve once, and that nothing tells them."""

import logging
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from accounts.domain import cards, first_visits, opening_codes, people
from accounts.models import OpeningCode, Person
from accounts.rules.opening import FIRST_OPENING, in_groups
from common.exceptions import BadInput, IllegalTransition, Refused
from common.models import AuditEvent
from tests import cast

NOW = cast.NOW
WRONG = "000000001"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def card(db):
    return cards.issue_card(by=None, person=cast.newcomer(), now=NOW, number="10203040")


def issue(card, *, by=None, now=NOW, **more):
    return opening_codes.issue_opening_code(by=by, card=card, now=now, **more)


def try_code(code, number="10203040", *, now=NOW, address="10.0.0.1"):
    request = RequestFactory().post("/premiere-fois/", REMOTE_ADDR=address)
    return first_visits.open_with_code(request=request, number=number, code=code, now=now)


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


@pytest.mark.parametrize("make", [cast.facilitator, cast.admin, cast.superuser])
def test_facilitation_and_administration_make_a_code(card, make):
    slip = issue(card, by=make())

    assert try_code(slip.code).card_id == card.pk
    assert slip.expires_at == NOW + FIRST_OPENING


@pytest.mark.parametrize(
    "make", [cast.citizen, cast.newcomer, cast.support, cast.signatory, cast.table_member, cast.carrier]
)
def test_nobody_else_makes_a_code(card, make):
    assert refused(issue, card, by=make()).code == "not_allowed"
    assert OpeningCode.objects.count() == 0


def test_only_the_loader_chooses_the_digits(card):
    assert refused(issue, card, by=cast.facilitator(), digits="123123123").code == "not_allowed"
    assert issue(card, digits="123123123").code == "123 123 123"


def test_no_code_for_somebody_who_has_a_nip_or_has_left_nor_for_a_dead_card(card):
    person = card.person
    cards.issue_card(by=None, person=person, now=NOW)
    card.refresh_from_db()
    dead = refused(issue, card)
    live = person.cards.get(revoked_at=None)
    cards.choose_pin(by=None, person=person, pin=cast.PIN, now=NOW)
    live.refresh_from_db()
    opened = refused(issue, type(live).objects.get(pk=live.pk))

    assert (dead.code, opened.code) == ("card_revoked", "already_open")


@pytest.mark.parametrize("typed", ["482917365", "482 917 365", " 482-917-365 ", "482\u00a0917\u00a0365"])
def test_spaces_and_dashes_do_not_count(card, typed):
    issue(card, digits="482917365")

    assert try_code(typed, "1020 3040").card_id == card.pk


def test_an_unknown_card_and_every_code_that_does_not_open_answer_the_same(card):
    def answer(*args, **more):
        refusal = refused(try_code, *args, **more)
        return (refusal.code, refusal.status, str(refusal.sentence))

    first = issue(card)
    again = issue(card)
    revoked = answer(first.digits)
    wrong = answer(WRONG)
    unknown = answer(again.digits, "99999999")
    expired = answer(again.digits, now=again.expires_at)
    first_visits.finish(code=try_code(again.digits), name="Galet bleu", pin=cast.PIN, now=NOW)
    used = answer(again.digits)

    assert {revoked, wrong, unknown, expired, used} == {wrong}
    assert wrong[:2] == ("wrong_code", 401)


def test_a_code_opens_until_its_last_moment(card):
    slip = issue(card)

    assert try_code(slip.digits, now=slip.expires_at - timedelta(seconds=1))
    assert refused(try_code, slip.digits, now=slip.expires_at).code == "wrong_code"


def test_a_code_is_spent_by_the_nip_and_not_before(card):
    slip = issue(card)
    opened = try_code(slip.digits)

    assert (
        refused(first_visits.finish, code=opened, name="Galet bleu", pin="111111", now=NOW).code == "easy_pin"
    )
    assert try_code(slip.digits) == opened
    person = first_visits.finish(code=opened, name="Galet bleu", pin=cast.PIN, now=NOW)
    assert (person.display_name, person.check_password(cast.PIN)) == ("Galet bleu", True)
    assert (
        refused(first_visits.finish, code=opened, name="Anse or", pin="975318", now=NOW).code == "code_used"
    )
    assert Person.objects.get(pk=person.pk).check_password(cast.PIN)


@pytest.mark.parametrize("end", ["new code", "new card", "leave"])
def test_a_right_already_obtained_dies_with_its_code(card, end):
    opened = try_code(issue(card).digits)
    if end == "new code":
        issue(card)
    elif end == "new card":
        cards.issue_card(by=None, person=card.person, now=NOW)
    else:
        people.leave(by=None, person=card.person, now=NOW)

    assert (
        refused(first_visits.finish, code=opened, name="Galet bleu", pin=cast.PIN, now=NOW).code
        == "code_used"
    )
    assert first_visits.still_live(code_id=opened.pk, now=NOW) is None
    assert not Person.objects.get(pk=card.person_id).has_nip


def test_a_name_that_somebody_chose_meanwhile_spends_nothing(card):
    other = cast.newcomer("Marée-Lilas")
    opened = try_code(issue(card).digits)

    assert (
        refused(first_visits.finish, code=opened, name="maree lilas", pin=cast.PIN, now=NOW).code
        == "name_taken"
    )
    assert first_visits.still_live(code_id=opened.pk, now=NOW) == opened
    assert other.display_name == "Marée-Lilas"


# Tries


def test_five_wrong_codes_close_this_card_from_this_address_only(card):
    slip = issue(card)
    codes = [refused(try_code, WRONG).code for _try in range(6)]

    assert codes == ["wrong_code"] * 5 + ["too_many_tries"]
    assert refused(try_code, slip.digits).code == "too_many_tries"
    # Somebody who knows the number, elsewhere, has not locked its owner out.
    assert try_code(slip.digits, address="10.0.0.2")


def test_a_badly_written_code_is_not_a_try(card):
    slip = issue(card)
    for _try in range(6):
        assert isinstance(refused(try_code, "48291"), BadInput)

    assert try_code(slip.digits)


def test_twenty_five_people_open_their_cards_from_one_address(db):
    opened = 0
    for n in range(25):
        card = cards.issue_card(by=None, person=cast.newcomer(f"Personne {n}"), now=NOW)
        slip = issue(card)
        assert refused(try_code, WRONG, card.number).code == "wrong_code"
        opened += try_code(slip.digits, card.number).card_id == card.pk

    assert opened == 25


# Nothing tells


def test_neither_the_history_nor_the_logs_nor_what_is_printed_of_it_tells_the_code_or_the_nip(card, caplog):
    caplog.set_level(logging.DEBUG)
    slip = issue(card, by=cast.facilitator(), now=NOW)
    refused(try_code, WRONG)
    first_visits.finish(code=try_code(slip.digits), name="Galet bleu", pin="975318", now=NOW)

    told = " ".join(f"{event.kind} {event.subject} {event.facts}" for event in AuditEvent.objects.all())
    told += caplog.text + repr(slip) + str(OpeningCode.objects.values_list().get(card=card))
    assert {"opening_code_issued", "card_opened", "pin_chosen", "name_chosen"} <= set(told.split())
    for secret in (slip.digits, in_groups(slip.digits), "975318", "Galet bleu"):
        assert secret not in told


# The database


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_a_second_live_code_a_clear_one_and_a_late_use(card):
    slip = issue(card)
    row = OpeningCode.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningCode.objects.create(card=card, code_hash="a$b", issued_at=NOW, expires_at=slip.expires_at)
    with pytest.raises(IntegrityError):
        sql("UPDATE accounts_openingcode SET code_hash = %s WHERE id = %s", slip.digits, row.pk)
    with pytest.raises(IntegrityError):
        sql("UPDATE accounts_openingcode SET used_at = expires_at WHERE id = %s", row.pk)
    with pytest.raises(IntegrityError):
        sql("UPDATE accounts_openingcode SET expires_at = issued_at WHERE id = %s", row.pk)


@pytest.mark.parametrize("settled", ["used_at", "revoked_at"])
def test_the_database_never_gives_life_back_to_a_settled_code(card, settled):
    issue(card)
    sql(f"UPDATE accounts_openingcode SET {settled} = issued_at")

    with pytest.raises(IntegrityError, match="opening_code_settled"):
        sql(f"UPDATE accounts_openingcode SET {settled} = NULL")


def test_the_database_keeps_a_chosen_name_for_one_person(db):
    first, second = cast.newcomer("Un"), cast.newcomer("Deux")
    people.choose_name(by=first, person=first, name="Galet bleu", now=NOW)
    sql("UPDATE accounts_person SET name_key = 'galetbleu' WHERE id = %s", second.pk)

    with pytest.raises(IntegrityError):
        sql("UPDATE accounts_person SET name_chosen_at = joined_at WHERE id = %s", second.pk)


@pytest.mark.django_db(transaction=True)
def test_two_browsers_that_finish_at_once_open_the_card_once():
    card = cards.issue_card(by=None, person=cast.newcomer(), now=NOW, number="10203040")
    opened = try_code(issue(card).digits)
    start, ends = threading.Barrier(2), []

    def finish(name, pin):
        try:
            start.wait()
            first_visits.finish(code=OpeningCode.objects.get(pk=opened.pk), name=name, pin=pin, now=NOW)
            ends.append(pin)
        except IllegalTransition as refusal:
            ends.append(refusal.code)
        finally:
            connection.close()

    both = [
        threading.Thread(target=finish, args=one) for one in (("Anse or", "975318"), ("Dune lilas", "864203"))
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    won = next(end for end in ends if end.isdigit())
    assert sorted(ends) == sorted([won, "code_used"])
    assert Person.objects.get(pk=card.person_id).check_password(won)
    assert AuditEvent.objects.filter(kind="card_opened").count() == 1
