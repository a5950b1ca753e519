"""A shared computer left alone: the access closes, what was written stays, for its person alone."""

from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

import pytest
from asgiref.sync import async_to_sync
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import KeptWords
from accounts.rules import keeping
from common import clock
from common.live.groups import ACTIVE, session_mark
from config import environment, pytest_env
from deliberation.models import Message
from tests import cast
from tests.deliberation import talk

pytestmark = pytest.mark.django_db
WORDS = "Dans mon rang, l'autobus ne passe plus depuis octobre."
ESCAPED = WORDS.replace("'", "&#x27;")
EVENING = cast.NOW
PROFILE, KEPT = "/moi/", "/moi/texte-garde/"


@contextmanager
def moved(**later):
    """The clock of the Espace and the one of the sessions; their cache, which has its own, forgets."""
    at = EVENING + timedelta(**later)
    pytest_env.new_cache_scope()
    with clock.frozen(at), mock.patch("django.utils.timezone.now", return_value=at):
        yield


@pytest.fixture
def thread(db):
    cast.citizen("Zénaïde", "la-mitis", username="zenaide", pin=cast.PIN)
    cast.citizen("Réjean", "la-mitis", username="rejean", pin=cast.PIN)
    return talk.thread()


def enters(browser, login="zenaide", shared=True):
    fields = {"login": login, "pin": cast.PIN, **({"shared": "on"} if shared else {})}
    return browser.post(reverse("accounts:enter"), fields)


def writes(browser, thread):
    path = reverse("deliberation:post", args=[thread.pk])
    return browser.post(path, {"texte": WORDS, "cle": "k1", "en_reponse_a": ""})


def is_in(browser) -> bool:
    return browser.get(PROFILE).status_code == 200


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_a_shared_computer_closes_after_half_an_hour_of_nobody(client, thread, minutes, stays):
    with moved():
        enters(client)
    with moved(minutes=minutes):
        assert is_in(client) == stays


def test_each_page_starts_the_half_hour_again(client, thread):
    with moved():
        enters(client)
    for minutes in (20, 40, 60):
        with moved(minutes=minutes):
            assert is_in(client)


def test_ones_own_device_stays_open(client, thread):
    with moved():
        enters(client, shared=False)
    with moved(days=3):
        assert is_in(client)


def test_somebody_who_talks_by_the_socket_is_there(client, thread):
    with moved():
        enters(client)
    with moved(minutes=45):
        at = (EVENING + timedelta(minutes=40)).timestamp()
        cache.set(f"{ACTIVE}{session_mark(client.session.session_key)}", at)
        assert is_in(client)


def test_the_page_to_enter_says_why(client, thread):
    with moved():
        enters(client)
    with moved(minutes=31):
        way = client.get(PROFILE)
        html = client.get(way.url).content.decode()

    assert way.url == "/entrer/?next=/moi/"
    assert "depuis 30 minutes" in html.replace("\u00a0", " ")
    assert "Zénaïde" not in html


@pytest.mark.parametrize("absence", [{"minutes": 31}, {"hours": 11}, {"hours": 21}])
def test_words_sent_after_the_access_closed_are_given_back(client, thread, absence):
    with moved():
        enters(client)
    with moved(**absence):
        sent = writes(client, thread)
        said = client.get(sent.url).content.decode()
        entered = enters(client)
        page = client.get(entered.url.partition("#")[0]).content.decode()
        sent_before = Message.objects.count()
        fields = KeptWords.objects.get().fields
        again = client.post(
            reverse("deliberation:post", args=[thread.pk]),
            {**{name: values[0] for name, values in fields.items()}, "garde": KeptWords.objects.get().pk},
        )

    assert sent.url == "/entrer/"
    assert "ton texte est gardé" in said
    assert (entered.url, ESCAPED in page, sent_before) == (KEPT, True, 0)
    assert again.status_code == 302
    assert Message.objects.get().text == WORDS
    assert KeptWords.objects.count() == 0


def test_a_tab_left_open_still_sends_after_another_one_saw_the_access_closed(client, thread):
    with moved():
        enters(client)
    with moved(minutes=31):
        client.get(PROFILE)
        writes(client, thread)

    assert KeptWords.objects.get().person.username == "zenaide"


def test_the_next_person_on_this_computer_sees_nothing(client, thread):
    with moved():
        enters(client)
    with moved(minutes=31):
        writes(client, thread)
        entered = enters(client, "rejean")
        page = client.get(KEPT).content.decode()
        discarded = client.post(reverse("accounts:kept_discard", args=[KeptWords.objects.get().pk]))

    assert entered.url != KEPT
    assert "autobus" not in page
    assert discarded.status_code == 404
    assert KeptWords.objects.count() == 1


def test_they_wait_on_any_other_computer_for_a_week(client, thread):
    with moved():
        enters(client)
    with moved(minutes=31):
        writes(client, thread)
    with moved(days=6):
        on_another = Client()
        found = enters(on_another).url, ESCAPED in on_another.get(KEPT).content.decode()
    with moved(days=8):
        too_late = Client()
        gone = enters(too_late).url

    assert found == (KEPT, True)
    assert gone != KEPT


def test_after_leaving_or_a_sign_out_nothing_is_kept_for_anybody(client, thread):
    with moved():
        enters(client)
        client.post(reverse("accounts:leave"))
        writes(client, thread)

    assert KeptWords.objects.count() == 0


def test_a_choice_of_a_vote_and_a_nip_are_never_kept(client, thread):
    with moved():
        enters(client)
    with moved(minutes=31):
        client.post(reverse("voting:cast", args=[1]), {"choix": "pour"})
        client.post(reverse("accounts:profile_pin"), {"old": cast.PIN, "pin": "975318", "again": "975318"})

    assert KeptWords.objects.count() == 0
    assert keeping.what_is_kept({"choix": ["pour"], "pin": ["975318"], "csrfmiddlewaretoken": ["x"]}) == {}


def test_throwing_it_away_is_enough(client, thread):
    with moved():
        enters(client)
    with moved(minutes=31):
        writes(client, thread)
        enters(client)
        client.post(reverse("accounts:kept_discard", args=[KeptWords.objects.get().pk]))

    assert KeptWords.objects.count() == 0


def test_a_socket_notes_that_somebody_is_there():
    class Hub:
        pass

    async def scene():
        from common.live.socket import Socket

        await Socket(person=None, hub=Hub(), write=None, close=None, session_mark="m").was_active()

    async_to_sync(scene)()

    assert cache.get(f"{ACTIVE}m") > 0


@pytest.mark.parametrize(("value", "minutes"), [("", 30), ("5", 5), ("240", 240)])
def test_the_delay_is_a_setting(value, minutes):
    assert environment.idle_minutes(value) == minutes


@pytest.mark.parametrize("value", ["0", "4", "241", "-5", "trente"])
def test_a_delay_that_is_none_stops_the_start(value):
    with pytest.raises(environment.ImproperlyConfigured) as stopped:
        environment.idle_minutes(value)

    assert str(stopped.value).startswith("IDLE_MINUTES")
