"""Facilitation makes a card, prints it with its code, and replaces it."""

import html
import re

import pytest
from django.test import Client

from accounts.domain import cards, opening_codes, people
from accounts.models import AccessCard, OpeningCode, Person
from common import clock
from tests import cast

NEW = "/animation/cartes/nouvelle/"
# The person of the session, their mandates of the day; how many wait, who they are, their cards.
LIST_QUERIES = 6


@pytest.fixture
def desk(db, client):
    cast.sign_in(client, cast.facilitator())
    return client


@pytest.fixture
def person(db):
    person = cast.newcomer("Provisoire")
    cards.issue_card(by=None, person=person, now=clock.now(), number="10203040")
    return person


def said(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def code_in(response) -> str:
    return re.search(r"\b\d{3} \d{3} \d{3}\b", said(response)).group()


def test_two_answers_make_a_person_a_card_and_no_right(desk):
    territory = cast.territories()["la-mitis"]

    response = desk.post(NEW, {"territory": territory.pk, "age_group": "25-34"})

    made = Person.objects.order_by("-pk").first()
    assert (response.status_code, response.url) == (302, f"/animation/cartes/{made.pk}/")
    assert (made.territory, made.age_group, made.username, made.has_nip) == (territory, "25-34", None, False)
    assert made.cards.filter(revoked_at=None).count() == 1
    assert not made.mandates.exists()
    assert OpeningCode.objects.count() == 0


def test_a_missing_answer_makes_nobody(desk):
    before = Person.objects.count()

    response = desk.post(NEW, {"territory": "", "age_group": "25-34"})

    assert (response.status_code, Person.objects.count()) == (422, before)
    assert "Choisis une MRC" in said(response)


def test_the_code_shows_once_opens_the_card_and_dies_with_the_next(desk, person):
    page = f"/animation/cartes/{person.pk}/"
    sheet = desk.post(f"{page}coupon/")
    first = code_in(sheet)
    after = [said(desk.get(page)), said(desk.get(f"{page}papier/"))]
    second = code_in(desk.post(f"{page}coupon/"))

    assert sheet["Cache-Control"] == "no-store, private"
    assert "1020 3040" in said(sheet)
    assert not any(first in text for text in after)
    assert Client().post("/premiere-fois/", {"card": "10203040", "code": first}).status_code == 422
    assert Client().post("/premiere-fois/", {"card": "10203040", "code": second}).status_code == 302


def test_the_picture_carries_the_number_of_the_card_and_not_the_code(desk, person):
    sheet = desk.post(f"/animation/cartes/{person.pk}/coupon/")
    alone = desk.get(f"/animation/cartes/{person.pk}/papier/")

    # The same drawing with and without a code: nothing of the code is in it.
    assert sheet.context["paper"].picture == alone.context["paper"].picture
    assert sheet.context["paper"].picture.startswith("M4 4.5h7")
    assert "style=" not in said(sheet).split("<main")[1]


def test_somebody_who_has_a_nip_gets_a_card_and_no_code(desk, person):
    cards.choose_pin(by=None, person=person, pin=cast.PIN, now=clock.now())
    page = f"/animation/cartes/{person.pk}/"

    refused = desk.post(f"{page}coupon/")

    assert refused.status_code == 409
    assert "coupon/" not in said(desk.get(page))
    assert desk.get(f"{page}papier/").status_code == 200
    assert OpeningCode.objects.count() == 0


def test_a_lost_card_is_replaced_and_the_nip_stays(desk, person):
    cards.choose_pin(by=None, person=person, pin=cast.PIN, now=clock.now())

    desk.post(f"/animation/cartes/{person.pk}/remplacer/")

    live = AccessCard.objects.get(person=person, revoked_at=None)
    assert live.number != "10203040"
    assert Client().post("/entrer/", {"login": "10203040", "pin": cast.PIN}).status_code == 422
    assert Client().post("/entrer/", {"login": live.number, "pin": cast.PIN}).status_code == 302


def test_replacing_a_card_kills_the_code_of_the_one_before(desk, person):
    card = person.cards.get()
    slip = opening_codes.issue_opening_code(by=None, card=card, now=clock.now())

    desk.post(f"/animation/cartes/{person.pk}/remplacer/")

    new = person.cards.get(revoked_at=None)
    for number in ("10203040", new.number):
        assert Client().post("/premiere-fois/", {"card": number, "code": slip.digits}).status_code == 422


@pytest.mark.parametrize("act", ["coupon", "remplacer"])
@pytest.mark.parametrize("make", [cast.citizen, cast.support, cast.crd_agent, cast.signatory, cast.admin])
def test_nobody_but_facilitation_acts_on_a_card(client, person, make, act):
    cast.sign_in(client, make())

    response = client.post(f"/animation/cartes/{person.pk}/{act}/")

    assert response.status_code == 403
    assert OpeningCode.objects.count() == 0
    assert person.cards.get().revoked_at is None


def test_somebody_who_works_here_is_like_nobody(desk):
    colleague = cast.support()

    assert desk.get(f"/animation/cartes/{colleague.pk}/").status_code == 404
    assert desk.get("/animation/cartes/987654/").status_code == 404
    assert desk.post(f"/animation/cartes/{colleague.pk}/coupon/").status_code == 404


@pytest.mark.parametrize("text", ["10203040", "1020 3040", "provis", "PROVISOIRE"])
def test_a_person_is_found_by_card_or_by_name(desk, person, text):
    cast.newcomer("Quelqu'un d'autre")

    found = said(desk.get("/animation/cartes/", {"q": text})).split("<main")[1]

    assert f'href="/animation/cartes/{person.pk}/"' in found
    assert "Quelqu'un d'autre" not in found


def test_without_a_search_the_list_is_who_waits(desk, person):
    opened = cast.citizen("Déjà ouverte", pin=cast.PIN)
    cards.issue_card(by=None, person=opened, now=clock.now())
    cast.newcomer("Sans carte")

    waiting = said(desk.get("/animation/cartes/")).split("<main")[1]

    assert "Provisoire" in waiting
    assert "Déjà ouverte" not in waiting
    assert "Sans carte" not in waiting


def test_somebody_who_chose_a_nip_waits_for_the_welcome_talk(desk, person):
    cards.choose_pin(by=None, person=person, pin=cast.PIN, now=clock.now())
    waiting = said(desk.get("/animation/cartes/")).split("<main")[1]

    people.welcome(by=None, person=person, now=clock.now())
    after = said(desk.get("/animation/cartes/")).split("<main")[1]

    assert "Provisoire" in waiting
    assert "attend l'accueil" in waiting
    assert "attend la première visite" not in waiting
    assert "Provisoire" not in after


def test_the_twenty_first_who_waits_is_on_the_second_page(desk):
    for n in range(21):
        cards.issue_card(by=None, person=cast.newcomer(f"Rang {n:02}"), now=clock.now())

    first, second = (said(desk.get("/animation/cartes/", {"page": n})).split("<main")[1] for n in (1, 2))

    assert (first.count("Rang "), second.count("Rang ")) == (20, 1)
    assert "?page=2" in first


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_person_and_for_three(desk, count, django_assert_num_queries):
    for n in range(count):
        cards.issue_card(by=None, person=cast.newcomer(f"Personne {n}"), now=clock.now())
    desk.get("/animation/cartes/")

    with django_assert_num_queries(LIST_QUERIES):
        desk.get("/animation/cartes/")
