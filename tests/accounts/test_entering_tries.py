"""Nobody guesses a NIP, and nobody closes somebody else's account by trying."""

import re

import pytest
from django.contrib.auth import hashers
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.domain import cards, devices, people, recoveries
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, KnownDevice
from accounts.rules.devices import seen
from common import clock
from tests import cast

CARD = "10203040"
API = "/api/v1/token/"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def ginette(db):
    person = cast.citizen(username="ginette", pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=cast.NOW, number=CARD)
    return person


def at(address: str) -> Client:
    """A browser of its own, at this address."""
    return Client(REMOTE_ADDR=address, headers={"user-agent": PHONE})


def enter(client, pin=cast.PIN, login=CARD, **more) -> int:
    return client.post(reverse("accounts:enter"), {"login": login, "pin": pin, **more}).status_code


def own_device(address="10.0.0.1") -> Client:
    """Her phone: she has entered once and said that it is hers."""
    phone = at(address)
    assert enter(phone) == 302
    phone.post(reverse("accounts:leave"))
    return phone


def strangers_try(count: int, login=CARD) -> list[int]:
    """Wrong NIPs, each from another address."""
    return [enter(at(f"192.0.2.{n + 1}"), "135790", login) for n in range(count)]


def test_the_sixth_wrong_nip_from_one_address_is_refused_and_another_address_still_enters(ginette):
    library = at("192.0.2.7")

    answers = [enter(library, "135790") for _try in range(6)]

    assert answers == [422] * 5 + [429]
    assert enter(library) == 429
    assert enter(at("192.0.2.8")) == 302


def test_many_addresses_reach_the_common_count_which_her_own_phone_does_not_share(ginette):
    phone = own_device()

    answers = strangers_try(21)
    refused = at("192.0.2.200").post(reverse("accounts:enter"), {"login": CARD, "pin": cast.PIN})

    assert answers == [422] * 20 + [429]
    assert refused.status_code == 429
    assert "Sur ton propre appareil" in refused.content.decode()
    assert 'href="tel:' in refused.content.decode()
    assert enter(phone) == 302


def test_the_api_counts_like_the_page_and_knows_her_phone(ginette):
    phone = own_device()
    wrong = {"login": CARD, "pin": "135790"}

    strange = [
        at(f"192.0.2.{n + 1}").post(API, wrong, content_type="application/json").status_code
        for n in range(21)
    ]
    right = {"login": CARD, "pin": cast.PIN}

    assert strange == [401] * 20 + [429]
    assert at("192.0.2.99").post(API, right, content_type="application/json").status_code == 429
    assert phone.post(API, right, content_type="application/json").status_code == 201


def test_her_own_phone_has_five_tries_too(ginette):
    phone = own_device()

    assert [enter(phone, "135790") for _try in range(6)] == [422] * 5 + [429]


def test_the_cookie_alone_lets_nobody_in(ginette):
    phone = own_device()

    assert phone.get(reverse("accounts:profile")).status_code == 302
    assert phone.cookies[devices.COOKIE]["httponly"]
    assert phone.cookies[devices.COOKIE]["samesite"] == "Lax"


def test_a_shared_computer_gets_no_cookie(ginette):
    library = at("192.0.2.7")
    enter(library, shared="on")

    assert devices.COOKIE not in library.cookies
    assert KnownDevice.objects.count() == 0


def test_a_made_up_or_borrowed_cookie_is_a_stranger(ginette):
    other = cast.citizen("Réjean", username="rejean", pin=cast.PIN)
    borrowed = at("10.0.0.2")
    enter(borrowed, login="rejean")
    borrowed.post(reverse("accounts:leave"))
    made_up = at("10.0.0.3")
    made_up.cookies[devices.COOKIE] = signing.Signer(salt="autre").sign("appareil")

    strangers_try(20)

    assert KnownDevice.objects.get().person == other
    assert [enter(borrowed), enter(made_up)] == [429, 429]


def test_the_quick_exit_makes_the_device_a_stranger_and_leaving_does_not(ginette):
    phone = own_device()
    kept = phone.cookies[devices.COOKIE].value
    phone.post(reverse("accounts:quick_exit"))

    assert kept
    assert phone.cookies[devices.COOKIE].value == ""


def test_the_hash_alone_is_kept(ginette):
    phone = own_device()
    device = KnownDevice.objects.get()

    assert phone.cookies[devices.COOKIE].value not in device.secret_hash
    assert str(device) == "Téléphone, Firefox"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            ("phone", "Safari"),
        ),
        ("Mozilla/5.0 (Linux; Android 9; SM-T510) Chrome/140.0 Safari/537.36", ("tablet", "Chrome")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", ("computer", "Edge")),
        ("", ("computer", "")),
    ],
)
def test_a_device_is_known_by_its_kind_and_browser(user_agent, words):
    found = seen(user_agent)

    assert (found.kind, found.browser) == words


def test_an_entrance_on_an_unknown_device_is_in_the_journal_once(ginette):
    phone = own_device()
    enter(phone)
    at("192.0.2.9").post(API, {"login": CARD, "pin": cast.PIN}, content_type="application/json")

    lines = AccountEvent.objects.filter(person=ginette, kind=AccountEventKind.ENTERED_NEW_DEVICE)
    assert [line.detail for line in lines.order_by("pk")] == ["Téléphone, Firefox", "Programme"]


def test_changing_the_nip_has_a_count_that_nobody_outside_uses_up(ginette):
    inside = at("10.0.0.1")
    enter(inside)
    strangers_try(21)
    new = {"old": cast.PIN, "pin": "975318", "again": "975318"}
    wrong = {**new, "old": "135790"}

    refused = [inside.post(reverse("accounts:profile_pin"), wrong).status_code for _try in range(6)]
    cache.clear()
    changed = inside.post(reverse("accounts:profile_pin"), new)

    assert refused == [422] * 5 + [429]
    assert changed.status_code == 302


def test_somebody_who_leaves_the_espace_leaves_no_known_device(ginette):
    own_device()
    people.leave(by=ginette, person=ginette, now=cast.NOW)

    assert KnownDevice.objects.trusted().count() == 0


# No difference between an account that exists and one that does not


def masked(response) -> str:
    """Without the key of the form, nor the hour of the next try, which moves between two sendings."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"<b>\d+\D*h\D*\d*</b>|\d+\D+minutes?", "", body)


def answers_and_hashes(monkeypatch, send) -> tuple[list, list[int]]:
    """What the same seven sendings answer, and how many hashes each costs."""
    counted = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda *args: counted.append(1) or encode(*args), raising=True
    )
    answers, work = [], []
    for _try in range(7):
        before = len(counted)
        response = send()
        answers.append((response.status_code, masked(response), response.headers.get("Cache-Control")))
        work.append(len(counted) - before)
    monkeypatch.undo()
    cache.clear()
    return answers, work


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/entrer/", {"login": CARD, "pin": "135790"}),
        ("/entrer/", {"login": "ginette", "pin": "135790"}),
        ("/entrer/", {"login": "ginette", "pin": "un long mot de passe"}),
        ("/premiere-fois/", {"card": CARD, "code": "482917365"}),
        ("/nip-oublie/", {"login": CARD, "code": "482917365"}),
        ("/nip-oublie/", {"login": "ginette", "code": "482917365"}),
    ],
)
def test_a_known_and_an_unknown_account_answer_byte_for_byte_the_same_for_the_same_work(
    monkeypatch, path, fields
):
    def send():
        return Client().post(path, fields)

    unknown = answers_and_hashes(monkeypatch, send)
    person = cast.citizen(username="ginette", pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=cast.NOW, number=CARD)
    # A code of theirs waits, in clear nowhere: the wrong one is compared with it.
    recoveries.make_code(by=None, person=person, needs_two=False, now=clock.now())
    known = answers_and_hashes(monkeypatch, send)

    assert [status for status, _body, _cache in known[0]] == [422] * 5 + [429] * 2
    assert known == unknown
    assert known[1] == [1] * 5 + [0] * 2


def test_the_api_answers_the_same_too(monkeypatch):
    def send():
        return Client().post(API, {"login": "ginette", "pin": "135790"}, content_type="application/json")

    unknown = answers_and_hashes(monkeypatch, send)
    person = cast.citizen(username="ginette", pin=cast.PIN)
    known = answers_and_hashes(monkeypatch, send)
    people.leave(by=person, person=person, now=cast.NOW)
    gone = answers_and_hashes(monkeypatch, send)

    assert known == unknown == gone
