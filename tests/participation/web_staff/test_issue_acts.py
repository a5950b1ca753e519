"""Facilitation ends an issue with a word to everybody, and asks an author to join one that is shared."""

import pytest
from django.urls import reverse

from common.exceptions import BadInput, Refused
from participation.domain import consultations, issues
from participation.models import Grouping, Notice
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

API = "/api/v1/issues/"
WORD = "La Table a dit oui. On a fini."
OTHERS = [
    cast.citizen,
    cast.support,
    cast.crd_agent,
    cast.mrc_resource,
    cast.signatory,
    cast.secretary,
    cast.admin,
]


@pytest.fixture(autouse=True)
def _day():
    cast.territories()
    with world.frozen():
        yield


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def post(client, path: str, typed: dict):
    return client.post(path, typed, content_type="application/json")


def test_an_issue_ends_with_a_word_that_everybody_reads(client):
    held = world.issue()
    cast.sign_in(client, cast.facilitator())
    page, address = url("issue_close", held.pk), url("issue", held.pk)
    door = page in main_part(client.get(address))
    empty = client.post(page, {"word": " ", "confirm": "1"})
    named = client.post(page, {"word": "Appelle le 418 555-0199.", "confirm": "1"})
    check = client.post(page, {"word": WORD})
    held.refresh_from_db()
    kept = held.state
    done = client.post(page, {"word": WORD, "confirm": "1"})
    again = client.get(page).status_code
    shut = page in main_part(client.get(address))
    client.logout()

    assert (door, shut, kept) == (True, False, "partagee")
    assert (empty.status_code, named.status_code, check.status_code) == (422, 422, 200)
    assert (done.url, again) == (address, 409)
    assert WORD in main_part(client.get(address))


def test_what_the_table_asked_is_answered_not_ended(client):
    asked = consultations.ask(
        by=cast.secretary(),
        kind="question",
        title="Se déplacer sans auto",
        words="Où le transport manque-t-il?",
        wished_on=world.at(30).date(),
        now=world.at(-1),
    )
    cast.sign_in(client, cast.facilitator())
    page = client.post(url("issue_close", asked.issue_id), {"word": WORD, "confirm": "1"})
    by_api = post(client, f"{API}{asked.issue_id}/close/", {"word": WORD})

    assert (page.status_code, by_api.status_code) == (409, 409)
    assert url("issue_close", asked.issue_id) not in main_part(client.get(url("issue", asked.issue_id)))


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_ends_an_issue_nor_asks_to_join_one(client, who):
    held, concern, person = world.issue(), world.discussed(cast.citizen("Étoile")), who()
    cast.sign_in(client, person)
    answers = (
        client.post(url("issue_close", held.pk), {"word": WORD, "confirm": "1"}),
        client.post(url("concern_join", concern.pk), {"issue": held.pk, "confirm": "1"}),
        post(client, f"{API}{held.pk}/close/", {"word": WORD}),
        post(client, f"{API}{held.pk}/ask-to-join/", {"concern": concern.pk}),
    )
    with pytest.raises(Refused) as refused:
        issues.close(by=person, issue=held, word=WORD, now=world.at())
    held.refresh_from_db()

    assert [one.status_code for one in answers] == [403] * 4
    assert not isinstance(refused.value, BadInput)
    assert (held.state, Grouping.objects.count()) == ("partagee", 0)


def test_facilitation_ends_an_issue_by_the_api(client):
    held = world.issue()
    cast.sign_in(client, cast.facilitator())
    empty = post(client, f"{API}{held.pk}/close/", {"word": " "})
    done = post(client, f"{API}{held.pk}/close/", {"word": WORD})
    again = post(client, f"{API}{held.pk}/close/", {"word": WORD})
    client.logout()

    assert empty.status_code in (400, 422)
    assert (done.status_code, done.json()["state"], again.status_code) == (200, "close", 409)
    assert post(client, f"{API}{held.pk}/close/", {"word": WORD}).status_code == 401


def test_the_author_is_asked_and_joins_the_shared_issue_at_once_by_saying_yes(client):
    held, concern = world.issue(), world.discussed(cast.citizen("Étoile"))
    cast.sign_in(client, cast.facilitator("Noé"))
    page = url("concern_join", concern.pk)
    door = page in main_part(client.get(url("concern_read", concern.pk)))
    unknown = client.post(page, {"issue": "999999", "confirm": "1"})
    check = client.post(page, {"issue": held.pk})
    asked_before = Grouping.objects.count()
    done = client.post(page, {"issue": held.pk, "confirm": "1"})
    made = Grouping.objects.get()
    told = Notice.objects.filter(person=concern.author, kind="regroupement").count()
    shut = page in main_part(client.get(url("concern_read", concern.pk)))
    issues.answer_grouping(by=concern.author, grouping=made, accepts=True, now=world.at())
    concern.refresh_from_db()

    assert (door, shut, asked_before, told) == (True, False, 0, 1)
    assert (unknown.status_code, check.status_code, done.url) == (422, 200, url("issue_share", held.pk))
    assert (concern.issue_id, concern.state) == (held.pk, "regroupee")


def test_the_author_is_asked_once_by_the_api_and_no_remains_no(client):
    held, concern = world.issue(), world.discussed(cast.citizen("Étoile"))
    private = world.submitted(cast.citizen("Lune"), readers="animation")
    cast.sign_in(client, cast.facilitator("Noé"))
    ask = f"{API}{held.pk}/ask-to-join/"
    made = post(client, ask, {"concern": concern.pk})
    issues.answer_grouping(by=concern.author, grouping=Grouping.objects.get(), accepts=False, now=world.at())

    assert (made.status_code, made.json()["concern"]) == (201, concern.pk)
    assert post(client, ask, {"concern": concern.pk}).status_code == 409
    assert post(client, ask, {"concern": private.pk}).status_code == 403
    assert post(client, ask, {"concern": 999_999}).status_code == 404
    assert Grouping.objects.count() == 1
