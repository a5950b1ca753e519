"""The pages of what the Table promised: for everybody; acts for citizens, the secretary and facilitation alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.dates import NBSP
from participation.domain import commitments as verbs
from participation.domain import table_questions, transmissions
from participation.enums import ResponseKind
from participation.models import Commitment, CommitmentStep, Sighting, TableQuestion
from participation.rules.commitments import Promised
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

WHAT = "Ouvrir un guichet dans chaque MRC."
EVERYBODY = [
    cast.citizen,
    cast.facilitator,
    cast.table_member,
    cast.signatory,
    cast.mrc_resource,
    cast.crd_agent,
    cast.support,
    cast.admin,
]


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def promised(days: int = 30, by=None, what: str = WHAT) -> Commitment:
    made = transmissions.respond(
        by=by or cast.secretary(),
        transmission=world.sent(title=what),
        kind=ResponseKind.ACCEPTED,
        reason="Les MRC s'engagent.",
        plain_words="C'est oui.",
        commitments=[Promised(what, "Les MRC", world.at(days).date())],
        now=world.at(-5) if days < 0 else world.at(),
    )
    return made.commitments.get()


def said_of(client, made: Commitment) -> str:
    """How many saw it, as this reader is told."""
    return client.get(url("commitment", made.pk)).context["card"]["seen"].replace(NBSP, " ")


def shown(client, page: str) -> str:
    return main_part(client.get(page))


def test_everybody_reads_where_each_promise_stands(client):
    table = cast.secretary()
    late, moved, kept = promised(-2, table), promised(10, table, "Écrire."), promised(9, table, "Appeler.")
    verbs.change_date(
        by=table, commitment=moved, due_on=world.at(40).date(), reason="La salle est prise.", now=world.at()
    )
    verbs.keep(by=table, commitment=kept, now=world.at())

    page = client.get(url("commitments"))
    cards = [(card["one"].commitment, card["one"].standing.status) for card in page.context["cards"]]

    assert cards == [(late, "late"), (moved, "changed"), (kept, "kept")]
    assert [row["value"] for row in page.context["facts"]] == [1, 1, 1, 0]
    assert "La salle est prise." in main_part(page)


def test_a_citizen_says_that_they_saw_it_then_takes_it_back(client):
    made = promised()
    cast.sign_in(client, cast.citizen("Lise"))

    client.post(url("commitment_seen", made.pk))
    seen = Sighting.objects.count(), said_of(client, made)
    client.post(url("commitment_unseen", made.pk))

    assert (seen, Sighting.objects.count()) == ((1, "Une personne l'a vu fait."), 0)


@pytest.mark.parametrize("count", [1, 4, 5])
def test_outside_the_members_no_count_from_one_to_four(client, count):
    made = promised()
    for person in cast.citizens(count):
        verbs.saw(by=person, commitment=made, now=world.at())
    outside = said_of(client, made)
    told = client.get("/api/v1/commitments/").json()[0]["seen"]
    cast.sign_in(client, cast.table_member())
    table = said_of(client, made)
    cast.sign_in(client, cast.citizen("Lise"))
    inside = said_of(client, made)

    few = "Moins de 5 personnes l'ont vu fait." if count < 5 else f"{count} personnes l'ont vu fait."
    assert (outside, table) == (few, few)
    assert told == (None if count < 5 else count)
    assert inside == ("Une personne l'a vu fait." if count == 1 else f"{count} personnes l'ont vu fait.")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", ["commitment_kept", "commitment_date", "commitment_question"])
def test_only_the_secretary_writes_of_a_commitment(client, who, name):
    made = promised()
    cast.sign_in(client, who())
    typed = {"words": "Non.", "due_on": "31 mars 2027", "reason": "Non.", "confirm": "1"}

    answers = client.get(url(name, made.pk)).status_code, client.post(url(name, made.pk), typed).status_code

    assert answers == (403, 403)
    assert (CommitmentStep.objects.count(), TableQuestion.objects.count()) == (0, 0)


def test_the_secretary_changes_the_date_after_a_check_then_says_it_is_done(client):
    table = cast.secretary()
    made = promised(by=table)
    cast.sign_in(client, table)
    typed = {"due_on": "31 mars 2027", "reason": "La salle est prise."}

    without = client.post(url("commitment_date", made.pk), {**typed, "reason": ""})
    past = client.post(url("commitment_date", made.pk), {**typed, "due_on": "3 mars 2020", "confirm": "1"})
    checked = client.post(url("commitment_date", made.pk), typed)
    nothing_yet = CommitmentStep.objects.count()
    done = client.post(url("commitment_date", made.pk), {**typed, "confirm": "1"})
    kept = client.post(url("commitment_kept", made.pk), {"words": "Il est ouvert."})
    again = client.post(url("commitment_kept", made.pk), {"words": ""})

    assert [one.status_code for one in (without, past, checked, done, kept, again)] == [
        *(422, 422, 200, 302, 302, 409)
    ]
    assert (list(past.context["form"].errors), nothing_yet) == (["due_on"], 0)
    assert list(CommitmentStep.objects.order_by("pk").values_list("kind", flat=True)) == [
        "date_changee",
        "tenu",
    ]


@pytest.mark.parametrize("who", [*(one for one in EVERYBODY if one is not cast.citizen), cast.secretary])
def test_only_a_citizen_says_that_they_saw_it(client, who):
    table = cast.secretary()
    made = promised(by=table)
    person = table if who is cast.secretary else who()
    cast.sign_in(client, person)

    page = client.post(url("commitment_seen", made.pk))
    program = client.put(f"/api/v1/commitments/{made.pk}/seen/")

    assert (page.status_code, program.status_code, Sighting.objects.count()) == (403, 403, 0)
    assert url("commitment_seen", made.pk) not in shown(client, url("commitment", made.pk))


def test_by_the_api_a_citizen_says_it_and_takes_it_back(client):
    made = promised()
    cast.sign_in(client, cast.citizen("Lise"))
    address = f"/api/v1/commitments/{made.pk}/seen/"

    said = client.put(address).json()
    taken = client.delete(address).json()
    twice = client.delete(address)

    assert (said["seen"], said["is_mine"], taken["seen"], twice.status_code) == (1, True, 0, 404)
    assert (said["what"], said["status"], said["first_due_on"]) == (
        WHAT,
        "to_come",
        (world.NOW + timedelta(days=30)).date().isoformat(),
    )


def test_the_table_asks_and_the_espace_answers_in_public(client):
    table = cast.secretary()
    made = promised(by=table)
    cast.sign_in(client, table)
    client.post(url("commitment_question", made.pk), {"words": "Combien de MRC?"})
    asked = TableQuestion.objects.get()
    refused = client.post(url("question_answer", asked.pk), {"words": "Cinq MRC."})
    cast.sign_in(client, cast.facilitator())
    listed = "Combien de MRC?" in shown(client, url("commitments"))
    client.post(url("question_answer", asked.pk), {"words": "Cinq MRC."})
    client.logout()

    pages = [
        shown(client, url("commitment", made.pk)),
        shown(client, url("transmission", asked.transmission_id)),
    ]

    assert (refused.status_code, listed) == (403, True)
    assert all("Combien de MRC?" in page and "Cinq MRC." in page for page in pages)


@pytest.mark.parametrize("who", [cast.citizen, cast.table_member, cast.support, cast.crd_agent, cast.admin])
def test_nobody_else_answers_for_the_espace(client, who):
    made = promised()
    asked = table_questions.ask(
        by=made.response.by, transmission=made.response.transmission, words="Combien?", now=world.at()
    )
    cast.sign_in(client, who())

    assert client.post(url("question_answer", asked.pk), {"words": "Cinq."}).status_code == 403
    assert TableQuestion.objects.get().answer == ""


def test_the_list_costs_the_same_for_one_and_for_three(client):
    table = cast.secretary()
    promised(by=table)
    client.get(url("commitments"))
    counts = []
    for more in (0, 2):
        for place in range(more):
            promised(by=table, what=f"Chose {place}.")
        with CaptureQueriesContext(connection) as captured:
            client.get(url("commitments"))
        counts.append(len(captured))

    assert counts == [2, 2]


def test_the_pages_name_nobody(client):
    author = cast.citizen("Étoile du nord")
    concern = world.discussed(author)
    made = transmissions.respond(
        by=cast.secretary(),
        transmission=world.sent(concern=concern),
        kind=ResponseKind.ACCEPTED,
        reason="Oui.",
        plain_words="Oui.",
        commitments=[Promised(WHAT, "Les MRC", world.at(30).date())],
        now=world.at(),
    ).commitments.get()
    verbs.saw(by=author, commitment=made, now=world.at())
    cast.sign_in(client, cast.table_member())

    for page in (url("commitments"), url("commitment", made.pk)):
        words = shown(client, page)
        assert ("Étoile du nord" in words, "/fils/" in words, "/preoccupations/" in words) == (False,) * 3
