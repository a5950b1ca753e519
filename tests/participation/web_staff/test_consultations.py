"""The pages and the API of what the Table asks the Espace: the secretary asks, facilitation may say no, everybody reads."""

import pytest
from django.urls import reverse

from common.dates import NBSP
from deliberation.domain import messages
from participation.domain import consultations, transmissions
from participation.models import Consultation
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "avis_plan",
    "title": "Le plan de la région",
    "words": "Que manque-t-il au plan?",
    "wished_on": "31 mars 2027",
}
API = "/api/v1/consultations/"
NOT_SECRETARY = [
    cast.citizen,
    cast.facilitator,
    cast.table_member,
    cast.signatory,
    cast.mrc_resource,
    cast.crd_agent,
    cast.support,
    cast.admin,
]
NOT_FACILITATION = [cast.citizen, cast.secretary, cast.crd_agent, cast.mrc_resource, cast.support, cast.admin]


@pytest.fixture(autouse=True)
def _day():
    cast.territories()
    with world.frozen():
        yield


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def asked(by=None, days: int = -1) -> Consultation:
    return consultations.ask(
        by=by or cast.secretary(),
        kind="question",
        title="Se déplacer sans auto",
        words="Où le transport manque-t-il?",
        wished_on=world.at(30).date(),
        now=world.at(days),
    )


def answered(held: Consultation):
    made = transmissions.prepare(
        by=cast.facilitator("Noé"),
        kind="avis",
        title="Ce que nous disons du transport",
        body="Nous manquons de transport le soir.",
        expects="information",
        issue=held.issue,
        now=world.at(-1),
    )
    transmissions.reread(by=cast.citizen("Carmen"), transmission=made, now=world.at(-1))
    return transmissions.send(by=made.prepared_by, transmission=made, now=world.at())


def test_the_secretary_asks_after_a_check_and_everybody_reads_it(client):
    cast.sign_in(client, cast.secretary())
    check = client.post(url("consultation_ask"), TYPED)
    kept = Consultation.objects.count()
    done = client.post(url("consultation_ask"), TYPED | {"confirm": "1"})
    made = Consultation.objects.get()
    client.logout()
    page = main_part(client.get(url("issue", made.issue_id))).replace(NBSP, " ")

    assert (check.status_code, kept) == (200, 0)
    assert done.url == url("issue", made.issue_id)
    for words in ("La Table nous demande", "Que manque-t-il au plan?", "31 mars 2027"):
        assert words in page


def test_what_is_wrong_is_said_before_the_check(client):
    cast.sign_in(client, cast.secretary())
    page = client.post(url("consultation_ask"), TYPED | {"wished_on": "20 novembre 2026"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["wished_on"])


@pytest.mark.parametrize("who", NOT_SECRETARY)
def test_nobody_else_asks_on_the_page_nor_by_the_api(client, who):
    person = who()
    cast.sign_in(client, person)
    pages = (
        client.get(url("consultation_ask")),
        client.post(url("consultation_ask"), TYPED | {"confirm": "1"}),
    )
    by_api = client.post(API, {**TYPED, "wished_on": "2027-03-31"}, content_type="application/json")

    assert [one.status_code for one in (*pages, by_api)] == [403, 403, 403]
    assert Consultation.objects.count() == 0


def test_the_secretary_asks_by_the_api(client):
    cast.sign_in(client, cast.secretary())
    made = client.post(API, {**TYPED, "wished_on": "2027-03-31"}, content_type="application/json")
    too_soon = client.post(API, {**TYPED, "wished_on": "2026-11-16"}, content_type="application/json")
    client.logout()
    signed_out = client.post(API, {}, content_type="application/json")

    assert (made.status_code, made.json()["status"], made.json()["kind"]) == (201, "to_come", "avis_plan")
    assert (too_soon.status_code, signed_out.status_code) == (422, 401)
    assert [one["id"] for one in client.get(API).json()] == [made.json()["id"]]


def test_facilitation_says_no_with_a_reason_that_everybody_reads(client):
    held = asked()
    cast.sign_in(client, cast.facilitator())
    page = url("consultation_decline", held.pk)
    empty = client.post(page, {"reason": " ", "confirm": "1"})
    check = client.post(page, {"reason": "Déjà répondu en juin."})
    client.post(page, {"reason": "Déjà répondu en juin.", "confirm": "1"})
    again = client.get(page).status_code
    client.logout()

    assert (empty.status_code, check.status_code, again) == (422, 200, 409)
    assert "Déjà répondu en juin." in main_part(client.get(url("issue", held.issue_id)))
    assert "Déjà répondu en juin." in main_part(client.get(url("consultations")))


@pytest.mark.parametrize("who", NOT_FACILITATION)
def test_nobody_else_says_no_on_the_page_nor_by_the_api(client, who):
    held = asked(cast.secretary("Autre secrétaire"))
    cast.sign_in(client, who())
    page = url("consultation_decline", held.pk)
    by_api = client.post(f"{API}{held.pk}/decline/", {"reason": "Non."}, content_type="application/json")

    assert [
        client.get(page).status_code,
        client.post(page, {"reason": "Non.", "confirm": "1"}).status_code,
    ] == [
        403,
        403,
    ]
    held.refresh_from_db()
    assert (by_api.status_code, held.state) == (403, "posee")


def test_past_its_time_no_door_says_no(client):
    held = asked(days=-20)
    cast.sign_in(client, cast.facilitator())
    issue = main_part(client.get(url("issue", held.issue_id)))
    page = client.post(url("consultation_decline", held.pk), {"reason": "Non.", "confirm": "1"})
    by_api = client.post(f"{API}{held.pk}/decline/", {"reason": "Non."}, content_type="application/json")

    assert (page.status_code, by_api.status_code) == (409, 409)
    assert url("consultation_decline", held.pk) not in issue
    assert "genre=avis" in issue


def test_the_table_reads_the_issue_and_never_the_thread(client):
    held = asked()
    said = messages.post(
        by=cast.citizen("Étoile du nord"), thread=held.issue.thread, text="xqfil Le soir.", now=world.at()
    )
    secretary = held.asked_by
    cast.sign_in(client, secretary)
    thread = reverse("deliberation:thread", args=[said.thread_id])
    pages = [
        client.get(url("issue", held.issue_id)),
        client.get(url("table_inbox")),
        client.get(url("consultations")),
    ]
    read = "".join(page.content.decode() for page in pages)

    assert client.get(thread).status_code == 404
    assert client.get(f"/api/v1/threads/{said.thread_id}/messages/").status_code == 404
    assert "xqfil" not in read
    assert "Étoile du nord" not in read
    assert thread not in read


def test_the_answer_is_linked_from_the_issue_the_dossier_and_the_tables_portal(client):
    held = asked()
    sent = answered(held)
    cast.sign_in(client, held.asked_by)
    inbox = main_part(client.get(url("table_inbox")))

    assert url("transmission", sent.pk) in main_part(client.get(url("issue", held.issue_id)))
    assert url("issue", held.issue_id) in main_part(client.get(url("transmission", sent.pk)))
    assert "L&#x27;Espace a répondu" in inbox or "L'Espace a répondu" in inbox


def test_it_is_seen_on_the_homes_the_board_the_issues_and_the_dashboard(client):
    asked()
    mark = "La Table nous demande"
    seen = [mark in main_part(client.get(url(name))) for name in ("home", "in_motion", "issues")]
    cast.sign_in(client, cast.citizen("Lise"))
    seen.append(mark in main_part(client.get(url("my_home"))))
    cast.sign_in(client, cast.facilitator())
    dashboard = main_part(client.get(url("facilitation")))

    assert seen == [True] * 4
    assert "Se déplacer sans auto" in dashboard


def test_the_lateness_of_the_espace_is_public(client):
    held = asked()
    with world.frozen(33):
        board, listed = main_part(client.get(url("in_motion"))), main_part(client.get(url("consultations")))
        told = client.get(API).json()[0]

    assert "en retard de 3" in board.replace("\xa0", " ")
    assert "en retard de 3" in listed.replace("\xa0", " ")
    assert (told["id"], told["status"], told["days_over"]) == (held.pk, "late", 3)


def test_preparing_the_answer_begins_with_the_issue_and_an_opinion(client):
    held = asked()
    cast.sign_in(client, cast.crd_agent())
    page = client.get(f"{url('transmission_prepare')}?source=enjeu-{held.issue_id}&genre=avis")

    assert page.context["form"].initial == {
        "source": f"enjeu-{held.issue_id}",
        "kind": "avis",
        "title": held.issue.title,
        "body": held.issue.text,
    }
