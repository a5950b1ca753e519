"""The same journey through /api/v1/: the same calls, the same refusals and codes, with a token or a session."""

import pytest
from django.test import Client

from participation.enums import ConcernState, InitiativeState
from participation.models import Initiative
from tests import cast
from tests.journey import steps
from tests.journey.steps import on

pytestmark = pytest.mark.django_db
API = "/api/v1/"


class Program:
    """A program that carries a token, or a browser session when `token` is None."""

    def __init__(self, token: str | None = None, client: Client | None = None) -> None:
        self.client = client or Client()
        self.headers = {"Authorization": f"Token {token}"} if token else {}

    def get(self, path: str, status: int = 200):
        return self._answer(self.client.get(API + path, headers=self.headers), status)

    def post(self, path: str, status: int = 200, **body):
        response = self.client.post(API + path, body, content_type="application/json", headers=self.headers)
        return self._answer(response, status)

    def refused(self, path: str, status: int, code: str, **body) -> str:
        """The sentence said with that code."""
        answer = self.post(path, status, **body)
        assert answer["code"] == code, answer
        assert answer["sentence"]
        return answer["sentence"]

    @staticmethod
    def _answer(response, status: int):
        assert response.status_code == status, (response.status_code, response.content[:600])
        return response.json() if response.content else None


@pytest.fixture
def author(espace) -> Program:
    answer = Program().post("token/", 201, login="zenaide", pin=cast.PIN)
    return Program(answer["token"])


def session(visitor) -> Program:
    return Program(client=visitor.client)


CONCERN = {"text": steps.WORDS, "theme": "transport", "readers": "table"}


def sheet(concern: int, **changed) -> dict:
    return {
        "title": "Le taxi du rang",
        "summary": "Un taxi partagé, deux jours par semaine.",
        "kind": "experimentale",
        "territories": ["kamouraska", "la-mitis"],
        "from_concerns": [concern],
        "fund_cents": 1_900_000,
        "budget_lines": [{"label": "Essence", "cents": 1_900_000}],
        "people_planned": 90,
        "people_counting": "personnes venues deux fois",
        **changed,
    }


def test_the_same_journey_through_the_api(espace, author):
    with on(0):
        concern = said(espace, author)
        initiative = proposed(espace, author, concern)
    vote = announced_by_pages(espace, initiative)
    voted(espace, author, vote)
    steps.time_passes(30, 20, 1)
    known(espace, author, vote, initiative)


def said(espace, author) -> dict:
    me = author.get("me/")
    assert (me["display_name"], me["roles"]) == ("Zénaïde", ["citizen"])
    concern = author.post("concerns/", 201, **CONCERN)
    assert concern["state"] == ConcernState.DISCUSSED
    author.refused("concerns/", 422, "bad_input", **CONCERN | {"text": ""})
    author.refused(f"concerns/{concern['id']}/support/", 403, "own_concern")
    for neighbour in espace.neighbours[:2]:
        supported = session(neighbour).post(f"concerns/{concern['id']}/support/")
        assert supported["is_supported"] is True
    assert author.get(f"concerns/{concern['id']}/")["support_count"] == 2
    session(espace.signatory).get(f"concerns/{concern['id']}/", 404)
    Program().get("concerns/", 401)
    messages = f"threads/{concern['thread']}/messages/"
    written = session(espace.neighbours[0]).post(messages, 201, text="Moi aussi, dans mon rang.")
    assert [one["number"] for one in author.get(messages)["messages"]] == [written["number"]]
    session(espace.table).post(messages, 404, text="Bonjour.")
    return concern


def proposed(espace, author, concern: dict) -> Initiative:
    session(espace.support).post("initiatives/", 403, **sheet(concern["id"]))
    author.post("initiatives/", 422, **sheet(concern["id"], title=""))
    author.post("initiatives/", 422, **sheet(987_654))
    made = author.post("initiatives/", 201, **sheet(concern["id"]))
    assert made["state"] == InitiativeState.IDEA
    for neighbour in espace.neighbours[:3]:
        session(neighbour).post(f"initiatives/{made['id']}/support/")
    assert Program().get(f"initiatives/{made['id']}/")["state"] == InitiativeState.DELIBERATING
    assert author.get(f"concerns/{concern['id']}/")["state"] == ConcernState.BECAME_INITIATIVE
    return Initiative.objects.get(pk=made["id"])


def announced_by_pages(espace, initiative: Initiative) -> int:
    """What the API does not offer goes through the pages."""
    with on(15):
        espace.author.sends("initiative_to_review", initiative.pk)
        steps.review(espace.signatory, initiative, "admissible")
        return steps.announce(espace.facilitator, initiative, opens=19, closes=30)


def voted(espace, author, vote: int) -> None:
    with on(16):
        author.refused(f"votes/{vote}/cast/", 403, "vote_not_open", choice="pour")
    steps.time_passes(19, 9)
    with on(20):
        assert author.get(f"votes/{vote}/")["state"] == "ouvert"
        author.post(f"votes/{vote}/cast/", 422, choice="peut-être")
        Program().post(f"votes/{vote}/cast/", 401, choice="pour")
        for other in (espace.support, espace.facilitator, espace.signatory, espace.table):
            session(other).post(f"votes/{vote}/cast/", 403, choice="pour")
        receipt = author.post(f"votes/{vote}/cast/", choice="contre")
        assert (receipt["voted"], receipt["day"], len(receipt["words"])) == (True, "2026-09-21", 3)
        author.post(f"votes/{vote}/cast/", choice="pour")
        for neighbour in espace.neighbours[:9]:
            session(neighbour).post(f"votes/{vote}/cast/", choice="pour")
        author.get(f"votes/{vote}/result/", 403)
        assert author.get(f"votes/{vote}/")["participation"]["voted"] == {"value": 10, "under_floor": False}


def known(espace, author, vote: int, initiative: Initiative) -> None:
    with on(31):
        author.post(f"votes/{vote}/cast/", 403, choice="contre")
        exact = author.get(f"votes/{vote}/result/")
        floored = Program().get(f"votes/{vote}/result/")
        assert (exact["outcome"], exact["is_exact"], floored["is_exact"]) == ("approuvee", True, False)
        assert {one["value"]: one["people"]["value"] for one in exact["counts"]}["pour"] == 10
        sending = steps.prepares(espace.facilitator, initiative)
        Program().get(f"transmissions/{sending.pk}/", 404)
        espace.neighbours[0].sends("transmission_reread", sending.pk)
        espace.facilitator.sends("transmission_send", sending.pk)
        espace.table.sends("acknowledge", sending.pk)
        public = Program().get(f"transmissions/{sending.pk}/")
        assert [one["kind"] for one in public["responses"]] == ["accuse_reception"]
        assert Program().get("transmissions/")["count"] == 1


def test_a_token_that_was_given_back_opens_nothing(author):
    author.client.delete(API + "token/", headers=author.headers)

    author.get("me/", 401)


def test_a_wrong_pin_gets_no_token(espace):
    Program().refused("token/", 401, "wrong_pair", login="zenaide", pin="111111")
