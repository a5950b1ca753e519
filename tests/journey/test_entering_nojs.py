"""A real Chromium without JavaScript: the first visit with the slip, a forgotten NIP, and a call noted at the desk."""

import re
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client

from accounts.domain import cards, contacts, opening_codes
from accounts.enums import ContactPath
from accounts.models import Person
from common import clock
from participation.models import Concern, HelpedContribution
from tests import cast
from tests.journey.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CARD, SLIP, NEW = "10203040", "482917365", "864203"
WORDS = "La salle ferme de janvier à mars."


@pytest.fixture
def opened(chromium, live_site):
    """Opens windows without JavaScript; nothing went wrong in any of them."""
    windows = []

    def window(person=None) -> Window:
        made = Window(chromium, live_site)
        windows.append(made)
        if person is not None:
            name = settings.SESSION_COOKIE_NAME
            session = cast.sign_in(Client(), person).cookies[name].value
            made.context.add_cookies([{"name": name, "value": session, "url": live_site}])
        return made

    yield window
    wrong = [said for one in windows for said in one.wrong]
    for one in windows:
        one.context.close()
    assert wrong == []


@contextmanager
def refused(window: Window, status: str):
    """The browser notes that refusal, and nothing else."""
    before = len(window.wrong)
    yield
    window.wrong[before:] = [said for said in window.wrong[before:] if status not in said]


def test_a_first_visit_with_the_slip_then_coming_back(opened):
    person = cast.newcomer("Provisoire")
    card = cards.issue_card(by=None, person=person, now=clock.now(), number=CARD)
    opening_codes.issue_opening_code(by=None, card=card, digits=SLIP, now=clock.now())
    window = opened()
    window.goes("/entrer/")
    window.goes("/premiere-fois/")
    with refused(window, "40"):
        window.fills(card=CARD, code="111111111")
        window.sends()
    assert window.path == "/premiere-fois/"

    window.fills(card=CARD, code=SLIP)
    window.sends()
    assert window.path == "/premiere-fois/nom/"
    window.fills(own="Galet bleu")
    window.sends()
    assert window.path == "/premiere-fois/nip/"
    window.fills(pin=NEW, again="111222")
    window.sends()
    assert (window.path, window.page.title().startswith("Erreur")) == ("/premiere-fois/nip/", True)
    window.fills(pin=NEW, again=NEW)
    window.sends()

    assert window.path == "/premiere-fois/fait/"
    assert "Galet bleu, ta carte est ouverte" in window.text
    found = Person.objects.get(pk=person.pk)
    assert (found.display_name, found.check_password(NEW)) == ("Galet bleu", True)
    window.presses("Quitter")
    window.enters(CARD, pin=NEW)
    assert window.path == "/mon-accueil/"
    # The slip served: a second visit with it opens nothing.
    other = opened()
    other.goes("/premiere-fois/")
    with refused(other, "40"):
        other.fills(card=CARD, code=SLIP)
        other.sends()
    assert other.path == "/premiere-fois/"


def test_a_forgotten_nip_with_the_code_of_a_worker(opened):
    person = cast.citizen("Zénaïde", "la-mitis", pin=cast.PIN)
    cards.issue_card(by=None, person=person, now=clock.now(), number=CARD)
    worker, window = opened(cast.facilitator()), opened()
    worker.goes(f"/animation/cartes/{person.pk}/nip/")
    worker.presses("Faire le code")
    (digits,) = {found.replace(" ", "") for found in re.findall(r"\b\d{3} ?\d{3} ?\d{3}\b", worker.text)}

    window.goes("/nip-oublie/")
    with refused(window, "40"):
        window.fills(login=CARD, code="000000001")
        window.sends()
    assert window.path == "/nip-oublie/"
    window.fills(login=CARD, code=digits)
    window.sends()
    assert window.path == "/nip-oublie/nouveau/"
    window.fills(pin=NEW, again=NEW)
    window.sends()
    assert window.path == "/entrer/"
    assert "Ton NIP est changé." in window.page.inner_text("body").replace("\u00a0", " ")

    with refused(window, "40"):
        window.enters(CARD)
    assert window.path == "/entrer/"
    window.enters(CARD, pin=NEW)
    assert window.path == "/mon-accueil/"


def test_a_concern_by_phone_at_the_desk(opened):
    person, worker = cast.citizen("Denis-Paul", "temiscouata"), cast.support()
    contacts.choose(by=None, person=person, path=ContactPath.PHONE, phone="418 555-0101", now=clock.now())
    window = opened(worker)

    window.goes("/guichet/")
    window.fills(who="denis-paul")
    window.sends()
    assert window.path == "/guichet/mots/"
    window.fills(text=WORDS)
    window.ticks("via", "telephone")
    window.page.locator("main input[name=readers]").first.check()
    window.sends()
    assert (window.path, WORDS in window.text) == ("/guichet/relire/", True)
    window.sends()
    assert (window.path, Concern.objects.exists()) == ("/guichet/relire/", False)
    window.page.check("main input[name=agreed]")
    window.sends()

    made = HelpedContribution.objects.get()
    assert window.path == f"/guichet/{made.pk}/"
    assert (made.person, made.via, made.written_by) == (person, "telephone", worker)
    concern = Concern.objects.get()
    assert (concern.text, concern.author) == (WORDS, person)
    assert concern.tracking_number in window.text
