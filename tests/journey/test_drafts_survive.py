"""Somebody starts to write, goes away more than a day, is signed out meanwhile: the words are still there."""

from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

import pytest
from django.urls import reverse

from common import clock
from config import pytest_env
from tests import cast

pytestmark = pytest.mark.django_db
WORDS = "L'autobus ne passe plus dans mon rang."
EVENING = cast.NOW
ABSENCES = (timedelta(hours=21), timedelta(days=40))


def enters(client) -> None:
    """On a shared computer, which is ticked unless one says otherwise."""
    sent = client.post(reverse("accounts:enter"), {"login": "zenaide", "pin": cast.PIN, "shared": "on"})
    assert sent.status_code == 302


@contextmanager
def moved(at):
    """The clock of the Espace and the one of the sessions; their cache, which has its own, forgets."""
    pytest_env.new_cache_scope()
    with clock.frozen(at), mock.patch("django.utils.timezone.now", return_value=at):
        yield


@pytest.fixture
def zenaide(client):
    return cast.citizen("Zénaïde", "la-mitis", username="zenaide", pin=cast.PIN)


def was_signed_out(client) -> bool:
    asked = client.get(reverse("participation:my_home"))
    return asked.status_code == 302 and asked["Location"].startswith(reverse("accounts:enter"))


@pytest.mark.parametrize("absence", ABSENCES)
def test_a_concern_begun_survives_an_absence_and_the_sign_out(client, zenaide, absence):
    with moved(EVENING):
        enters(client)
        client.post(reverse("participation:say"), {"text": WORDS})
        assert not was_signed_out(client)

    with moved(EVENING + absence):
        assert was_signed_out(client)
        enters(client)
        back = client.get(reverse("participation:say"), follow=True)

    assert WORDS.replace("'", "&#x27;") in back.content.decode()


@pytest.mark.parametrize("absence", ABSENCES)
def test_an_initiative_begun_survives_an_absence_and_the_sign_out(client, zenaide, absence):
    name = reverse("participation:propose_step", args=["nom"])
    with moved(EVENING):
        enters(client)
        client.post(name, {"title": "Le taxi du rang"})

    with moved(EVENING + absence):
        assert was_signed_out(client)
        enters(client)
        back = client.get(name)

    assert 'value="Le taxi du rang"' in back.content.decode()
