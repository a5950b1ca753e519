"""The content security policy on every kind of answer: our own files only, nothing inline, no frame around."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db

PATHS = ("/", "/votes/", "/affichage/", "/entrer/", "/nulle-part/", "/quitter/", "/sortir/", "/calendrier/")


def policy(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def is_strict(response) -> bool:
    held = policy(response)
    everything = [source for sources in held.values() for source in sources]
    return (
        held["default-src"] == ["'none'"]
        and held["script-src"] == ["'self'"]
        and held["style-src"] == ["'self'"]
        and held["frame-ancestors"] == held["base-uri"] == ["'none'"]
        and not [
            source
            for source in everything
            if "unsafe" in source or source in ("*", "https:", "data:", "blob:")
        ]
    )


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_to_a_visitor_carries_it(client, path):
    assert is_strict(client.get(path))


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (cast.citizen, ("participation:my_home", "deliberation:threads", "participation:facilitation")),
        (cast.facilitator, ("participation:facilitation", "participation:concerns")),
        (cast.table_member, ("participation:table_inbox",)),
        (cast.signatory, ("participation:reviews",)),
        (cast.admin, ("admin:index", "admin:accounts_person_changelist")),
    ],
)
def test_every_answer_inside_carries_it_the_administration_too(client, make, names):
    cast.sign_in(client, make())

    answers = {name: client.get(reverse(name)) for name in names}

    assert {name: is_strict(answer) for name, answer in answers.items()} == dict.fromkeys(names, True)


def test_a_form_that_waited_too_long_carries_it():
    refused = Client(enforce_csrf_checks=True).post("/affichage/", {})

    assert (refused.status_code, is_strict(refused)) == (403, True)


def test_a_policy_that_lets_in_more_is_seen(client, settings):
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        | {"style-src": ["'self'", "'unsafe-inline'"]}
    }

    assert not is_strict(client.get("/votes/"))
