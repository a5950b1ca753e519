"""The pages of one's account: « tu » to a citizen, « vous » to whoever works here, English one way."""

import re

import pytest
from django.test import Client

from accounts.domain import cards
from common import clock
from tests import cast
from tests.words.test_plain_words import TU, VOUS

pytestmark = pytest.mark.django_db
PAGES = (
    "/moi/",
    "/moi/appareils/",
    "/moi/cles/",
    "/moi/cles/ajouter/",
    "/moi/journal/",
    "/moi/journal/papier/",
    "/moi/me-joindre/",
    "/moi/me-joindre/telephone/",
    "/moi/me-joindre/courriel/",
)
WORKING = {
    "animation": cast.facilitator,
    "soutien": cast.support,
    "Table": cast.table_member,
    "signataire": cast.signatory,
    "porteur": cast.carrier,
    "administration": cast.admin,
}


def words_of(client, page: str) -> str:
    html = client.get(page).content.decode()
    main = html[html.index("<main") :]
    main = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", main, flags=re.S)
    return re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("\u00a0", " ")


@pytest.mark.parametrize("role", WORKING)
@pytest.mark.parametrize("page", PAGES)
def test_whoever_works_here_is_told_vous(role, page):
    person = WORKING[role]()
    client = cast.sign_in(Client(), person)

    assert TU.findall(words_of(client, page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_citizen_is_told_tu(page):
    client = cast.sign_in(Client(), cast.citizen())

    assert VOUS.findall(words_of(client, page)) == []


def test_the_journal_tells_each_in_their_own_way():
    citizen, worker = cast.citizen(), cast.facilitator()
    for person in (citizen, worker):
        cards.issue_card(by=None, person=person, now=clock.now())

    to_citizen = words_of(cast.sign_in(Client(), citizen), "/moi/journal/")
    to_worker = words_of(cast.sign_in(Client(), worker), "/moi/journal/")

    assert "Une carte a été faite pour toi" in to_citizen
    assert "Une carte a été faite pour vous" in to_worker


def test_whoever_works_here_is_not_led_to_a_page_that_refuses_them():
    worker = cast.sign_in(Client(), cast.facilitator()).get("/moi/appareils/").content.decode()
    citizen = cast.sign_in(Client(), cast.citizen()).get("/moi/appareils/").content.decode()

    assert ("/moi/nip/" in worker, "/moi/nip/" in citizen) == (False, True)


def test_english_has_one_way_and_the_page_says_its_language():
    worker = cast.sign_in(Client(), cast.facilitator())
    french = worker.get("/moi/appareils/")
    worker.cookies["langue"] = "en"
    english = worker.get("/moi/appareils/")

    assert 'lang="fr-CA"' in french.content.decode()
    assert french.headers["Content-Language"] == "fr"
    assert "My devices" in english.content.decode()


def test_the_request_after_a_worker_s_speaks_to_a_citizen_again():
    worker, citizen = cast.sign_in(Client(), cast.facilitator()), cast.sign_in(Client(), cast.citizen())
    worker.get("/moi/cles/")

    assert "ton appareil" in words_of(citizen, "/moi/cles/")
    assert "votre appareil" in words_of(worker, "/moi/cles/")
