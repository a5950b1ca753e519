"""Who opens which page: one table, every role, every page."""

import pytest
from django.urls import reverse

from participation.enums import InitiativeState
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db

CAST = {
    "anonymous": None,
    "citizen": cast.citizen,
    "facilitator": cast.facilitator,
    "support": cast.support,
    "crd": cast.crd_agent,
    "mrc": cast.mrc_resource,
    "signatory": cast.signatory,
    "table": cast.table_member,
    "secretary": cast.secretary,
    "carrier": cast.carrier,
    "scrutineer": cast.scrutineer,
    "admin": cast.admin,
}
ALL = tuple(CAST)


def _only(*roles: str) -> dict[str, int]:
    table = dict.fromkeys(ALL, 403)
    return {**table, "anonymous": 302, **dict.fromkeys(roles, 200)}


PUBLIC = dict.fromkeys(ALL, 200)
STAFF = _only("facilitator", "support", "crd", "mrc")
FACILITATION = _only("facilitator")
PREPARERS = _only("facilitator", "crd")
MEMBERS = {
    **dict.fromkeys(ALL, 404),
    **dict.fromkeys(("citizen", "facilitator", "support", "crd", "mrc"), 200),
}

PAGES = {
    "facilitation": (lambda: None, STAFF),
    "concern_read": (lambda: world.submitted().pk, FACILITATION),
    "concern_hold": (lambda: world.submitted().pk, FACILITATION),
    "concern_refer": (lambda: world.submitted().pk, FACILITATION),
    "concern_close": (lambda: world.submitted().pk, FACILITATION),
    "issue_propose": (lambda: None, FACILITATION),
    "issue_share": (lambda: world.issue("proposee").pk, FACILITATION),
    "issue_rewrite": (lambda: world.issue("partagee").pk, FACILITATION),
    "priority_vote": (lambda: world.issue().pk, FACILITATION),
    "initiative_refer": (lambda: world.initiative().pk, FACILITATION),
    "renewal_agreement": (lambda: world.initiative().pk, FACILITATION),
    "confirm_carrier": (lambda: world.approved_initiative(carrier=None).pk, FACILITATION),
    "initiative_vote": (lambda: world.initiative(InitiativeState.ELIGIBLE).pk, FACILITATION),
    "rule_vote": (lambda: world.rule_change(state="en_deliberation").pk, FACILITATION),
    "transmission_prepare": (lambda: None, PREPARERS),
    "recommendation_vote": (lambda: world.prepared().pk, FACILITATION),
    "transmission": (lambda: world.prepared().pk, MEMBERS),
    "reviews": (lambda: None, _only("signatory")),
    "review_answer": (lambda: world.initiative(InitiativeState.IN_REVIEW).pk, _only("signatory")),
    "table_inbox": (lambda: None, _only("table", "secretary")),
    "respond": (lambda: world.sent().pk, _only("secretary")),
    "linkage": (lambda: world.sent_decision().pk, _only("table", "secretary")),
    "lever": (lambda: world.sent_decision().pk, _only("table", "secretary")),
    "answers": (lambda: None, PUBLIC),
    "rules": (lambda: None, PUBLIC),
    "rule": (lambda: world.rule("voting_days", 10).key, PUBLIC),
    "rule_change": (lambda: world.rule_change().pk, PUBLIC),
    "calendar": (lambda: None, PUBLIC),
    "calendar_ics": (lambda: None, PUBLIC),
    "territories": (lambda: None, PUBLIC),
    "territory": (lambda: cast.territories()["la-mitis"].slug, PUBLIC),
    "seats": (lambda: None, PUBLIC),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_role_gets_its_own_answer_from_each_page(client, name):
    make, expected = PAGES[name]
    target = make()
    url = reverse(f"participation:{name}", args=[] if target is None else [target])

    answers = {}
    with world.frozen():
        for role, person in CAST.items():
            client.logout()
            if person:
                cast.sign_in(client, person())
            answers[role] = client.get(url).status_code

    assert answers == expected


def test_a_dossier_already_sent_is_public(client):
    url = reverse("participation:transmission", args=[world.sent().pk])

    assert client.get(url).status_code == 200


def test_acts_are_not_pages(client):
    cast.sign_in(client, cast.facilitator())

    assert client.get(reverse("participation:concern_publish", args=[1])).status_code == 405
