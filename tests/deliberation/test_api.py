import pytest
from django.urls import reverse

from accounts.enums import Via
from deliberation.domain import moderation
from deliberation.enums import FlagReason
from deliberation.models import Message, Thread
from tests import cast
from tests.deliberation.talk import NOW, say, thread

pytestmark = pytest.mark.django_db
JSON = {"content_type": "application/json"}


@pytest.fixture
def ginette(client):
    person = cast.citizen()
    cast.sign_in(client, person)
    return person


def address(talk: Thread) -> str:
    return f"/api/v1/threads/{talk.pk}/messages/"


def test_one_writes_then_reads_what_came_after(client, ginette):
    talk = thread()

    first = client.post(address(talk), {"text": "un", "client_key": "k1"}, **JSON)
    again = client.post(address(talk), {"text": "un", "client_key": "k1"}, **JSON)
    client.post(address(talk), {"text": "deux", "reply_to": 1}, **JSON)

    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    after = client.get(address(talk), {"after": 1}).json()
    assert [(found["text"], found["reply_to"]) for found in after["messages"]] == [("deux", 1)]
    assert (after["last"], after["more"]) == (2, False)
    assert client.get(address(talk), {"limit": 1}).json()["more"] is True


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"text": ""}, 422),
        ({"text": "  "}, 422),
        ({"text": "a" * 4001}, 422),
        ({"text": "x", "reply_to": 9}, 422),
        ({"text": "x", "client_key": "k" * 41}, 422),
        ({"text": ["x"]}, 422),
        ([], 422),
    ],
)
def test_a_bad_body_is_a_sentence(client, ginette, body, status):
    talk = thread()

    answer = client.post(address(talk), body, **JSON)

    assert (answer.status_code, sorted(set(answer.json()) - {"fields"})) == (status, ["code", "sentence"])
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"after": -1}, {"limit": 0}, {"limit": 101}, {"after": 2**40}]
)
def test_a_bad_question_is_a_sentence(client, ginette, query):
    assert client.get(address(thread()), query).status_code == 422


def test_who_helped_is_named_with_the_role_once(client, ginette):
    talk = thread()
    say(talk, cast.support("Doris (soutien)"), author=ginette, via=Via.WEB)

    found = client.get(address(talk)).json()["messages"][0]

    assert found["path_line"].endswith("Doris (soutien, Maison rivage)")


def test_refusals_are_those_of_the_page(client, ginette):
    talk = thread()
    Thread.objects.update(state="ralenti")
    client.post(address(talk), {"text": "un"}, **JSON)

    by_api = client.post(address(talk), {"text": "deux"}, **JSON)
    by_page = client.post(reverse("deliberation:post", args=[talk.pk]), {"texte": "deux"})

    assert (by_api.status_code, by_api.json()["code"], by_page.status_code) == (429, "slow_mode", 429)
    assert by_api.json()["sentence"] in by_page.content.decode()


def test_a_hidden_message_keeps_its_place_without_its_words(client, ginette):
    talk = thread()
    message = say(talk, cast.citizen("Réjean"), "MOT-A-CACHER")
    moderation.hide_message(by=cast.facilitator(), message=message, reason=FlagReason.ATTACK, now=NOW)

    found = client.get(address(talk)).json()["messages"][0]

    assert (found["number"], found["state"], found["text"], found["html"]) == (1, "hidden", "", "")


@pytest.mark.parametrize("count", [1, 3])
def test_a_catch_up_takes_the_same_queries_whatever_its_length(
    client, ginette, django_assert_num_queries, count
):
    talk = thread()
    for _ in range(count):
        say(talk, ginette)
    client.get(address(talk))

    # person, capacity, thread, messages, their reactions, the person's own
    with django_assert_num_queries(4):
        client.get(address(talk))
