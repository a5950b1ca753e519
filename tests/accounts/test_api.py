"""Entering by program."""

import pytest
from django.core.cache import cache
from knox.models import AuthToken

from accounts.domain import cards, people
from tests import cast

TOKEN, ME = "/api/v1/token/", "/api/v1/me/"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def ginette(db):
    return cast.citizen(username="ginette", pin=cast.PIN)


def ask(client, login="ginette", pin=cast.PIN):
    return client.post(TOKEN, {"login": login, "pin": pin}, content_type="application/json")


def carrying(token: str) -> dict[str, str]:
    return {"Authorization": f"Token {token}"}


def test_a_token_says_who_one_is_until_it_is_ended(client, ginette):
    token = ask(client).json()["token"]

    me = client.get(ME, headers=carrying(token))
    ended = client.delete(TOKEN, headers=carrying(token))
    after = client.get(ME, headers=carrying(token))

    assert me.json() == {
        "display_name": "Ginette",
        "territory": {"slug": "la-matapedia", "name": "La Matapédia"},
        "roles": ["citizen"],
    }
    assert (ended.status_code, after.status_code) == (204, 401)


def test_a_token_lasts_thirty_days_and_only_the_ten_latest_stay(client, ginette):
    responses = [ask(client) for _n in range(12)]

    assert [response.status_code for response in responses] == [201] * 12
    assert AuthToken.objects.filter(user=ginette).count() == 10
    token = AuthToken.objects.filter(user=ginette).first()
    assert round((token.expiry - token.created).total_seconds() / 3600) == 10


def test_a_wrong_pair_answers_401_then_429_with_a_code_and_a_sentence(client, ginette):
    answers = [ask(client, pin="135790") for _n in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert [answer.json()["code"] for answer in answers] == ["wrong_pair"] * 5 + ["too_many_tries"]
    assert all(answer.json()["sentence"] for answer in answers)
    assert ask(client).status_code == 429


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_input"),
        ({"login": "1234", "pin": "246813"}, "card_number"),
        ({"login": "12345678", "pin": "1"}, "pin"),
    ],
)
def test_what_is_badly_written_answers_422(client, ginette, body, code):
    response = client.post(TOKEN, body, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (422, code)


def test_without_a_token_nobody_is_told_anything(client, db):
    assert client.get(ME).status_code == 401
    assert client.delete(TOKEN).status_code == 401


def test_a_new_nip_and_leaving_end_every_token(client, ginette):
    first = ask(client).json()["token"]
    cards.choose_pin(by=ginette, person=ginette, pin="975318", now=cast.NOW)
    second = ask(client, pin="975318").json()["token"]

    assert client.get(ME, headers=carrying(first)).status_code == 401
    assert client.get(ME, headers=carrying(second)).status_code == 200

    people.leave(by=ginette, person=ginette, now=cast.NOW)

    assert client.get(ME, headers=carrying(second)).status_code == 401
    assert ask(client, pin="975318").status_code == 401
