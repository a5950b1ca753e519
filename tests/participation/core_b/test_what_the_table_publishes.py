"""The Table's answer is public for good: it names nobody, and its date is to come."""

from datetime import timedelta

import pytest

from common.exceptions import BadInput
from participation.domain import transmissions
from participation.enums import ResponseKind
from participation.models import TableResponse
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db
NOW = scenes.on(60)
SAID = {
    "reason": "Les MRC gardent un guichet.",
    "plain_words": "C'est oui.",
    "commitment_owner": "Siège Services Québec",
}


def answer(sending, kind=ResponseKind.ACCEPTED, **changed):
    return transmissions.respond(
        by=cast.secretary(), transmission=sending, kind=kind, now=NOW, **(SAID | changed)
    )


@pytest.mark.parametrize("field", ["reason", "plain_words", "commitment_owner"])
@pytest.mark.parametrize(
    "words",
    [
        "Ginette",
        "ginette",
        "Mme Tremblay",
        "Raymonde Thibodeau",
        "Luc au 418 555-0142",
        "a.b@exemple.ca",
        "Au 12, rue Principale",
        "Deux citoyennes",
    ],
)
def test_no_field_names_anybody(field, words):
    cast.citizen("Ginette")
    sending = sendings.sent()

    with pytest.raises(BadInput) as refusal:
        answer(sending, **{field: f"avec {words}" if field != "commitment_owner" else words})

    assert (refusal.value.code, TableResponse.objects.count()) == (f"public_{field}", 0)


@pytest.mark.parametrize("kind", [ResponseKind.LINKAGE, ResponseKind.LEVER])
def test_a_link_and_a_lever_are_read_the_same(kind):
    cast.citizen("Ginette")
    sending = sendings.sent_decision()

    for field, changed in (
        ("public_reason", {"reason": "Avec Ginette."}),
        ("date_past", {"commitment_on": NOW.date() - timedelta(days=1)}),
    ):
        with pytest.raises(BadInput) as refusal:
            answer(sending, kind, **changed)
        assert refusal.value.code == field
    assert answer(sending, kind, commitment_on=NOW.date()).kind == kind


@pytest.mark.parametrize("days", [0, 1, 200])
def test_today_or_later_is_a_date_to_come(days):
    made = answer(sendings.sent(), commitment_on=NOW.date() + timedelta(days=days))

    assert made.commitment_on == NOW.date() + timedelta(days=days)


@pytest.mark.parametrize("days", [1, 3000])
def test_a_past_date_is_refused(days):
    with pytest.raises(BadInput) as refusal:
        answer(sendings.sent(), commitment_on=NOW.date() - timedelta(days=days))

    assert (refusal.value.code, TableResponse.objects.count()) == ("date_past", 0)


@pytest.mark.parametrize(
    "owner", ["Siège Logement", "MRC de La Mitis", "Direction de la santé publique", "La coordination", ""]
)
def test_a_role_or_a_body_takes_care_of_it(owner):
    assert answer(sendings.sent(), commitment_owner=owner).commitment_owner == owner
