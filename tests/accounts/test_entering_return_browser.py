"""A real Chromium without scripts: coming without a card, coming back, one's devices, how to be reached, leaving."""

import re

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from accounts.domain import contacts, email_codes
from accounts.models import ContactDetails
from common import clock
from tests import cast
from tests.journey.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def nojs(chromium, live_site):
    window = Window(chromium, live_site)
    yield window
    assert window.wrong == []
    window.context.close()


def test_somebody_without_a_card_opens_an_account_then_says_how_to_be_reached_and_leaves(nojs):
    mrc = cast.territories()["la-mitis"]
    nojs.goes("/entrer/")
    nojs.unfolds("a[href='/sans-carte/']")
    nojs.follows("Ouvrir un accès sans carte")
    nojs.fills(own="Marée Lilas")
    nojs.sends()
    nojs.page.select_option("[name=territory]", str(mrc.pk))
    nojs.ticks("age_group", "35-49")
    nojs.sends()
    nojs.fills(phone="418 555-0177")
    nojs.sends()
    nojs.fills(login="brume-47", pin=cast.PIN, again=cast.PIN)
    nojs.presses("Ouvrir mon accès")
    assert nojs.path == "/sans-carte/fait/"
    assert "L'animation voit que tu attends un appel." in nojs.text

    nojs.goes("/moi/me-joindre/")
    nojs.ticks("path", "courrier")
    nojs.sends()
    nojs.fills(postal_address="12, rang 4")
    nojs.sends()
    nojs.presses("Garder ces réponses")
    assert nojs.path == "/moi/"
    assert ContactDetails.objects.get().postal_address == "12, rang 4"

    nojs.goes("/moi/appareils/")
    assert "Ordinateur, Chrome" in nojs.text
    nojs.presses("Quitter")
    nojs.page.go_back()
    assert "Ordinateur, Chrome" not in nojs.page.inner_text("body")
    nojs.enters("brume-47")
    assert nojs.path == "/mon-accueil/"


def test_a_code_by_email_lets_in_and_another_device_is_signed_out(nojs, chromium, live_site):
    ginette = cast.citizen(username="ginette", pin=cast.PIN)
    contacts.choose(by=ginette, person=ginette, path="courriel", email="gi@exemple.ca", now=clock.now())
    library = Window(chromium, live_site)
    library.enters("ginette")
    nojs.goes("/entrer/")
    nojs.follows("Recevoir un code par courriel")
    nojs.fills(email="gi@exemple.ca")
    nojs.presses("M'envoyer un code")
    email_codes.send.func(**DBTaskResult.objects.get().args_kwargs["kwargs"])
    nojs.fills(code=re.search(r"\d{4} \d{4}", mail.outbox[0].body)[0])
    nojs.presses("Entrer")
    assert nojs.path == "/mon-accueil/"

    nojs.goes("/moi/appareils/")
    nojs.sends("main li form")
    assert "déconnecté" in nojs.text
    library.goes("/moi/")
    assert library.path == "/entrer/"
    library.context.close()
