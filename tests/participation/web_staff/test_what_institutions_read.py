"""What an institution reads is true: a closed list says that it is closed, and what it did leaves a trace."""

import pytest
from django.urls import reverse

from common import clock
from participation.domain import transmissions
from participation.enums import ResponseKind, TransmissionState
from participation.models import Transmission
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db
CLOSED = "Ces textes ne sont pas ouverts à ce rôle."
NOBODY_YET = "Personne n&#x27;a encore dit une préoccupation."
AGENDA = "C&#x27;est à l&#x27;ordre du jour de la Table."


def read(client, name: str, *args) -> str:
    with world.frozen():
        return client.get(reverse(f"participation:{name}", args=args)).content.decode().replace("'", "&#x27;")


@pytest.mark.parametrize("who", [cast.table_member, cast.signatory, cast.carrier])
def test_a_role_which_may_not_read_the_concerns_is_told_so(client, who):
    cast.sign_in(client, who())

    page = read(client, "concerns")

    assert (CLOSED in page, NOBODY_YET in page) == (True, False)


@pytest.mark.parametrize("who", [cast.citizen, cast.facilitator, cast.support])
def test_a_member_reads_that_nobody_said_anything_yet(client, who):
    cast.sign_in(client, who())

    page = read(client, "concerns")

    assert (CLOSED in page, NOBODY_YET in page) == (False, True)


def test_what_is_on_the_agenda_says_so_to_the_table_and_to_everybody(client):
    sent, seat = world.sent(), cast.secretary()
    before = read(client, "answers")
    Transmission.objects.filter(pk=sent.pk).update(state=TransmissionState.ON_AGENDA)

    public = [read(client, "answers"), read(client, "transmission", sent.pk)]
    cast.sign_in(client, seat)

    assert AGENDA not in before
    assert [AGENDA in page for page in (*public, read(client, "table_inbox"))] == [True] * 3


def test_once_answered_the_button_adds_an_answer_and_says_that_the_first_stays(client):
    sent, seat = world.sent(), cast.secretary()
    cast.sign_in(client, seat)
    first = read(client, "transmission", sent.pk)
    words = {"kind": ResponseKind.NOT_ACCEPTED, "reason": "Pas ce budget.", "plain_words": "Pas cette année."}
    transmissions.respond(by=seat, transmission=sent, now=world.at(-3), **words)

    then = read(client, "transmission", sent.pk)

    assert ("Écrire la réponse" in first, "Écrire une autre réponse" in first) == (True, False)
    assert ("Écrire la réponse" in then, "Écrire une autre réponse" in then) == (False, True)
    assert "La première réponse reste." in then


def test_a_wished_date_that_passed_has_its_own_tag_and_is_never_late(client):
    world.sent()
    in_time = read(client, "answers")
    with clock.frozen(world.at(300)):
        passed = client.get(reverse("participation:answers")).content.decode()

    assert ["Date souhaitée passée</span>" in page for page in (in_time, passed)] == [False, True]
    assert ["On attend</span>" in page for page in (in_time, passed)] == [True, False]
    assert "pill-late" not in passed
