"""What comes by the socket is in the language that the reader chose, like the page it is put into."""

import pytest
from asgiref.sync import sync_to_async

from deliberation.domain import moderation, threads
from deliberation.enums import FlagReason, ThreadState
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread
from tests.deliberation.test_live import Browser

pytestmark = pytest.mark.django_db(transaction=True)
IN_FRENCH, IN_ENGLISH = "Insulte ou attaque une personne", "Insults or attacks a person"


def scene():
    talk = thread()
    return talk, say(talk, cast.citizen(), "Bonjour"), cast.facilitator(), cast.citizen("R\u00e9jean")


def hide(message, elodie):
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)


@pytest.mark.parametrize(
    ("language", "own", "other"), [("", IN_FRENCH, IN_ENGLISH), ("en", IN_ENGLISH, IN_FRENCH)]
)
async def test_a_change_and_a_catch_up_speak_the_language_of_the_reader(language, own, other):
    talk, message, elodie, rejean = await sync_to_async(scene)()
    reading = Browser(rejean, language=language)
    await reading.join(talk.pk)

    await sync_to_async(hide)(message, elodie)
    changed = await reading.receive()
    late = Browser(rejean, language=language)
    caught_up = (await late.join(talk.pk))[0]

    assert (changed["type"], caught_up["type"]) == ("message.changed", "thread.message")
    for frame in (changed, caught_up):
        assert (own in frame["html"], other in frame["html"]) == (True, False)


async def test_each_reader_is_told_once_and_the_state_reaches_every_language():
    talk, _message, elodie, rejean = await sync_to_async(scene)()
    french, english = Browser(rejean), Browser(rejean, language="en")
    for one in (french, english):
        await one.join(talk.pk)

    await sync_to_async(say)(talk, rejean, "Deux", now=later(1))
    await sync_to_async(threads.change_state)(
        by=elodie, thread=talk, state=ThreadState.CLOSED, reason="", now=later(2)
    )

    for one in (french, english):
        said, state = await one.receive(), await one.receive()
        assert (said["number"], state) == (2, {"type": "thread.state", "thread": talk.pk, "state": "ferme"})
        assert await one.is_silent(0.2)
