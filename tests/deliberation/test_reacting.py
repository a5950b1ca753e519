"""« Merci » and « Moi aussi »: once each, without rank, without names."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common.exceptions import Refused
from deliberation.domain import fragments, messages, reactions, threads
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import ReactionKind, ThreadState
from deliberation.models import Message, Reaction
from tests import cast
from tests.deliberation.talk import NOW, say, thread

pytestmark = pytest.mark.django_db
THANKS, ME_TOO = ReactionKind.THANKS, ReactionKind.ME_TOO


def shown(message: Message):
    return message_queries.shown(message_queries.with_people(Message.objects.filter(pk=message.pk)).get())


def test_a_word_is_said_once_and_taken_back_by_a_second_press(client):
    message, rejean = say(thread(), cast.citizen()), cast.citizen("Réjean")
    cast.sign_in(client, rejean)
    path = reverse("deliberation:thank", args=[message.pk])

    first = client.post(path)
    page = client.get(reverse("deliberation:thread", args=[message.thread_id])).content.decode()
    counted = shown(message).thanks
    client.post(path)

    assert (first.status_code, counted, shown(message).thanks) == (302, 1, 0)
    assert "1 personne dit merci." in page
    assert page.count('aria-pressed="true"') == 1


def test_both_words_from_several_people_are_numbers_without_names():
    message = say(thread(), cast.citizen())
    for name in ("Réjean", "Line T.", "Loup"):
        person = cast.citizen(name)
        for kind in (THANKS, ME_TOO, ME_TOO):
            reactions.react(by=person, message=message, kind=kind, now=NOW)

    frame = json.loads(fragments.frame(shown(message)))["html"]

    assert (shown(message).thanks, shown(message).me_too) == (3, 3)
    assert "3 personnes disent merci." in frame
    assert [name for name in ("Réjean", "Line", "Loup") if name in frame] == []


@pytest.mark.parametrize(
    ("who", "kind", "code"),
    [
        ("author", THANKS, "own_message"),
        ("support", ME_TOO, "citizens_only"),
        ("facilitator", ME_TOO, "citizens_only"),
        ("support", THANKS, None),
        ("facilitator", THANKS, None),
        ("table_member", THANKS, "message_missing"),
    ],
)
def test_who_says_what(who, kind, code):
    message = say(thread(), cast.citizen())
    person = message.author if who == "author" else getattr(cast, who)()
    refused = None

    try:
        reactions.react(by=person, message=message, kind=kind, now=NOW)
    except Refused as refusal:
        refused = refusal.code

    assert (refused, Reaction.objects.count()) == (code, 0 if code else 1)


@pytest.mark.parametrize("state", [ThreadState.PAUSED, ThreadState.CLOSED])
def test_nothing_is_said_in_a_thread_that_rests(client, state):
    message = say(thread(), cast.citizen())
    threads.change_state(by=cast.facilitator(), thread=message.thread, state=state, now=NOW)
    cast.sign_in(client, cast.citizen("Réjean"))

    page = client.post(reverse("deliberation:me_too", args=[message.pk]))
    api = client.put(f"/api/v1/messages/{message.pk}/thanks/")

    assert (page.status_code, api.status_code, Reaction.objects.count()) == (409, 409, 0)


def test_words_taken_back_are_not_thanked_and_their_thanks_are_not_shown():
    message = say(thread(), cast.citizen())
    reactions.react(by=cast.citizen("Réjean"), message=message, kind=THANKS, now=NOW)
    messages.withdraw(by=message.author, message=message, now=NOW)

    with pytest.raises(Refused):
        reactions.react(by=cast.citizen("Loup"), message=message, kind=THANKS, now=NOW)

    assert shown(message).thanks == 0


def test_a_worker_notes_it_for_somebody_on_the_phone_and_nobody_else_does():
    message, rejean, doris = say(thread(), cast.citizen()), cast.citizen("Réjean"), cast.support("Doris")

    said = reactions.react(by=doris, person=rejean, message=message, kind=ME_TOO, now=NOW)
    with pytest.raises(Refused):
        reactions.react(by=cast.citizen("Loup"), person=rejean, message=message, kind=THANKS, now=NOW)

    assert (said.person, said.typed_by) == (rejean, doris)


@pytest.mark.database
def test_the_database_keeps_one_of_a_kind():
    message, rejean = say(thread(), cast.citizen()), cast.citizen("Réjean")
    reactions.react(by=rejean, message=message, kind=THANKS, now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO deliberation_reaction (message_id, person_id, kind, at) VALUES (%s, %s, 'merci', %s)",
            [message.pk, rejean.pk, connection.ops.adapt_datetimefield_value(NOW)],
        )


def test_the_api_says_it_and_takes_it_back(client):
    message, rejean = say(thread(), cast.citizen()), cast.citizen("Réjean")
    cast.sign_in(client, rejean)
    path = f"/api/v1/messages/{message.pk}/me-too/"

    said = [client.put(path).json()["me_too"] for _ in range(2)]
    gone = client.delete(path)

    assert (said, gone.status_code, shown(message).me_too) == ([1, 1], 200, 0)


def test_a_thanked_message_keeps_its_place():
    talk, rejean = thread(), cast.citizen("Réjean")
    first, second = say(talk, cast.citizen()), say(talk, cast.citizen("Loup"))
    reactions.react(by=rejean, message=second, kind=THANKS, now=NOW)

    order = [one.number for one in Message.objects.filter(thread=talk).in_order()]

    assert order == [first.number, second.number]
