"""Passkeys in a real browser, with its virtual authenticator: the device answers, the server checks."""

import re

import pytest
from allauth.mfa.models import Authenticator

from accounts.enums import AccountEventKind
from accounts.models import AccountEvent
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


def on_localhost(address: str) -> str:
    """Browsers refuse passkeys for an address made of numbers."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def device(page):
    """The browser holds a device that verifies its owner; returns the session that drives it, and its number."""
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return driver, made["authenticatorId"]


def enter(page, site: str, login: str) -> None:
    page.goto(f"{site}/entrer/")
    page.fill("[name=login]", login)
    page.fill("[name=pin]", cast.PIN)
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.wait_for_url(re.compile(r"^(?!.*/entrer/)"))


def forget_session(page) -> None:
    page.context.clear_cookies()


def test_a_citizen_adds_a_passkey_enters_with_it_and_removes_it(page, live_site, device):
    site, ginette = on_localhost(live_site), cast.citizen(username="ginette", pin=cast.PIN)
    enter(page, site, "ginette")
    page.goto(f"{site}/moi/cles/")
    page.get_by_role("link", name="Ajouter une clé d'accès").click()
    page.fill("[name=name]", "Mon téléphone")
    page.fill("[name=pin]", cast.PIN)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Faire la clé d'accès").click()
    page.wait_for_url(re.compile(r":\d+/moi/cles/(#.*)?$"))
    assert "Mon téléphone" in page.inner_text("main")

    forget_session(page)
    page.goto(f"{site}/entrer/?next=/moi/cles/")
    page.get_by_role("button", name="Entrer avec ma clé d'accès").click()
    page.wait_for_url(re.compile(r":\d+/moi/cles/(#.*)?$"))
    assert "Mon téléphone" in page.inner_text("main")

    page.get_by_role("link", name="Enlever").click()
    page.get_by_role("button", name="L'enlever").click()
    page.wait_for_url(re.compile(r":\d+/moi/cles/(#.*)?$"))
    assert not Authenticator.objects.exists()
    about_keys = AccountEvent.objects.filter(person=ginette, kind__startswith="passkey").order_by("pk")
    assert list(about_keys.values_list("kind", flat=True)) == [
        AccountEventKind.PASSKEY_ADDED,
        AccountEventKind.PASSKEY_REMOVED,
    ]

    forget_session(page)
    page.goto(f"{site}/entrer/")
    page.get_by_role("button", name="Entrer avec ma clé d'accès").click()
    page.get_by_text("Cette clé d'accès n'ouvre rien ici.").first.wait_for()


def test_for_who_works_here_a_passkey_is_both_steps(page, live_site, device):
    site = on_localhost(live_site)
    cast.facilitator(username="elodie", pin=cast.PIN)
    enter(page, site, "elodie")
    assert "/deuxieme-etape/preparer/" in page.url
    page.get_by_role("button", name="Faire plutôt une clé d'accès").click()
    page.get_by_role("heading", name="Vos codes de secours").wait_for()
    assert len(page.locator(".codes li").all()) == 10
    page.get_by_role("link", name="Mes codes sont sur papier").click()
    page.wait_for_url(re.compile("/animation/"))

    forget_session(page)
    page.goto(f"{site}/entrer/")
    page.get_by_role("button", name="Entrer avec ma clé d'accès").click()
    page.wait_for_url(re.compile("/animation/"))


def test_a_device_that_does_not_verify_its_owner_lets_nobody_in(page, live_site, device):
    site, (driver, number) = on_localhost(live_site), device
    cast.facilitator(username="elodie", pin=cast.PIN)
    enter(page, site, "elodie")
    page.get_by_role("button", name="Faire plutôt une clé d'accès").click()
    page.get_by_role("heading", name="Vos codes de secours").wait_for()
    forget_session(page)
    driver.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": False})

    page.goto(f"{site}/entrer/")
    page.get_by_role("button", name="Entrer avec ma clé d'accès").click()
    page.get_by_text("L'appareil n'a pas répondu").wait_for()
    page.goto(f"{site}/animation/")
    assert "/entrer/" in page.url


def test_without_passkeys_the_page_shows_no_button_and_still_works(page, live_site):
    page.add_init_script("delete window.PublicKeyCredential")
    site = on_localhost(live_site)
    cast.citizen(username="ginette", pin=cast.PIN)
    page.goto(f"{site}/entrer/")
    assert not page.get_by_role("button", name="Entrer avec ma clé d'accès").is_visible()
    enter(page, site, "ginette")
    assert "/mon-accueil/" in page.url
