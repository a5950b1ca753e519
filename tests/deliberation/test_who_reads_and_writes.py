"""Who may read and write × by which door. Every door must give the same answer."""

import pytest
from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator
from django.urls import reverse

from accounts.domain.queries import people
from common import clock, live
from common.exceptions import Refused
from deliberation.domain import messages
from deliberation.domain.queries import threads as thread_queries
from deliberation.live import HANDLERS
from deliberation.models import Message, Thread
from tests import cast
from tests.deliberation.talk import NOW, private_word, say, thread

OPENED = "MOT-QUE-SEULS-LES-MEMBRES-LISENT"
PEOPLE = {
    # who: (reads members' threads, reads somebody's private word)
    "citizen": (True, False),
    "facilitator": (True, True),
    "support": (True, False),
    "crd_agent": (True, False),
    "mrc_resource": (True, False),
    "signatory": (False, False),
    "table_member": (False, False),
    "carrier": (False, False),
    "scrutineer": (False, False),
    "admin": (False, False),
    "newcomer": (False, False),
    "superuser": (False, False),
}
CASES = [
    (who, which, rights[index])
    for who, rights in PEOPLE.items()
    for index, which in enumerate(("members", "private"))
]
table = pytest.mark.parametrize(("who", "which", "may"), CASES, ids=lambda value: str(value))


def main_part(answer) -> str:
    return answer.content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture
def talk(which) -> Thread:
    marwa = cast.citizen("Marwa")
    made = thread() if which == "members" else private_word(marwa)
    say(made, marwa, OPENED)
    return made


@pytest.mark.django_db
@table
def test_by_the_domain(who, may, talk):
    person = getattr(cast, who)()

    if may:
        assert messages.post(by=person, thread=talk, text="Bonjour", now=NOW).number == 2
    else:
        with pytest.raises(Refused) as refusal:
            messages.post(by=person, thread=talk, text="Bonjour", now=NOW)
        assert (refusal.value.code, refusal.value.status) == ("thread_missing", 404)
        assert Message.objects.count() == 1


@pytest.mark.django_db
@table
def test_by_the_lists(who, may, talk):
    capacity = people.capacity(getattr(cast, who)(), on=clock.today())

    assert list(thread_queries.visible_threads(capacity)) == ([talk] if may else [])


@pytest.mark.django_db
@table
def test_by_the_page(client, who, may, talk):
    cast.sign_in(client, getattr(cast, who)())
    page = reverse("deliberation:thread", args=[talk.pk])

    read = client.get(page)
    written = client.post(reverse("deliberation:post", args=[talk.pk]), {"texte": "Bonjour"})

    assert (read.status_code, OPENED in read.content.decode()) == ((200, True) if may else (404, False))
    assert written.status_code == (302 if may else 404)
    assert Message.objects.count() == (2 if may else 1)
    if not may:
        missing = client.get(reverse("deliberation:thread", args=[talk.pk + 1000]))
        assert (missing.status_code, main_part(missing)) == (read.status_code, main_part(read))


@pytest.mark.django_db
@table
def test_by_the_api(client, who, may, talk):
    cast.sign_in(client, getattr(cast, who)())
    address = f"/api/v1/threads/{talk.pk}/messages/"

    listed = client.get("/api/v1/threads/").json()["results"]
    read = client.get(address)
    written = client.post(address, {"text": "Bonjour"}, content_type="application/json")

    assert [found["id"] for found in listed] == ([talk.pk] if may else [])
    assert client.get(f"/api/v1/threads/{talk.pk}/").status_code == (200 if may else 404)
    assert (read.status_code, OPENED in read.content.decode()) == ((200, True) if may else (404, False))
    assert written.status_code == (201 if may else 404)
    if not may:
        missing = client.get(f"/api/v1/threads/{talk.pk + 1000}/messages/")
        assert (missing.status_code, missing.content) == (read.status_code, read.content)


@pytest.mark.django_db(transaction=True)
@table
def test_by_the_socket(who, may, talk):
    person = getattr(cast, who)()

    answers = async_to_sync(_join_and_post)(person, talk.pk)

    if may:
        assert [answer["type"] for answer in answers[:2]] == ["thread.message", "thread.joined"]
        assert sorted(answer["type"] for answer in answers[2:]) == ["thread.message", "thread.posted"]
    else:
        assert [(answer["type"], answer.get("code")) for answer in answers] == [
            ("error", "thread_missing")
        ] * 2
    assert Message.objects.count() == (2 if may else 1)


@pytest.mark.django_db
def test_signed_out_one_is_sent_to_enter(client):
    talk = thread()
    page = reverse("deliberation:thread", args=[talk.pk])

    answer = client.get(page)

    assert (answer.status_code, answer.url) == (302, f"{reverse('accounts:enter')}?next={page}")
    assert client.post(reverse("deliberation:post", args=[talk.pk]), {"texte": "x"}).status_code == 302
    assert client.get(f"/api/v1/threads/{talk.pk}/").status_code in (401, 403)
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_the_author_of_a_private_word_reads_it():
    marwa = cast.citizen("Marwa")
    word = private_word(marwa)

    assert thread_queries.visible_thread(word.pk, people.capacity(marwa, on=clock.today())) == word


async def _join_and_post(person, thread_id: int) -> list[dict]:
    consumer = live.SwitchboardConsumer.as_asgi(handlers=HANDLERS)
    browser = WebsocketCommunicator(consumer, "/ws/")
    browser.scope["user"] = person
    await browser.connect()
    answers = []
    await browser.send_json_to({"type": "thread.join", "thread": thread_id, "after": 0})
    answers.append(await browser.receive_json_from())
    if answers[0]["type"] != "error":
        answers.append(await browser.receive_json_from())
    await browser.send_json_to({"type": "thread.post", "thread": thread_id, "text": "Bonjour"})
    answers.append(await browser.receive_json_from())
    if answers[-1]["type"] != "error":
        answers.append(await browser.receive_json_from())
    await browser.disconnect()
    return answers
