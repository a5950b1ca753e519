"""Whoever wrote or supported it asks the Table again from the answer; the Table finds it in its inbox, with its date."""

import pytest
from django.urls import reverse

from participation.domain import echoes, transmissions
from participation.enums import ResponseKind
from participation.models import TableResponse, Transmission
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_commitments import EVERYBODY
from tests.participation.web_staff.test_echoes import shown, url
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

WORDS = "Il manque la date du guichet."


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def wanting(author=None, table=None, voices: int = 5) -> TableResponse:
    made = transmissions.respond(
        by=table or cast.secretary(),
        transmission=world.sent(concern=world.discussed(author or cast.citizen("Odile"))),
        kind=ResponseKind.PARTLY_ACCEPTED,
        reason="Les MRC y pensent.",
        plain_words="On y pense.",
        now=world.at(-2),
    )
    for number in range(voices):
        echoes.say(by=cast.citizen(f"Voix {number}"), response=made, choice="pas", now=world.at())
    return made


def test_from_the_answer_to_the_inbox_of_the_table_and_back(client):
    odile, table = cast.citizen("Odile"), cast.secretary()
    made = wanting(odile, table)
    cast.sign_in(client, odile)

    offered = url("ask_again", made.pk) in shown(client, made)
    checked = client.post(url("ask_again", made.pk), {"words": WORDS})
    nothing_yet = Transmission.objects.filter(asks_again=made).count()
    client.post(url("ask_again", made.pk), {"words": WORDS, "confirm": "1"})
    again = Transmission.objects.get(asks_again=made)
    own = url("transmission_reread", again.pk) in main_part(client.get(url("transmission", again.pk)))
    refused = client.post(url("transmission_reread", again.pk)).status_code
    hidden = url("ask_again", made.pk) in shown(client, made)
    cast.sign_in(client, cast.citizen("Carmen"))
    client.post(url("transmission_reread", again.pk))
    cast.sign_in(client, table)
    early = url("transmission", again.pk) in main_part(client.get(url("table_inbox")))
    cast.sign_in(client, cast.facilitator())
    client.post(url("transmission_send", again.pk))
    cast.sign_in(client, table)
    inbox = client.get(url("table_inbox"))
    client.logout()

    assert (offered, checked.status_code, nothing_yet, own, refused, hidden) == (
        True,
        200,
        0,
        False,
        403,
        False,
    )
    assert [one["dossier"].transmission for one in inbox.context["asked"]] == [again]
    assert (early, inbox.context["asked"][0]["dossier"].clock.status) == (False, "waiting")
    assert f"{url('transmission', made.transmission_id)}#rep{made.pk}" in main_part(inbox)
    assert url("transmission", again.pk) in shown(client, made)
    assert "Odile" not in main_part(client.get(url("transmission", again.pk)))


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_else_asks_again_by_the_page_nor_by_the_api(client, who):
    made = wanting()
    cast.sign_in(client, who())

    asked = (
        client.get(url("ask_again", made.pk)).status_code,
        client.post(url("ask_again", made.pk), {"words": WORDS, "confirm": "1"}).status_code,
        client.post(
            f"/api/v1/answers/{made.pk}/ask-again/", {"words": WORDS}, content_type="application/json"
        ).status_code,
    )

    assert (asked, Transmission.objects.count()) == ((403, 403, 403), 1)
    assert url("ask_again", made.pk) not in shown(client, made)


def test_by_the_api_its_author_asks_once(client):
    odile = cast.citizen("Odile")
    made = wanting(odile)
    address = f"/api/v1/answers/{made.pk}/ask-again/"
    cast.sign_in(client, odile)

    named = client.post(address, {"words": "Appelez le 418 555-0199."}, content_type="application/json")
    said = client.post(address, {"words": WORDS}, content_type="application/json")
    twice = client.post(address, {"words": WORDS}, content_type="application/json")
    client.logout()
    unknown = client.post(address, {"words": WORDS}, content_type="application/json")

    codes = [one.status_code for one in (named, said, twice, unknown)]
    assert codes == [422, 201, 409, 401]
    assert (said.json()["asks_again"], said.json()["state"], said.json()["body"]) == (
        made.pk,
        "preparee",
        WORDS,
    )


def test_under_five_voices_nothing_is_offered_nor_taken(client):
    odile = cast.citizen("Odile")
    made = wanting(odile, voices=4)
    cast.sign_in(client, odile)

    page = client.post(url("ask_again", made.pk), {"words": WORDS, "confirm": "1"})

    assert (page.status_code, Transmission.objects.count()) == (403, 1)
    assert url("ask_again", made.pk) not in shown(client, made)


def test_what_names_somebody_comes_back_beside_what_was_typed(client):
    odile = cast.citizen("Odile")
    made = wanting(odile)
    cast.sign_in(client, odile)

    page = client.post(
        reverse("participation:ask_again", args=[made.pk]),
        {"words": "Appelez le 418 555-0199.", "confirm": "1"},
    )

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["words"])
