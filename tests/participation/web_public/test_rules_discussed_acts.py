"""A change of rule discussed by its pages and by the API: who may act, who is refused, and what is read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common import clock
from participation.domain import amendments, objections
from participation.models import Amendment, Objection, RuleChange
from participation.models.objection import ObjectionState
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

AGAIN = "jours de discussion recommencent"
WORDS = "Les jeunes n'ont pas encore de cours là-dessus."


@pytest.fixture(autouse=True)
def _that_day():
    with clock.frozen(scenes.on(16)):
        yield


@pytest.fixture
def people():
    scenes.established()
    return scenes.espace()


@pytest.fixture
def change(people) -> RuleChange:
    return scenes.rule_change(people)


def page_of(person):
    return cast.sign_in(Client(), person) if person else Client()


def by_page(person, path: str, **fields) -> int:
    return page_of(person).post(path, fields).status_code


def by_api(person, path: str, **fields):
    headers = {"Authorization": f"Token {cast.token(person)}"} if person else {}
    return Client().post(f"/api/v1{path}", fields, content_type="application/json", headers=headers)


def others() -> dict:
    return {
        "visitor": None,
        "facilitator": cast.facilitator(),
        "support": cast.support(),
        "table": cast.table_member(),
        "signatory": cast.signatory(),
        "admin": cast.superuser(),
    }


def test_the_page_of_a_change_of_rule_leads_to_its_discussion(people, change):
    here = f"/regles/changements/{change.pk}/"

    told = page_of(people[5]).get(here).content.decode()
    mine = page_of(people[0]).get(here).content.decode()
    outside = Client().get(here).content.decode()

    assert [path for path in ("accord", "amendements", "raisons") if f"{here}{path}/" in told] == [
        "accord",
        "amendements",
        "raisons",
    ]
    assert (f"{here}changer/" in told, f"{here}changer/" in mine) == (False, True)
    assert [path for path in ("accord", "amendements", "raisons") if f"{here}{path}/" in outside] == []


def test_a_citizen_objects_by_the_page_and_by_the_api_and_nobody_who_works_here_does(people, change):
    page, api = f"/regles/changements/{change.pk}/accord/", f"/rule-changes/{change.pk}/objections/"

    refused = {
        name: (by_page(person, page, text=WORDS), by_api(person, api, text=WORDS).status_code)
        for name, person in others().items()
    }
    assert not Objection.objects.exists()
    made = by_page(people[5], page, text=WORDS), by_api(people[6], api, text="Trop tôt.").status_code

    assert refused == {
        "visitor": (302, 401),
        "facilitator": (403, 403),
        "support": (403, 403),
        "table": (404, 404),
        "signatory": (404, 404),
        "admin": (404, 404),
    }
    assert made == (302, 201)
    read = page_of(people[7]).get(page).content.decode()
    assert WORDS.replace("'", "&#x27;") in read or WORDS in read


def test_its_author_answers_by_the_page_and_another_one_lifts_by_the_api(people, change):
    made = objections.object_to(by=people[5], subject=change, text=WORDS, now=scenes.on(16))

    by_other = by_page(people[6], f"/objections/{made.pk}/repondre/", text="On explique.")
    answered = page_of(people[0]).post(f"/objections/{made.pk}/repondre/", {"text": "On explique."})
    not_mine = by_api(people[6], f"/objections/{made.pk}/lift/").status_code
    from_outside = by_api(cast.table_member(), f"/objections/{made.pk}/lift/").status_code
    lifted = by_api(people[5], f"/objections/{made.pk}/lift/")

    made.refresh_from_db()
    assert (by_other, not_mine, from_outside, lifted.status_code) == (403, 403, 404, 200)
    assert answered["Location"] == f"/regles/changements/{change.pk}/accord/"
    assert (lifted.json()["version"], made.state) == (1, ObjectionState.LIFTED)


def test_another_value_is_proposed_by_the_page_then_accepted_and_its_wordings_are_read(people, change):
    path = f"/regles/changements/{change.pk}/amendements/proposer/?partie=valeur"
    typed = {"value": "15", "why": "Un an de moins."}

    parts = page_of(people[6]).get(path.partition("?")[0]).content.decode()
    checked = page_of(people[6]).post(path, typed)
    sent = page_of(people[6]).post(path, typed | {"confirm": "1"})
    made = Amendment.objects.get()
    refused = {
        name: by_page(person, f"/amendements/{made.pk}/accepter/") for name, person in others().items()
    }
    accepted = by_page(people[0], f"/amendements/{made.pk}/accepter/")

    change.refresh_from_db()
    assert ("?partie=valeur" in parts, "?partie=raison" in parts, "?partie=titre" in parts) == (
        True,
        True,
        False,
    )
    assert (checked.status_code, sent["Location"]) == (200, f"/amendements/{made.pk}/")
    assert refused == {
        "visitor": 302,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert (accepted, change.proposed_value) == (302, 15)
    versions = page_of(people[7]).get(f"/regles/changements/{change.pk}/versions/").content.decode()
    outside = Client().get(f"/regles/changements/{change.pk}/versions/").content.decode()
    assert ("Un an de moins." in versions, "Un an de moins." in outside) == (True, False)


def test_another_reason_is_declined_by_the_page(people, change):
    made = amendments.propose_to_rule(
        by=people[6], change=change, part="raison", words="C'est mieux.", why="Court.", now=scenes.on(16)
    )

    read = page_of(people[0]).get(f"/amendements/{made.pk}/").content.decode()
    without = by_page(people[0], f"/amendements/{made.pk}/", reason="")
    declined = page_of(people[0]).post(f"/amendements/{made.pk}/", {"reason": "Je garde mes mots."})
    listed = page_of(people[7]).get(f"/regles/changements/{change.pk}/amendements/").content.decode()

    assert "Les jeunes aussi" in read
    assert without == 422
    assert declined["Location"] == f"/regles/changements/{change.pk}/amendements/"
    assert "Je garde mes mots." in listed


def test_another_value_by_the_api_who_may_and_who_is_refused(people, change):
    path = f"/rule-changes/{change.pk}/amendments/"
    said = {"part": "valeur", "value": 15, "why": "Un an de moins."}

    refused = {name: by_api(person, path, **said).status_code for name, person in others().items()}
    mine = by_api(people[0], path, **said).status_code
    same = by_api(people[6], path, **(said | {"value": 14}))
    made = by_api(people[6], path, **said)
    accepted = by_api(people[0], f"/amendments/{made.json()['id']}/answer/", accepts=True)

    assert refused == {
        "visitor": 401,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert (mine, same.status_code) == (403, 422)
    assert {name: made.json()[name] for name in ("part", "value", "version", "state")} == {
        "part": "valeur",
        "value": 15,
        "version": 1,
        "state": "proposee",
    }
    assert (accepted.status_code, accepted.json()["resulting"]) == (200, 2)


def test_its_author_rewords_it_by_the_page_and_by_the_api(people, change):
    page, api = f"/regles/changements/{change.pk}/changer/", f"/rule-changes/{change.pk}/versions/"
    said = {"value": 15, "reason": "Les jeunes de 15 ans.", "because": "Pour s'entendre."}

    refused = {name: by_api(person, api, **said).status_code for name, person in others().items()}
    by_other = by_page(people[6], page, **said), by_api(people[6], api, **said).status_code
    form = page_of(people[0]).get(page).content.decode()
    by_its_page = by_page(people[0], page, **said)
    again = by_api(people[0], api, **(said | {"value": 14}))
    outside = Client().get(f"/api/v1{api}").json()

    assert refused == {
        "visitor": 401,
        "facilitator": 403,
        "support": 403,
        "table": 403,
        "signatory": 403,
        "admin": 403,
    }
    assert by_other == (403, 403)
    assert 'value="14"' in form
    assert (by_its_page, again.status_code) == (302, 201)
    assert [(one["number"], one["value"], one["because"]) for one in again.json()] == [
        (1, 14, ""),
        (2, 15, "Pour s'entendre."),
        (3, 14, "Pour s'entendre."),
    ]
    assert {(one["reason"], one["because"], one["author"]) for one in outside} == {("", "", "")}


def test_what_is_missing_is_not_said_to_be_proposed_already(people, change):
    path = f"/rule-changes/{change.pk}/amendments/"

    answers = [
        by_api(people[6], path, part="valeur", why="Un an de moins."),
        by_api(people[6], path, part="valeur", value=None, why="Un an de moins."),
        by_api(people[6], path, part="raison", why="Plus clair."),
    ]

    assert [one.status_code for one in answers] == [422] * 3
    assert not Amendment.objects.exists()


def test_a_share_left_as_it_was_is_not_rounded_when_only_the_reason_changes(people):
    third = {"num": 1, "den": 3}
    scenes.established("quorum_share", {"num": 20, "den": 100}, label="Part du quorum")
    made = by_api(people[0], "/rules/quorum_share/changes/", value=third, reason="Un tiers.")
    found = RuleChange.objects.get(key="quorum_share")
    page = f"/regles/changements/{found.pk}/changer/"
    said = {"reason": "Un tiers suffit.", "because": "Plus clair."}

    form = page_of(people[0]).get(page).content.decode()
    kept = by_page(people[0], page, value="33", **said)
    found.refresh_from_db()
    after_the_reason = found.proposed_value
    by_page(people[0], page, value="40", **said)
    found.refresh_from_db()

    assert (made.status_code, 'value="33"' in form, kept) == (201, True, 302)
    assert (after_the_reason, found.proposed_value) == (third, {"num": 40, "den": 100})


def test_the_page_says_that_the_discussion_starts_again_with_another_value(people, change):
    page, form = f"/regles/changements/{change.pk}/", f"/regles/changements/{change.pk}/changer/"
    said = {"reason": "Les jeunes de 15 ans.", "because": "Pour s'entendre."}

    warned = page_of(people[0]).get(form).content.decode()
    by_page(people[0], form, value="14", **said)
    same_value = Client().get(page).content.decode()
    by_page(people[0], form, value="15", **said)
    another = Client().get(page).content.decode()

    assert AGAIN in warned
    assert (AGAIN in same_value, AGAIN in another) == (False, True)


def test_the_lists_cost_the_same_at_one_and_three(people, change):
    reader = page_of(people[8])
    paths = [f"/regles/changements/{change.pk}/{name}/" for name in ("amendements", "accord")]

    def counted(*by: int) -> int:
        for one in by:
            amendments.propose_to_rule(
                by=people[one], change=change, part="valeur", value=10 - one, why="Bien.", now=scenes.on(16)
            )
            objections.object_to(by=people[one], subject=change, text=WORDS, now=scenes.on(16))
        with CaptureQueriesContext(connection) as seen:
            for path in paths:
                reader.get(path)
        return len(seen)

    counted()

    assert counted(4) == counted(5, 6)
