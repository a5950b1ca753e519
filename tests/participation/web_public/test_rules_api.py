"""The rules of the Espace by the API: everybody reads them, citizens propose and support, nobody touches an invariant."""

import pytest
from django.test import Client

from common import clock
from participation.domain import decisions
from participation.enums import RuleChangeState
from participation.models import Reason, RuleChange, StepBack, Support
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

RULES = "/api/v1/rules/"
LOCKED = {
    "key": "only_citizens_vote",
    "value": True,
    "is_locked": True,
    "why": "La semence le dit.",
    "label": "Qui vote",
}


@pytest.fixture(autouse=True)
def _that_day():
    with clock.frozen(scenes.on(16)):
        yield


@pytest.fixture
def people():
    scenes.established()
    scenes.established(**LOCKED)
    return scenes.espace()


def as_(person) -> dict:
    return {"Authorization": f"Token {cast.token(person)}"} if person else {}


def send(person, path: str, **fields):
    return Client().post(path, fields, content_type="application/json", headers=as_(person))


def others() -> dict:
    return {
        "visitor": None,
        "facilitator": cast.facilitator(),
        "support": cast.support(),
        "table": cast.table_member(),
        "signatory": cast.signatory(),
        "admin": cast.superuser(),
    }


def test_anybody_reads_the_rules_and_that_they_are_provisional(people):
    told = Client().get(RULES).json()

    shown = {row["key"]: row for row in told["rules"]}
    assert told["is_provisional"] is True
    assert (shown["min_voting_age"]["value"], shown["min_voting_age"]["version"]) == (16, 1)
    assert shown["only_citizens_vote"]["is_locked"] is True
    assert Client().get(f"{RULES}no-such-rule/").status_code == 404


def test_a_citizen_proposes_and_supports_and_nobody_who_works_here_does(people):
    path, at_work = f"{RULES}min_voting_age/changes/", others()

    refused = {
        name: send(person, path, value=14, reason="Les jeunes.").status_code
        for name, person in at_work.items()
    }
    wrong = [send(people[0], path, value=value, reason="Oui.").status_code for value in (16, "quatorze", -1)]
    missing = send(people[0], f"{RULES}no-such-rule/changes/", value=14, reason="Oui.").status_code
    assert not RuleChange.objects.exists()
    made = send(people[0], path, value=14, reason="Les jeunes.")
    support = f"/api/v1/rule-changes/{made.json()['id']}/support/"
    not_theirs = {name: send(person, support).status_code for name, person in at_work.items()}
    states = [send(person, support).json()["state"] for person in people[1:4]]

    assert refused == {"visitor": 401} | dict.fromkeys(
        ("facilitator", "support", "table", "signatory", "admin"), 403
    )
    assert (wrong, missing) == ([422, 422, 422], 404)
    assert made.status_code == 201
    assert not_theirs == refused
    assert states[-1] == RuleChangeState.DELIBERATING


def test_a_support_is_taken_back_by_whoever_gave_it(people):
    made = send(people[0], f"{RULES}min_voting_age/changes/", value=14, reason="Les jeunes aussi.")
    support = f"/api/v1/rule-changes/{made.json()['id']}/support/"
    send(people[1], support)

    nothing = Client().delete(support, headers=as_(people[2]))
    staff = Client().delete(support, headers=as_(cast.facilitator()))
    done = Client().delete(support, headers=as_(people[1]))

    assert (nothing.status_code, staff.status_code, done.status_code) == (404, 404, 200)
    assert not Support.objects.exists()


def test_an_invariant_is_refused_with_its_sentence(people):
    refused = send(people[0], f"{RULES}only_citizens_vote/changes/", value=False, reason="Pour voir.")

    assert refused.status_code == 403
    assert "La semence le dit." in str(refused.json())
    assert not RuleChange.objects.exists()


def test_outside_nobody_reads_who_proposes_nor_why(people):
    change = scenes.rule_change(people)
    path = f"/api/v1/rule-changes/{change.pk}/"

    outside, inside = Client().get(path).json(), Client().get(path, headers=as_(people[5])).json()

    assert (outside["author"], outside["reason"]) == ("", "")
    assert (inside["author"], inside["reason"]) == (people[0].display_name, "Les jeunes aussi.")


def test_only_its_author_takes_it_back(people):
    change = scenes.rule_change(people)
    path = f"/api/v1/rule-changes/{change.pk}/"

    refused = [
        Client().delete(path, headers=as_(person)).status_code
        for person in (None, people[5], cast.facilitator())
    ]
    done = Client().delete(path, headers=as_(people[0])).json()

    assert refused == [401, 403, 403]
    assert done["state"] == RuleChangeState.WITHDRAWN


def test_the_history_names_the_vote_that_made_each_version(people):
    change = scenes.rule_change(people)
    decision = decisions.put_rule_change_to_vote(
        by=None, change=change, opens_at=scenes.on(23), closes_at=scenes.on(34, 20), now=scenes.on(20)
    )
    scenes.cast_all(decision.vote, people, scenes.choices(10))
    decisions.settle(now=scenes.on(34, 21))

    with clock.frozen(scenes.on(40)):
        told = Client().get(f"{RULES}min_voting_age/").json()
        listed = Client().get(f"{RULES}min_voting_age/changes/").json()

    assert told["value"] == 14
    assert [(row["version"], row["value"], row["vote"]) for row in told["history"]] == [
        (1, 16, None),
        (2, 14, decision.vote_id),
    ]
    assert [(row["id"], row["vote"], row["state"]) for row in listed] == [
        (change.pk, decision.vote_id, RuleChangeState.ADOPTED)
    ]


def test_reasons_about_a_change_of_rule_are_written_by_citizens(people):
    change = scenes.rule_change(people)
    path = f"/api/v1/rule-changes/{change.pk}/reasons/"
    sent = {"side": "pour", "slot": 1, "text": "Les jeunes vivent ici aussi.", "seen": 0}

    refused = {name: send(person, path, **sent).status_code for name, person in others().items()}
    made = send(people[5], path, **sent)

    assert refused == {
        "visitor": 401,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert (made.status_code, made.json()[0]["text"]) == (200, sent["text"])
    assert Reason.objects.get().rule_change == change


def test_one_steps_back_by_oneself_and_once(people):
    initiative = scenes.deliberated(people)
    path = f"/api/v1/initiatives/{initiative.pk}/step-backs/"

    refused = {
        name: send(person, path, reason="Mon emploi.").status_code for name, person in others().items()
    }
    empty = send(people[5], path, reason="").status_code
    made, again = (send(people[5], path, reason="Mon emploi.").status_code for _time in range(2))

    assert refused == {
        "visitor": 401,
        "facilitator": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "admin": 404,
    }
    assert (empty, made, again) == (422, 201, 409)
    assert StepBack.objects.get().person == people[5]
