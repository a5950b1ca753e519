"""Lists cost the same for one thing and for three; the technical administration only looks."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deliberation.domain import messages, moderation
from deliberation.enums import FlagReason
from participation.domain import text_flags
from participation.enums import InitiativeState
from participation.models import Concern, Decision, Initiative, TableResponse
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db


def queries_of(client, page: str) -> int:
    with world.frozen(), CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def something_to_do(n: int) -> None:
    """One of everything that the dashboard lists."""
    elodie = cast.facilitator(f"Animation {n}")
    concern = world.discussed(cast.citizen(f"Personne {n}"), elodie)
    said = messages.post(
        by=concern.author, thread=concern.thread, text=f"Mot {n}", now=world.at(), is_read=True
    )
    moderation.flag(by=cast.citizen(f"Loup {n}"), message=said, reason=FlagReason.values[0], now=world.at())
    world.submitted(cast.citizen(f"Autre {n}"))
    eligible = world.initiative(InitiativeState.ELIGIBLE, title=f"Idée {n}")
    world.prepared(title=f"Envoi {n}")
    world.issue("proposee", f"Enjeu {n}")
    for text in (concern, eligible, world.issue("partagee", f"Bus {n}")):
        text_flags.flag(by=cast.citizen(f"Rita {n}"), text=text, reason=FlagReason.ATTACK, now=world.at())


EXPECTED = {
    # Also the messages to read first, the texts that were flagged, what contests a result and who speaks for the Espace.
    "facilitation": 36,
    # Every page of whoever works here asks whether the second step still holds, and every home what changed in the account.
    # Also what the check still holds for, of all its texts at once: their versions, and the votes on them.
    "reviews": 12,
    "table_inbox": 15,
    "answers": 9,
    "rules": 3,
    "calendar": 13,
    "seats": 7,
}
LISTS = {
    "facilitation": (cast.facilitator, something_to_do),
    "reviews": (cast.signatory, lambda n: world.initiative(InitiativeState.IN_REVIEW, title=f"Idée {n}")),
    "table_inbox": (cast.table_member, lambda n: world.sent(title=f"Envoi {n}")),
    "answers": (None, lambda n: world.sent(title=f"Envoi {n}")),
    "rules": (None, lambda n: world.rule(f"voting_days_{n}", n)),
    "calendar": (None, lambda n: world.sent(title=f"Envoi {n}")),
    "seats": (None, lambda n: cast.seat(f"t-{n}", f"Siège {n}")),
}


@pytest.mark.parametrize("name", LISTS)
def test_three_things_cost_no_more_queries_than_one(client, name):
    who, make = LISTS[name]
    if who:
        cast.sign_in(client, who())
    page = reverse(f"participation:{name}")
    make(1)
    queries_of(client, page)
    one = queries_of(client, page)
    make(2)
    make(3)

    assert queries_of(client, page) == one == EXPECTED[name]


def ours():
    return [model for model in admin.site._registry if model._meta.app_label == "participation"]


def test_members_words_and_the_acts_of_the_espace_are_not_in_the_administration():
    registered = set(ours())

    assert {model.__name__ for model in registered} == {
        "Initiative",
        "Transmission",
        "OperatingRule",
        "CalendarEvent",
        "FundingYear",
    }
    assert registered & {Concern, Decision, TableResponse} == set()


def test_the_administration_only_looks(client):
    with world.frozen():
        made = world.initiative(author=cast.citizen("Étoile du nord"))
    cast.sign_in(client, cast.admin())
    base = "admin:participation_initiative"

    page = client.get(reverse(f"{base}_change", args=[made.pk]))
    changed = client.post(reverse(f"{base}_change", args=[made.pk]), {"state": "approuvee"})
    added = client.get(reverse(f"{base}_add"))
    deleted = client.post(reverse(f"{base}_delete", args=[made.pk]), {"post": "yes"})

    assert page.status_code == 200
    assert "Étoile du nord" not in page.content.decode()
    assert (changed.status_code, added.status_code, deleted.status_code) == (403, 403, 403)
    assert Initiative.objects.get().state == InitiativeState.IDEA


@pytest.mark.parametrize("who", [cast.citizen, cast.facilitator, cast.table_member])
def test_nobody_else_opens_the_administration(client, who):
    cast.sign_in(client, who())

    assert client.get(reverse("admin:participation_initiative_changelist")).status_code in (302, 403)
