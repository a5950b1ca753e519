"""Programs look again at what tells who somebody is, like the pages; and give the numbers to call."""

import pytest

from common import clock
from deliberation.rules import distress
from participation.models import Concern, Initiative
from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db
PHONE = "418 555-1234"
SAID = {"text": "Il fait froid chez nous.", "theme": "logement", "territory": "la-matapedia"}
SHEET = {
    "title": "Des repas",
    "summary": "Un repas chaud par semaine.",
    "kind": "experimentale",
    "territories": ["la-matapedia"],
    "fund_cents": 100_000,
}


@pytest.fixture
def ginette(client):
    person = cast.citizen()
    cast.sign_in(client, person)
    with clock.frozen(cast.NOW):
        yield person


def post(client, name: str, said: dict):
    return client.post(f"/api/v1/{name}/", said, content_type="application/json")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": f"Appelle-moi au {PHONE}."}, PHONE),
        ({"title": f"Mon {PHONE}"}, PHONE),
        ({"text": "C'est Normand Untel qui décide."}, "Normand Untel"),
    ],
)
def test_a_concern_is_published_once_its_words_were_seen(client, ginette, changed, words):
    asked = post(client, "concerns", SAID | changed)
    before = Concern.objects.count()
    other = post(client, "concerns", SAID | changed | {"seen": "418 555-9999"})
    kept = post(client, "concerns", SAID | changed | {"seen": words})

    assert (asked.status_code, asked.json()["code"], before) == (422, "look_again", 0)
    assert words in asked.content.decode()
    assert (other.status_code, kept.status_code, kept.json()["help"]) == (422, 201, [])


def test_places_and_groups_are_not_asked_about(client, ginette):
    answer = post(client, "concerns", SAID | {"text": "À La Matapédia, il n'y a rien pour nous."})

    assert answer.status_code == 201


def test_words_that_say_danger_are_kept_with_the_numbers_to_call(client, ginette):
    answer = post(client, "concerns", SAID | {"text": "J'ai envie de mourir."})

    numbers = [line["number"] for line in answer.json()["help"]]
    assert (answer.status_code, Concern.objects.count()) == (201, 1)
    assert numbers == [distress.EMERGENCY.number, distress.SUICIDE.number, distress.HEALTH.number]


@pytest.mark.parametrize(
    "changed",
    [
        {"summary": f"On s'inscrit au {PHONE}."},
        {"aims": [f"Appeler au {PHONE}"]},
        {"people_counting": f"On compte au {PHONE}"},
        {"budget_lines": [{"label": f"Tel {PHONE}", "cents": 100_000}]},
        {"partner_names": [f"Groupe {PHONE}"]},
    ],
)
def test_an_initiative_is_proposed_once_its_words_were_seen(client, ginette, changed):
    concern = builders.concern(ginette)
    said = SHEET | {"from_concerns": [concern.pk]} | changed

    asked = post(client, "initiatives", said)
    before = Initiative.objects.count()
    kept = post(client, "initiatives", said | {"seen": PHONE})

    assert (asked.status_code, asked.json()["code"], before) == (422, "look_again", 0)
    assert (kept.status_code, Initiative.objects.count()) == (201, 1)
