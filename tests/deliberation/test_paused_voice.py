"""A paused voice says nothing new by any way, reads everything, and votes; what the socket refuses, it says why."""

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.contrib import admin

from common import clock
from deliberation.domain import editing, private_words
from deliberation.models import Flag, Message, Submission
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread
from tests.deliberation.test_live import Browser
from tests.deliberation.test_moderation_acts import paused, raises
from tests.voting import ballots
from voting.domain import casting
from voting.enums import Choice


@pytest.mark.django_db
def test_a_paused_voice_changes_no_word_and_no_note(client):
    talk, ginette = thread(), cast.citizen()
    message = say(talk, ginette, "Comme je l'ai dit")
    paused(ginette, at=later(1))
    cast.sign_in(client, ginette)

    for change in ({"text": "Autre chose"}, {"note": "autre chose"}):
        with raises("voice_paused"):
            verb = editing.edit if "text" in change else editing.fold
            verb(by=ginette, message=message, now=later(2), **change)
    with clock.frozen(later(2)):
        by_page = client.post(f"/messages/{message.pk}/changer/", {"texte": "Autre chose"})
        by_api = client.patch(
            f"/api/v1/messages/{message.pk}/", {"text": "Autre chose"}, content_type="application/json"
        )

    assert (by_page.status_code, by_api.status_code, by_api.json()["code"]) == (403, 403, "voice_paused")
    message.refresh_from_db()
    assert (message.text, message.content_note, message.edited_at) == ("Comme je l'ai dit", "", None)


@pytest.mark.django_db
def test_whoever_typed_the_words_does_not_change_them_while_the_voice_is_paused():
    talk, ginette, josee = thread(), cast.citizen(), cast.support()
    message = say(talk, josee, "Dicté au téléphone", author=ginette)
    paused(ginette, at=later(1))

    with raises("voice_paused"):
        editing.edit(by=josee, message=message, text="Autre chose", now=later(2))


@pytest.mark.django_db
def test_a_private_word_may_still_be_changed_during_a_pause():
    ginette = cast.citizen()
    paused(ginette)
    message = private_words.write(by=ginette, person=ginette, text="Je ne suis pas d'accord", now=later(1))

    editing.edit(by=ginette, message=message, text="Je ne suis pas d'accord. Appelle-moi.", now=later(2))

    assert Message.objects.get(pk=message.pk).text.endswith("Appelle-moi.")


@pytest.mark.django_db
def test_a_paused_person_still_votes():
    voters = cast.citizens(3)
    vote = ballots.opened()
    paused(voters[0])

    casting.cast(by=voters[0], vote=vote, choice=Choice.FOR, now=later(1))

    assert vote.roll.filter(person=voters[0]).exists()


def test_nothing_of_moderation_is_reachable_in_the_administration():
    known = {model.__name__ for model in admin.site._registry if model._meta.app_label == "deliberation"}

    assert known == {"Thread"}
    assert apps.get_model("accounts.VoicePause") not in admin.site._registry


@sync_to_async
def scene(text: str = ""):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    return talk, ginette, rejean


@pytest.mark.django_db(transaction=True)
async def test_a_pause_acts_on_a_socket_that_is_already_open():
    talk, ginette, rejean = await scene()
    speaking, reading = Browser(ginette), Browser(rejean)
    await speaking.join(talk.pk)
    await reading.join(talk.pk)
    await sync_to_async(paused)(ginette)

    await speaking.send(type="thread.post", thread=talk.pk, text="Encore", ref="r1")
    refusal = await speaking.receive()
    await sync_to_async(say)(talk, rejean, "Je continue")

    assert (refusal["type"], refusal["code"], refusal["ref"]) == ("error", "voice_paused", "r1")
    assert await speaking.numbers(1) == [1]  # still reading
    assert await reading.numbers(1) == [1]


@pytest.mark.django_db(transaction=True)
async def test_a_socket_is_asked_to_look_again_then_publishes_what_was_seen():
    talk, ginette, rejean = await scene()
    writing, reading = Browser(ginette), Browser(rejean)
    await writing.join(talk.pk)
    await reading.join(talk.pk)
    frame = {"type": "thread.post", "thread": talk.pk, "text": "Appelle au 418 555-1234", "ref": "r1"}

    await writing.send(**frame)
    asked = await writing.receive()
    assert await reading.is_silent(0.2)
    await writing.send(**frame, seen="418 555-1234")

    assert (asked["code"], asked["ref"]) == ("look_again", "r1")
    assert "418 555-1234" in asked["sentence"]
    assert await reading.numbers(1) == [1]


@pytest.mark.django_db(transaction=True)
async def test_words_of_danger_come_back_with_the_way_to_help_and_call_facilitation():
    talk, ginette, rejean = await scene()
    writing, reading = Browser(ginette), Browser(rejean)
    await writing.join(talk.pk)
    await reading.join(talk.pk)

    await writing.send(type="thread.post", thread=talk.pk, text="Des soirs, à quoi bon.", client_key="k1")
    posted = (await writing.until("thread.posted"))[-1]
    seen = await reading.receive()

    message = await Message.objects.aget()
    flag = await Flag.objects.aget()
    assert posted["help"] == f"/messages/{message.pk}/aide/"
    assert "help" not in seen  # for the person alone
    assert (flag.reason, flag.due_at) == ("detresse", flag.raised_at)


@pytest.mark.django_db(transaction=True)
async def test_words_that_are_read_first_wait_and_reach_nobody():
    talk, ginette, rejean = await scene()
    await sync_to_async(type(talk).objects.filter(pk=talk.pk).update)(mode="avant")
    writing, reading = Browser(ginette), Browser(rejean)
    await writing.join(talk.pk)
    await reading.join(talk.pk)

    await writing.send(type="thread.post", thread=talk.pk, text="À lire d'abord", client_key="k1")

    waiting = await writing.receive()
    assert waiting == {"type": "thread.waiting", "thread": talk.pk, "client_key": "k1"}
    await writing.send(type="thread.post", thread=talk.pk, text="Des soirs, à quoi bon.", client_key="k2")
    urgent = await writing.receive()
    assert urgent["help"] == f"/attente/{(await Submission.objects.alast()).pk}/aide/"
    assert await reading.is_silent(0.3)
    assert (await Submission.objects.acount(), await Message.objects.acount()) == (2, 0)


@pytest.mark.django_db
def test_what_the_browser_says_it_has_read_is_kept_for_that_person_alone(client):
    """The beacon sent when the page is left: a form like any other."""
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    for n in range(3):
        say(talk, rejean, f"no {n}")
    cast.sign_in(client, ginette)

    with clock.frozen(NOW):
        answer = client.post(f"/fils/{talk.pk}/lu/", {"jusqua": "2"})
        client.post(f"/fils/{talk.pk}/lu/", {"jusqua": "1"})  # an older tab takes nothing back
        beyond = client.post(f"/fils/{talk.pk}/lu/", {"jusqua": "99"})

    marks = list(talk.read_marks.values_list("person", "last_number"))
    assert (answer.status_code, beyond.status_code) == (302, 302)
    assert marks == [(ginette.pk, 3)]
