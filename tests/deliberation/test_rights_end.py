"""Two sockets: whoever's rights end hears nothing more within a second, told or not; and how many people are here."""

import asyncio
import time

import pytest
from asgiref.sync import sync_to_async

from accounts.domain import people as people_verbs
from accounts.models import Person
from common.live.rooms import EVERY_S
from deliberation.domain import moderation
from deliberation.enums import Audience, FlagReason
from deliberation.models import Thread
from tests import cast
from tests.deliberation.talk import NOW, private_word, say, thread
from tests.deliberation.test_live import Browser, scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
WITHIN_S = 1.0


def end_mandate_silently(talk, person) -> None:
    person.mandates.update(ends_on="2026-02-01", end_reason="Départ.")


def close_account_silently(talk, person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def leave(talk, person) -> None:
    people_verbs.leave(by=person, person=person, now=NOW)


def narrow_audience_silently(talk, person) -> None:
    Thread.objects.filter(pk=talk.pk).update(audience=Audience.STAFF)


@pytest.mark.parametrize(
    "end", [end_mandate_silently, close_account_silently, leave, narrow_audience_silently]
)
async def test_rights_that_end_are_silence_within_a_second(end):
    talk, _ginette, rejean = await scene()
    elodie = await sync_to_async(cast.facilitator)()
    staying, leaving = Browser(elodie), Browser(rejean)
    await staying.join(talk.pk)
    await leaving.join(talk.pk)

    await sync_to_async(end)(talk, rejean)
    ended = time.monotonic()
    closed = await heard_until_closed(leaving)

    assert closed["code"] == 4403
    assert time.monotonic() - ended < WITHIN_S
    await sync_to_async(say)(talk, elodie, "après son départ")
    assert await leaving.socket.receive_nothing(0.3) is True


async def heard_until_closed(browser: Browser) -> dict:
    while True:
        output = await browser.socket.receive_output(timeout=2)
        if output["type"] == "websocket.close":
            return output


async def test_whoever_comes_back_after_the_end_is_refused():
    talk, _ginette, rejean = await scene()
    await sync_to_async(end_mandate_silently)(talk, rejean)
    browser = Browser(rejean)
    await browser.socket.connect()

    await browser.send(type="thread.join", thread=talk.pk, after=0)

    assert (await browser.receive())["code"] == "thread_missing"


async def test_a_reader_whose_rights_stay_is_left_alone():
    talk, ginette, _ = await scene()
    browser = Browser(ginette)
    await browser.join(talk.pk)

    await asyncio.sleep(EVERY_S * 2.5)
    await sync_to_async(say)(talk, ginette, "toujours là")

    assert [frame["number"] for frame in await browser.until("thread.message") if "number" in frame] == [1]


async def presence(browser: Browser) -> int:
    return (await browser.until("thread.presence"))[-1]["count"]


async def test_people_are_counted_not_tabs_and_nobody_is_named():
    talk, ginette, rejean = await scene()
    first, second, again = Browser(ginette), Browser(rejean), Browser(rejean)
    for browser in (first, second, again):
        await browser.join(talk.pk)

    counted = await first.until("thread.presence")

    assert counted[-1] == {"type": "thread.presence", "thread": talk.pk, "count": 2}
    assert await presence(second) == 2
    await second.socket.disconnect()
    await again.socket.disconnect()
    # Through Redis a person who left fades after a few seconds; here, at the next count.
    assert await asyncio.wait_for(presence(first), 12) == 1


async def test_in_a_private_word_nobody_learns_when_it_is_read():
    ginette = await sync_to_async(cast.citizen)()
    talk = await sync_to_async(private_word)(ginette)
    browser = Browser(ginette)
    await browser.join(talk.pk)

    assert await browser.socket.receive_nothing(EVERY_S * 6) is True


@sync_to_async
def public_scene():
    day = NOW.date().replace(month=10)
    return thread(audience=Audience.PUBLIC, public_since_vote_on=day), cast.citizen("Zytamille")


async def test_outside_a_public_thread_arrives_live_without_names_and_without_presence():
    talk, zyta = await public_scene()
    inside, out = Browser(zyta), Browser(None)
    await inside.join(talk.pk)
    await out.join(talk.pk)

    message = await sync_to_async(say)(talk, zyta, "Le bus du soir")
    heard = await out.receive()
    elodie = await sync_to_async(cast.facilitator)()
    await sync_to_async(moderation.hide_message)(
        by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW
    )
    changed = await out.receive()

    assert "Le bus du soir" in heard["html"]
    assert "Zytamille" not in str([heard, changed])
    assert "Le bus du soir" not in changed["html"]
    assert await out.socket.receive_nothing(EVERY_S * 5) is True
    await out.send(type="thread.post", thread=talk.pk, text="Je m'invite", ref="r")
    assert (await out.receive())["type"] == "error"
