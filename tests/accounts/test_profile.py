"""One's own page: the borrowed name and the NIP are changed by the person alone."""

import html

import pytest
from django.core.cache import cache
from django.test import Client
from knox.models import AuthToken

from accounts.domain import cards, people
from accounts.models import Person
from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast

NEW = "975318"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def ginette(db):
    person = cast.citizen(username="ginette", pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=clock.now(), number="10203040")
    return person


@pytest.fixture
def inside(client, ginette):
    client.post("/entrer/", {"login": "ginette", "pin": cast.PIN})
    return client


def change(client, old=cast.PIN, pin=NEW, again=None):
    return client.post("/moi/nip/", {"old": old, "pin": pin, "again": again or pin})


def said(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def test_the_page_shows_what_others_see_and_the_card(inside):
    page = said(inside.get("/moi/"))

    for words in ("Ginette", "La Matapédia", "1020 3040", "/moi/nom/", "/moi/nip/", "/affichage/"):
        assert words in page
    assert cast.PIN not in page


def test_a_new_nip_closes_every_other_session_and_token(inside, ginette):
    elsewhere = Client()
    elsewhere.post("/entrer/", {"login": "ginette", "pin": cast.PIN})
    AuthToken.objects.create(ginette)

    response = change(inside)

    assert (response.status_code, response.url) == (302, "/moi/")
    assert inside.get("/moi/").status_code == 200
    assert elsewhere.get("/moi/").status_code == 302
    assert AuthToken.objects.count() == 0
    assert Person.objects.get(pk=ginette.pk).check_password(NEW)
    assert AuditEvent.objects.filter(kind="pin_chosen", actor_id=ginette.pk).count() == 1


@pytest.mark.parametrize(
    ("old", "pin", "again", "words"),
    [
        ("000000", NEW, NEW, "pas ton NIP actuel"),
        (cast.PIN, NEW, "975319", "ne sont pas pareils"),
        (cast.PIN, "123456", "123456", "trop facile"),
        (cast.PIN, cast.PIN, cast.PIN, "déjà ton NIP"),
        ("", NEW, NEW, "Écris ton NIP actuel"),
    ],
)
def test_a_change_refused_says_why_and_changes_nothing(inside, ginette, old, pin, again, words):
    response = change(inside, old, pin, again)

    assert response.status_code == 422
    assert words in said(response)
    assert Person.objects.get(pk=ginette.pk).check_password(cast.PIN)


def test_a_session_left_open_does_not_let_somebody_guess_the_nip(inside, ginette):
    codes = [change(inside, "000000").status_code for _try in range(6)]

    assert codes == [422] * 5 + [429]
    assert change(inside).status_code == 429
    assert Person.objects.get(pk=ginette.pk).check_password(cast.PIN)


def test_a_new_name_is_shown_at_once_and_kept_from_others(inside, ginette):
    response = inside.post("/moi/nom/", {"name": "  Galet   bleu "})
    other = cast.newcomer("Autre")

    assert response.status_code == 302
    assert Person.objects.get(pk=ginette.pk).display_name == "Galet bleu"
    with pytest.raises(Refused) as caught:
        people.choose_name(by=other, person=other, name="galet-bleu", now=cast.NOW)
    assert caught.value.code == "name_taken"


def test_a_name_refused_is_not_shown_even_on_this_page(inside, ginette):
    cast.newcomer("Étoile or")

    response = inside.post("/moi/nom/", {"name": "etoile or"})

    assert response.status_code == 422
    assert "a déjà ce nom" in said(response)
    assert response.context["me"].display_name == "Ginette"
    assert Person.objects.get(pk=ginette.pk).display_name == "Ginette"


def test_one_may_write_one_s_own_name_in_another_way(inside, ginette):
    inside.post("/moi/nom/", {"name": "GINETTE"})

    assert Person.objects.get(pk=ginette.pk).display_name == "GINETTE"


def test_nobody_renames_somebody_else(ginette):
    with pytest.raises(Refused) as caught:
        people.choose_name(by=cast.facilitator(), person=ginette, name="Galet bleu", now=cast.NOW)

    assert caught.value.code == "not_allowed"


@pytest.mark.parametrize("make", [cast.facilitator, cast.signatory, cast.table_member, cast.admin])
def test_who_works_here_changes_neither_name_nor_password_there(client, db, make):
    person = make()
    cast.sign_in(client, person)

    assert said(client.get("/moi/")).count("/moi/n") == 0
    assert client.post("/moi/nom/", {"name": "Galet bleu"}).status_code == 403
    assert change(client).status_code == 403
    assert Person.objects.get(pk=person.pk).display_name == person.display_name


def test_the_administration_cannot_give_a_name_that_somebody_chose(client, ginette):
    people.choose_name(by=ginette, person=ginette, name="Galet bleu", now=cast.NOW)
    other = cast.newcomer("Autre")
    cast.sign_in(client, cast.admin())

    response = client.post(
        f"/admin/accounts/person/{other.pk}/change/",
        {"display_name": "galet BLEU", "username": "", "is_active": "on"},
    )

    assert response.status_code in (200, 422)
    assert Person.objects.get(pk=other.pk).display_name == "Autre"
