"""A private word that waits for facilitation: in its queue, and for nobody else."""

import pytest
from django.urls import reverse

from common import clock
from deliberation.domain import messages, private_words
from deliberation.domain.queries.private_words import words_waiting
from deliberation.enums import ThreadState
from tests import cast
from tests.deliberation.talk import NOW, later

pytestmark = pytest.mark.django_db
SECRET = "xqcache je n'ose pas le dire devant les autres"
QUEUE = reverse("deliberation:queue")
DASHBOARD = reverse("participation:facilitation")


def write(person, *, by=None, minutes: int = 0, text: str = SECRET):
    return private_words.write(by=by or person, person=person, text=text, now=later(minutes))


def waiting() -> list[str]:
    return [one.opened_by.display_name for one in words_waiting()]


def test_it_waits_until_facilitation_answers_and_again_when_the_person_writes_again():
    ginette, elodie = cast.citizen(), cast.facilitator()

    write(ginette)
    first = waiting()
    write(ginette, by=elodie, minutes=1)
    answered = waiting()
    write(ginette, minutes=2)
    write(ginette, minutes=9)

    assert (first, answered, waiting()) == (["Ginette"], [], ["Ginette"])
    assert words_waiting().get().waits_since == later(2)


def test_the_longest_wait_comes_first():
    write(cast.citizen("Kim"), minutes=5)
    write(cast.citizen(), minutes=1)

    assert waiting() == ["Ginette", "Kim"]


def test_what_facilitation_wrote_first_what_was_taken_back_and_what_is_closed_wait_for_nothing():
    ginette, kim, sab = cast.citizen(), cast.citizen("Kim"), cast.citizen("Sab")
    write(ginette, by=cast.facilitator())
    messages.withdraw(by=kim, message=write(kim), now=later(1))
    closed = private_words.close(by=sab, thread=write(sab).thread, now=later(1))

    assert (waiting(), closed.state) == ([], ThreadState.CLOSED)


def test_the_queue_and_the_dashboard_of_facilitation_say_it_then_no_more(client):
    ginette, elodie = cast.citizen(), cast.facilitator()
    thread = write(ginette).thread
    link = reverse("deliberation:thread", args=[thread.pk])
    cast.sign_in(client, elodie)

    def pages() -> tuple[bool, bool, bool]:
        with clock.frozen(later(60)):
            queue, desk = client.get(QUEUE).content.decode(), client.get(DASHBOARD)
        assert SECRET not in queue + desk.content.decode()
        # No flag waits: the way to the queue is there all the same.
        assert f'href="{QUEUE}"' in desk.content.decode()
        facts = {one["label"]: one["value"] for one in desk.context["desk"]["facts"]}
        return link in queue, "Mots privés à répondre" in queue, facts["Mots privés à répondre"] == 1

    before = pages()
    write(ginette, by=elodie, minutes=5)

    assert (before, pages()) == ((True, True, True), (False, False, False))


@pytest.mark.parametrize(
    ("who", "queue", "dashboard"),
    [
        (cast.support, 403, 200),
        (cast.crd_agent, 403, 200),
        (cast.citizen, 403, 403),
        (cast.table_member, 403, 403),
        (cast.admin, 403, 403),
    ],
)
def test_nobody_else_knows_that_somebody_writes(client, who, queue, dashboard):
    write(cast.citizen("Kim"))
    cast.sign_in(client, who())
    with clock.frozen(NOW):
        seen = [client.get(QUEUE), client.get(DASHBOARD)]

    assert [one.status_code for one in seen] == [queue, dashboard]
    assert all("Mots privés" not in one.content.decode() for one in seen)
