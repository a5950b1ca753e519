"""Changing one's words, within a delay, with what they were kept."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from deliberation.domain import editing, messages, moderation, threads
from deliberation.enums import FlagReason, ThreadState
from deliberation.models import Message, MessageVersion
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_the_database_keeps_the_words_before_they_change():
    message = say(thread(), cast.citizen(), "Le premier mot")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE deliberation_message SET text = 'autre' WHERE id = %s", [message.pk])

    MessageVersion.objects.create(
        message=message, text=message.text, written_at=NOW, replaced_at=later(1), replaced_by=message.author
    )
    Message.objects.filter(pk=message.pk).update(text="autre")

    assert Message.objects.get().text == "autre"


@pytest.mark.database
@pytest.mark.parametrize(
    "sql", ["UPDATE deliberation_messageversion SET text = ''", "DELETE FROM deliberation_messageversion"]
)
def test_the_database_keeps_the_history(sql):
    message = say(thread(), cast.citizen(), "Le premier mot")
    MessageVersion.objects.create(
        message=message, text=message.text, written_at=NOW, replaced_at=later(1), replaced_by=message.author
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_words_change_and_what_they_were_stays_readable(client):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    message = say(talk, ginette, "Le mot-un")
    editing.edit(by=ginette, message=message, text="Le mot-deux", now=later(2))
    editing.edit(by=ginette, message=message, text="Le mot-trois", now=later(3))
    cast.sign_in(client, rejean)

    page = client.get(reverse("deliberation:thread", args=[talk.pk])).content.decode()
    before = client.get(reverse("deliberation:history", args=[message.pk])).content.decode()

    assert ("mot-trois" in page, "mot-un" in page, "Modifié à" in page) == (True, False, True)
    assert before.index("mot-un") < before.index("mot-deux") < before.index("mot-trois")
    assert MessageVersion.objects.count() == 2


def answered(message, person):
    say(message.thread, person, "Ah bon", reply_to=message)


def flagged(message, person):
    moderation.flag(by=person, message=message, reason=FlagReason.OFF_TOPIC, now=NOW)


def hidden(message, _person):
    moderation.hide_message(by=cast.facilitator(), message=message, reason=FlagReason.ATTACK, now=NOW)


def taken_back(message, _person):
    messages.withdraw(by=message.author, message=message, now=NOW)


def paused(message, _person):
    threads.change_state(by=cast.facilitator(), thread=message.thread, state=ThreadState.PAUSED, now=NOW)


def nothing(_message, _person):
    pass


@pytest.mark.parametrize(
    ("happens", "minutes", "code"),
    [
        (answered, 1, "answered"),
        (flagged, 1, "flagged"),
        (hidden, 1, "nothing_to_edit"),
        (taken_back, 1, "nothing_to_edit"),
        (paused, 1, "thread_paused"),
        (nothing, 15, "too_late"),
        (nothing, 14, None),
    ],
)
def test_words_stay_once_somebody_stands_on_them_or_too_late(happens, minutes, code):
    message = say(thread(), cast.citizen(), "Le premier mot")
    happens(message, cast.citizen("Réjean"))
    refused = None

    try:
        editing.edit(by=message.author, message=message, text="autre", now=later(minutes))
    except Refused as refusal:
        refused = refusal.code

    assert refused == code
    message.refresh_from_db()
    assert message.text == ("Le premier mot" if code else "autre")


def test_somebody_else_changes_nothing_on_the_page_or_in_the_api(client):
    message = say(thread(), cast.citizen(), "Le premier mot", now=clock.now())
    cast.sign_in(client, cast.facilitator())

    page = client.post(reverse("deliberation:edit", args=[message.pk]), {"texte": "autre"})
    api = client.patch(f"/api/v1/messages/{message.pk}/", {"text": "autre"}, content_type="application/json")

    assert (page.status_code, api.status_code, Message.objects.get().text) == (403, 403, "Le premier mot")


def test_the_author_changes_it_on_the_page_and_in_the_api(client):
    message = say(thread(), cast.citizen(), "Le premier mot", now=clock.now())
    cast.sign_in(client, message.author)

    empty = client.post(reverse("deliberation:edit", args=[message.pk]), {"texte": " "})
    page = client.post(reverse("deliberation:edit", args=[message.pk]), {"texte": "deux"})
    api = client.patch(f"/api/v1/messages/{message.pk}/", {"text": "trois"}, content_type="application/json")
    history = client.get(f"/api/v1/messages/{message.pk}/versions/").json()

    assert (empty.status_code, page.status_code, api.status_code) == (422, 302, 200)
    assert [one["text"] for one in history] == ["Le premier mot", "deux"]


def test_once_taken_back_or_hidden_nobody_reads_what_it_was(client):
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    talk = thread()
    gone, masked = say(talk, ginette, "MOT-A"), say(talk, ginette, "MOT-B Normand")
    for message in (gone, masked):
        editing.edit(by=ginette, message=message, text="Normand parle", now=later(1))
    messages.withdraw(by=ginette, message=gone, now=later(2))
    moderation.hide_passage(
        by=cast.facilitator(), message=masked, passage="Normand", reason=FlagReason.ATTACK, now=later(2)
    )

    for person in (rejean, ginette):
        cast.sign_in(client, person)
        for message in (gone, masked):
            for path in (
                reverse("deliberation:history", args=[message.pk]),
                f"/api/v1/messages/{message.pk}/versions/",
            ):
                answer = client.get(path)
                assert (answer.status_code, "MOT-" in answer.content.decode()) == (404, False)


def test_a_note_folds_the_words_and_no_answer_quotes_them(client):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    message = say(talk, ginette, "Il m'a frappée", content_note="violence")
    say(talk, rejean, "On est là", reply_to=message)
    cast.sign_in(client, rejean)

    page = client.get(reverse("deliberation:thread", args=[talk.pk])).content.decode()
    refused = client.post(reverse("deliberation:fold", args=[message.pk]), {"note": ""})

    assert "<summary>Parle de : violence</summary><p>Il m&#x27;a" in page.replace("\xa0", " ").replace(
        "'", "&#x27;"
    )
    assert page.count("frappée") == 1
    assert refused.status_code == 403

    cast.sign_in(client, ginette)
    client.post(reverse("deliberation:fold", args=[message.pk]), {"note": ""})

    assert Message.objects.get(number=1).content_note == ""
