"""« Mes appareils »: where I am inside, and closing it at once."""

import time

import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.domain import cards, people, sessions
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, KnownDevice, OpenSession
from common import clock, live
from common.exceptions import Missing
from deliberation.live import HANDLERS
from tests import cast

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
DESK = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
PAGE, CLOSE = "/moi/appareils/", "/moi/appareils/fermer/"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def ginette(db):
    return cast.citizen(username="ginette", pin=cast.PIN)


def inside(login="ginette", user_agent=PHONE, **more) -> Client:
    browser = Client(headers={"user-agent": user_agent})
    sent = browser.post(reverse("accounts:enter"), {"login": login, "pin": cast.PIN, **more})
    assert sent.status_code == 302
    return browser


def is_in(browser) -> bool:
    return browser.get(reverse("accounts:profile")).status_code == 200


def row_of(browser) -> OpenSession:
    return OpenSession.objects.get(session_key=browser.session.session_key)


def test_the_page_names_each_place_without_address_nor_model(ginette):
    phone, library = inside(), inside(user_agent=DESK, shared="on")

    html = phone.get(PAGE).content.decode()

    assert "Téléphone, Firefox" in html
    assert "Ordinateur, Chrome" in html
    assert f'value="seance-{row_of(library).pk}"' in html
    assert f'value="seance-{row_of(phone).pk}"' not in html
    assert "Tu as dit que c&#x27;est le tien" in html
    assert "127.0.0.1" not in html
    assert "Gecko" not in html


def test_nothing_of_the_device_is_stored_but_its_kind_and_browser(ginette):
    inside()

    stored = {**OpenSession.objects.values()[0], **KnownDevice.objects.values()[0]}
    assert {field for field, value in stored.items() if "140" in str(value) or "127.0" in str(value)} <= {
        "session_key",
        "secret_hash",
    }


def test_signing_out_another_device_ends_it_at_once_and_is_in_the_journal(ginette):
    phone, library = inside(), inside(user_agent=DESK, shared="on")

    phone.post(CLOSE, {"quoi": f"seance-{row_of(library).pk}"})

    assert (is_in(phone), is_in(library)) == (True, False)
    line = AccountEvent.objects.get(person=ginette, kind=AccountEventKind.SIGNED_OUT)
    assert (line.by, line.detail) == (ginette, "Ordinateur, Chrome")


def test_signing_out_all_the_others_leaves_this_one_alone(ginette):
    phone, library, tablet = inside(), inside(user_agent=DESK, shared="on"), inside()
    token = Client().post(
        "/api/v1/token/", {"login": "ginette", "pin": cast.PIN}, content_type="application/json"
    )
    program = {"HTTP_AUTHORIZATION": f"Token {token.json()['token']}"}
    before = Client().get("/api/v1/me/", **program).status_code

    phone.post(CLOSE, {"quoi": "autres"})

    assert [is_in(one) for one in (phone, library, tablet)] == [True, False, False]
    assert (before, Client().get("/api/v1/me/", **program).status_code) == (200, 401)
    assert KnownDevice.objects.trusted().get() == row_of(phone).device


def test_a_program_is_signed_out_alone(ginette):
    phone = inside()
    Client().post("/api/v1/token/", {"login": "ginette", "pin": cast.PIN}, content_type="application/json")
    what = next(line.what for line in phone.get(PAGE).context["page"].elsewhere)

    done, again = (phone.post(CLOSE, {"quoi": what}).status_code for _time in range(2))

    assert what.startswith("programme-")
    assert (done, again) == (302, 404)


def test_a_device_that_is_taken_away_is_signed_out_and_a_stranger(ginette):
    phone, desk = inside(), inside(user_agent=DESK)
    desk.post(reverse("accounts:leave"))
    known = next(line.what for line in phone.get(PAGE).context["page"].known)

    phone.post(CLOSE, {"quoi": known})

    assert phone.get(PAGE).context["page"].known == []
    assert KnownDevice.objects.trusted().get() == row_of(phone).device


def test_the_session_of_somebody_else_and_a_missing_one_answer_the_same(ginette):
    cast.citizen("Réjean", username="rejean", pin=cast.PIN)
    phone, other = inside(), inside("rejean")

    theirs = phone.post(CLOSE, {"quoi": f"seance-{row_of(other).pk}"})
    missing = phone.post(CLOSE, {"quoi": "seance-987654"})

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert is_in(other)
    with pytest.raises(Missing):
        sessions.sign_out(by=ginette, pk=row_of(other).pk, now=clock.now())


def test_closing_the_device_one_is_on_leaves(ginette):
    phone = inside()

    phone.post(CLOSE, {"quoi": f"seance-{row_of(phone).pk}"})

    assert not is_in(phone)


def test_a_new_nip_here_keeps_this_session_listed_and_the_others_gone(ginette):
    phone, library = inside(), inside(user_agent=DESK, shared="on")
    new = {"old": cast.PIN, "pin": "975318", "again": "975318"}

    phone.post(reverse("accounts:profile_pin"), new)
    page = phone.get(PAGE).context["page"]

    assert (is_in(library), page.elsewhere) == (False, [])
    assert page.here.name == "Téléphone, Firefox"
    assert row_of(phone).device == KnownDevice.objects.get()


def test_leaving_takes_the_session_off_the_list(ginette):
    phone = inside()
    phone.post(reverse("accounts:leave"))

    assert OpenSession.objects.count() == 0


def test_a_session_already_open_costs_no_question_more(ginette, django_assert_num_queries):
    phone = inside()
    phone.get("/affichage/")

    with django_assert_num_queries(2):
        phone.get("/affichage/")


def test_nobody_outside_sees_the_page(client, db):
    assert client.get(PAGE).status_code == 302
    assert client.post(CLOSE, {"quoi": "autres"}).url == "/entrer/"


# Sockets


class Tab:
    """A socket opened with the cookies of a browser, through the real recognition of sessions."""

    def __init__(self, browser: Client) -> None:
        application = AuthMiddlewareStack(live.SwitchboardConsumer.as_asgi(handlers=HANDLERS))
        cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
        self.socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie.encode())])

    async def is_closed_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                event = await self.socket.receive_output(timeout=max(0.01, deadline - time.monotonic()))
            except TimeoutError:
                return False
            if event["type"] == "websocket.close":
                return True
        return False


async def test_signing_out_a_device_closes_its_sockets_within_a_second_and_no_other(transactional_db):
    @sync_to_async
    def scene():
        cast.citizen(username="ginette", pin=cast.PIN)
        return inside(), inside(user_agent=DESK, shared="on")

    phone, library = await scene()
    here, there = Tab(phone), Tab(library)
    await here.socket.connect()
    await there.socket.connect()

    row = await sync_to_async(row_of)(library)
    await sync_to_async(phone.post)(CLOSE, {"quoi": f"seance-{row.pk}"})

    assert await there.is_closed_within(1)
    await here.socket.send_to(text_data="toujours là?")
    assert "bad_frame" in await here.socket.receive_from()
    await here.socket.disconnect()


async def test_leaving_closes_the_sockets_of_the_other_tabs(transactional_db):
    @sync_to_async
    def scene():
        cast.citizen(username="ginette", pin=cast.PIN)
        return inside()

    phone = await scene()
    tab = Tab(phone)
    await tab.socket.connect()

    await sync_to_async(phone.post)(reverse("accounts:leave"))

    assert await tab.is_closed_within(1)


def test_who_leaves_the_espace_is_inside_nowhere(ginette):
    phone = inside()
    people.leave(by=ginette, person=ginette, now=clock.now())

    assert not is_in(phone)
    assert OpenSession.objects.count() == 0


def test_a_nip_set_by_a_code_closes_every_door(ginette):
    phone = inside()
    cards.choose_pin(by=ginette, person=ginette, pin="975318", now=clock.now())

    assert not is_in(phone)
