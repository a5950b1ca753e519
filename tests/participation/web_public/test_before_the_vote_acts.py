"""The round and the reasons by their pages and by the API: who may act, who is refused, and what is kept when it fails."""

import pytest
from django.test import Client

from common import clock
from participation.domain import objections, reasons
from participation.models import Objection, Reason
from participation.models.objection import ObjectionState
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

WORDS = "Le local ferme l'hiver."
ANSWER = "On garde la salle ouverte tout l'hiver."


@pytest.fixture(autouse=True)
def _that_day():
    with clock.frozen(scenes.on(16)):
        yield


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def initiative(people):
    return scenes.deliberated(people)


@pytest.fixture
def objection(people, initiative) -> Objection:
    return objections.object_to(by=people[5], subject=initiative, text=WORDS, now=scenes.on(16))


def page_of(person):
    return cast.sign_in(Client(), person) if person else Client()


def by_page(person, path: str, **fields) -> int:
    return page_of(person).post(path, fields).status_code


def by_api(person, path: str, **fields) -> int:
    headers = {"Authorization": f"Token {cast.token(person)}"} if person else {}
    return Client().post(path, fields, content_type="application/json", headers=headers).status_code


def others() -> dict:
    return {
        "visitor": None,
        "facilitator": cast.facilitator(),
        "support": cast.support(),
        "table": cast.table_member(),
        "signatory": cast.signatory(),
        "admin": cast.superuser(),
    }


def test_a_citizen_objects_by_the_page_and_nobody_who_works_here_does(people, initiative):
    path = f"/initiatives/{initiative.pk}/accord/"

    refused = {name: by_page(person, path, text=WORDS) for name, person in others().items()}
    own = by_page(people[0], path, text=WORDS)
    empty = page_of(people[5]).post(path, {"text": ""})
    named = page_of(people[5]).post(path, {"text": "Madame Tremblay garde la clé."})
    assert not Objection.objects.exists()
    made = by_page(people[5], path, text=WORDS)

    assert refused == {
        "visitor": 302,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert (own, empty.status_code, named.status_code, made) == (403, 422, 422, 302)
    assert "Madame Tremblay garde la clé." in named.content.decode()
    assert Objection.objects.get().text == WORDS


def test_the_api_refuses_the_same_people(people, initiative):
    path = f"/api/v1/initiatives/{initiative.pk}/objections/"

    refused = {name: by_api(person, path, text=WORDS) for name, person in others().items()}
    made, again = (by_api(people[5], path, text=WORDS) for _time in range(2))

    assert refused == {
        "visitor": 401,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert (made, again) == (201, 409)
    assert Objection.objects.count() == 1


@pytest.mark.parametrize("way", [by_page, by_api])
def test_only_its_authors_answer_an_objection(people, objection, way):
    path = {
        by_page: f"/objections/{objection.pk}/repondre/",
        by_api: f"/api/v1/objections/{objection.pk}/answer/",
    }[way]

    refused = [way(person, path, text=ANSWER) for person in (people[4], people[5], cast.facilitator())]
    done = way(people[0], path, text=ANSWER)

    objection.refresh_from_db()
    assert refused == [403, 403, 403]
    assert done == (302 if way is by_page else 200)
    assert (objection.state, objection.answer) == (ObjectionState.ANSWERED, ANSWER)


@pytest.mark.parametrize("way", [by_page, by_api])
@pytest.mark.parametrize(
    ("page", "api", "state"),
    [("ca-me-va", "lift", ObjectionState.LIFTED), ("garder", "keep", ObjectionState.KEPT)],
)
def test_only_whoever_objected_lifts_or_keeps_it(people, objection, way, page, api, state):
    path = {
        by_page: f"/objections/{objection.pk}/{page}/",
        by_api: f"/api/v1/objections/{objection.pk}/{api}/",
    }[way]

    refused = [way(person, path) for person in (people[0], people[4], cast.facilitator())]
    objection.refresh_from_db()
    before = objection.state
    done = way(people[5], path)

    objection.refresh_from_db()
    assert (refused, before) == ([403, 403, 403], ObjectionState.OPEN)
    assert done == (302 if way is by_page else 200)
    assert objection.state == state


@pytest.mark.parametrize("way", [by_page, by_api])
def test_any_citizen_writes_a_reason_and_a_change_meanwhile_loses_nothing(people, initiative, way):
    path = {
        by_page: f"/initiatives/{initiative.pk}/raisons/?phrase=pour-1",
        by_api: f"/api/v1/initiatives/{initiative.pk}/reasons/",
    }[way]
    sent = {"text": "Les enfants ont ce qu'il faut.", "seen": 0}
    if way is by_api:
        sent |= {"side": "pour", "slot": 1}

    refused = {name: way(person, path, **sent) for name, person in others().items()}
    assert not Reason.objects.exists()
    made = way(people[3], path, **sent)
    late = way(people[4], path, **(sent | {"text": "Ça coûte moins cher."}))

    assert refused == {
        "visitor": 302 if way is by_page else 401,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert made in {200, 201, 302}
    assert late == 409
    assert Reason.objects.get().text == "Les enfants ont ce qu'il faut."


def test_the_page_shows_both_sentences_when_somebody_was_faster(people, initiative):
    path = f"/initiatives/{initiative.pk}/raisons/?phrase=pour-1"
    page_of(people[3]).post(path, {"text": "Les enfants ont ce qu'il faut.", "seen": 0})

    late = page_of(people[4]).post(path, {"text": "Ça coûte moins cher.", "seen": 0}).content.decode()

    assert "Ça coûte moins cher." in late
    assert "Les enfants ont ce qu" in late


@pytest.mark.parametrize("is_written", [True, False])
def test_the_page_of_a_vote_says_in_one_line_that_nobody_wrote_reasons(people, is_written):
    initiative = scenes.eligible(people)
    if is_written:
        reasons.write(
            by=people[3], subject=initiative, side="pour", slot=1, text=WORDS, seen=0, now=scenes.on(21)
        )
    vote = scenes.announced(initiative, None).vote

    shown = page_of(people[4]).get(f"/votes/{vote.pk}/").content.decode()

    assert "Les raisons, écrites par des citoyennes et citoyens" in shown
    assert shown.count("Personne n'en a écrit.") == (5 if is_written else 1)
    assert ("Qui passe en premier" in shown) is is_written
    assert ("Raisons pour" in shown, "Raisons contre" in shown) == (is_written, is_written)
