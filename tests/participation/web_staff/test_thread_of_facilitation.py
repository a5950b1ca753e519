"""A thread that facilitation opens follows the Espace's rules of talk, as every other thread does."""

import pytest
from django.urls import reverse

from deliberation.enums import Audience, ReadingMode
from deliberation.models import Thread
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PUBLIC])
def test_a_thread_opened_by_its_page_is_read_when_the_rules_say(client, audience):
    world.rule("moderation_mode", "premier_message")
    world.rule("moderation_delay_hours", 12)
    cast.sign_in(client, cast.facilitator())
    typed = {
        "title": "Le bus du soir",
        "audience": audience,
        "decided_on": "1er octobre 2026",
        "confirm": "1",
    }

    with world.frozen():
        client.post(reverse("participation:thread_open"), typed)

    made = Thread.objects.get()
    assert (made.audience, made.mode, made.flag_hours) == (audience, ReadingMode.FIRST, 12)
