"""Beside each answer of the Table, what citizens say of it; a citizen says it with one button, or by the API."""

import pytest
from django.urls import reverse

from common.dates import NBSP
from participation.domain import echoes as verbs
from participation.domain import transmissions
from participation.enums import ResponseKind
from participation.models import Echo, EchoGiven, TableResponse
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_commitments import EVERYBODY
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def answered(by=None) -> TableResponse:
    return transmissions.respond(
        by=by or cast.secretary(),
        transmission=world.sent(),
        kind=ResponseKind.ACCEPTED,
        reason="Les MRC s'engagent.",
        plain_words="C'est oui.",
        now=world.at(-2),
    )


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def shown(client, made: TableResponse) -> str:
    page = main_part(client.get(url("transmission", made.transmission_id)))
    return page.replace(NBSP, " ").replace("&#x27;", "'")


def say_it(made: TableResponse, *choices: str) -> None:
    for number, choice in enumerate(choices):
        verbs.say(by=cast.citizen(f"Voix {number}"), response=made, choice=choice, now=world.at())


def test_a_citizen_says_it_changes_it_and_takes_it_back(client):
    made = answered()
    cast.sign_in(client, cast.citizen("Lise"))

    before = shown(client, made)
    client.post(url("echo_say", made.pk), {"choice": "pas"})
    said = shown(client, made), Echo.objects.get().choice
    client.post(url("echo_say", made.pk), {"choice": "repond"})
    changed = Echo.objects.get().choice
    client.post(url("echo_take_back", made.pk))
    twice = client.post(url("echo_take_back", made.pk))

    assert "Est-ce que ça répond?" in before
    assert "Tu as dit" not in before
    assert "Tu as dit : Ça ne répond pas." in said[0]
    assert (said[1], changed, twice.status_code, Echo.objects.count()) == ("pas", "repond", 404, 0)


def test_something_else_than_the_three_is_refused(client):
    made = answered()
    cast.sign_in(client, cast.citizen("Lise"))

    page = client.post(url("echo_say", made.pk), {"choice": "approuvee"})
    program = client.put(
        f"/api/v1/answers/{made.pk}/echo/", {"choice": "approuvee"}, content_type="application/json"
    )

    assert (page.status_code, program.status_code, Echo.objects.count()) == (422, 422, 0)


@pytest.mark.parametrize("who", [*(one for one in EVERYBODY if one is not cast.citizen), cast.secretary])
def test_only_a_citizen_says_it(client, who):
    table = cast.secretary()
    made = answered(table)
    cast.sign_in(client, table if who is cast.secretary else who())

    page = client.post(url("echo_say", made.pk), {"choice": "pas"})
    back = client.post(url("echo_take_back", made.pk))
    program = client.put(
        f"/api/v1/answers/{made.pk}/echo/", {"choice": "pas"}, content_type="application/json"
    )

    assert (page.status_code, back.status_code, program.status_code) == (403, 403, 403)
    assert EchoGiven.objects.count() == 0
    assert url("echo_say", made.pk) not in shown(client, made)


@pytest.mark.parametrize("who", [None, cast.secretary, cast.facilitator, cast.admin, cast.citizen])
def test_everybody_reads_the_same_counts_members_included(client, who):
    table = cast.secretary()
    made = answered(table)
    say_it(made, *["pas"] * 6, *["repond"] * 2)
    if who is not None:
        cast.sign_in(client, table if who is cast.secretary else who())

    page = shown(client, made)
    listed = main_part(client.get(url("answers"))).replace(NBSP, " ")
    told = client.get(f"/api/v1/answers/{made.pk}/echo/").json()

    assert "6 personnes" in page
    assert "moins de 5" in page
    assert "2 personnes" not in page
    assert "Ça ne répond pas : 6 personnes." in listed
    assert "Ça répond : moins de 5." in listed
    assert told["counts"] == [
        {"choice": "repond", "count": None},
        {"choice": "en_partie", "count": 0},
        {"choice": "pas", "count": 6},
    ]
    assert told["mine"] is None


def test_under_five_voices_no_count_is_told_to_anybody(client):
    made = answered()
    say_it(made, "pas", "pas", "repond", "repond")
    cast.sign_in(client, cast.facilitator())

    page = shown(client, made)
    told = client.get(f"/api/v1/answers/{made.pk}/echo/").json()["counts"]

    assert "Moins de 5 personnes ont dit si ça répond." in page
    assert told is None


def test_by_the_api_a_citizen_says_it_and_reads_what_they_said_alone(client):
    made, address = answered(), "/api/v1/answers/{}/echo/"
    address = address.format(made.pk)
    cast.sign_in(client, cast.citizen("Lise"))

    said = client.put(address, {"choice": "pas"}, content_type="application/json").json()
    cast.sign_in(client, cast.citizen("Jo"))
    other = client.get(address).json()["mine"]
    nothing = client.delete(address).status_code
    client.logout()
    unknown = client.put(address, {"choice": "pas"}, content_type="application/json").status_code

    assert (said["mine"], other, nothing, unknown) == ("pas", None, 404, 401)


def test_a_receipt_is_not_an_answer(client):
    received = answered().transmission.responses.get(kind=ResponseKind.ACKNOWLEDGED)
    cast.sign_in(client, cast.citizen("Lise"))

    page = client.post(url("echo_say", received.pk), {"choice": "pas"})
    program = client.get(f"/api/v1/answers/{received.pk}/echo/")

    assert (page.status_code, program.status_code) == (404, 404)
