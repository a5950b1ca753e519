"""What goes to the Table, by the API: prepared, reread, doubted, sent, followed. Each act beside whom it refuses."""

import pytest

from participation.domain import transmissions
from participation.enums import ResponseKind
from participation.models import Transmission
from tests import cast
from tests.participation.core_b import sendings
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db

API = "/api/v1/transmissions/"
WORDS = {"title": "Garder un guichet", "body": sendings.BODY}
ASKED = {**WORDS, "kind": "avis", "expects": "reponse_motivee"}


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def call(client, method: str, address: str, **body):
    return getattr(client, method)(f"{API}{address}", body, content_type="application/json")


def answered_one() -> Transmission:
    sent = world.sent()
    words = {"kind": ResponseKind.NOT_ACCEPTED, "reason": "Pas ce budget.", "plain_words": "Pas cette année."}
    transmissions.respond(by=cast.secretary(), transmission=sent, now=world.at(-3), **words)
    return sent


def test_prepared_then_doubted_written_again_reread_and_sent(client):
    issue, facilitator, citizen = sendings.shared_issue(), cast.facilitator(), cast.citizen("Kim")
    cast.sign_in(client, facilitator)
    made = call(client, "post", "prepared/", issue=issue.pk, **ASKED)
    own = f"{made.json()['id']}/"
    early = call(client, "post", f"{own}send/")
    cast.sign_in(client, citizen)
    listed = call(client, "get", "prepared/").json()
    doubted = call(client, "post", f"{own}doubt/").json()
    cast.sign_in(client, facilitator)
    rewritten = call(client, "put", f"{own}preparation/", **{**WORDS, "title": "Un guichet"}).json()
    cast.sign_in(client, citizen)
    reread = call(client, "post", f"{own}reread/").json()
    cast.sign_in(client, facilitator)
    sent = call(client, "post", f"{own}send/").json()
    dropped_late = call(client, "delete", f"{own}preparation/").status_code

    assert (made.status_code, early.json()["code"]) == (201, "not_reread")
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert (doubted["is_doubted"], rewritten["is_doubted"], rewritten["title"]) == (True, False, "Un guichet")
    assert (reread["is_reread"], sent["state"], dropped_late) == (True, "envoyee", 409)


def test_an_answered_one_is_acknowledged_before_then_followed_and_ended(client):
    sent = world.sent()
    cast.sign_in(client, cast.table_member())
    received = call(client, "post", f"{sent.pk}/acknowledge/").status_code
    twice = call(client, "post", f"{sent.pk}/acknowledge/").status_code
    answered = answered_one()
    cast.sign_in(client, cast.facilitator())
    followed = call(client, "post", f"{answered.pk}/follow/").json()
    ended = call(client, "post", f"{answered.pk}/close/").json()

    assert (received, twice, followed["state"], ended["state"]) == (204, 409, "en_suivi", "close")


def test_one_source_that_the_espace_may_send_and_words_that_name_nobody(client):
    cast.sign_in(client, cast.facilitator())
    issue = sendings.shared_issue()
    kept = sendings.published_concern(readers="membres")

    def code(**given) -> str:
        return call(client, "post", "prepared/", **{**ASKED, **given}).json()["code"]

    assert code() == "one_source"
    assert code(issue=issue.pk, concern=kept.pk) == "one_source"
    assert code(concern=kept.pk) == "one_source"
    assert code(issue=issue.pk, body="Appelez le 418 555-0199.") == "shows_a_phone"
    assert not Transmission.objects.exists()


@pytest.mark.parametrize("who", [cast.citizen, cast.support, cast.signatory, cast.table_member, cast.admin])
def test_nobody_else_prepares_rewrites_drops_sends_nor_follows(client, who):
    prepared, answered = sendings.prepared(), answered_one()
    cast.sign_in(client, who())
    own = f"{prepared.pk}/"

    statuses = {
        call(client, "post", "prepared/", **ASKED).status_code,
        call(client, "put", f"{own}preparation/", **WORDS).status_code,
        call(client, "delete", f"{own}preparation/").status_code,
        call(client, "post", f"{own}send/").status_code,
        call(client, "post", f"{answered.pk}/follow/").status_code,
    }

    assert statuses <= {403, 404}
    prepared.refresh_from_db()
    assert (prepared.state, prepared.dropped_at) == ("preparee", None)


@pytest.mark.parametrize("who", [cast.facilitator, cast.support, cast.signatory, cast.table_member])
def test_only_citizens_reread_or_doubt_and_the_table_sees_nothing_before_it_is_sent(client, who):
    prepared = sendings.prepared()
    cast.sign_in(client, who())

    found = {call(client, "post", f"{prepared.pk}/{act}/").status_code for act in ("reread", "doubt")}

    assert found <= {403, 404}
    if who in (cast.signatory, cast.table_member):
        assert found == {404}
        assert call(client, "get", "prepared/").json() == []
