"""A real Chromium: each journey without JavaScript on the smallest phone, then with the keyboard only."""

from datetime import timedelta

import pytest

from accounts.domain import cards
from accounts.domain.queries.people import decisional_people
from common import clock, dates
from participation.domain import concerns, initiatives
from participation.enums import Readers, Theme
from participation.models import Concern, Initiative
from tests import cast
from tests.journey.steps import ANSWERS
from tests.journey.window import PHONE, Window
from tests.routes.world import sheet
from tests.voting import ballots
from voting.domain import opening, preparing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "L'autobus ne passe plus dans mon rang."
CARD = "10203040"


@pytest.fixture
def zenaide(transactional_db):
    person = cast.citizen("Zénaïde", "la-mitis", username="zenaide", pin=cast.PIN)
    cards.issue_card(by=None, person=person, number=CARD, now=cast.NOW)
    return person


@pytest.fixture
def vote(zenaide):
    """An open vote: the server of these tests lives in the present."""
    cast.citizens(9)
    now = clock.now()
    days = timedelta(days=1)
    announced = preparing.prepare(
        by=None,
        title="Le coffre d'école",
        question="Est-ce que l'Espace approuve l'initiative « Le coffre d'école »?",
        summary="Du matériel d'école qu'on emprunte gratuitement.",
        back_path="/initiatives/",
        version_hash=ballots.HASH,
        rules=ballots.rules(),
        opens_at=now - days,
        closes_at=now + 9 * days,
        now=now - 5 * days,
    )
    roll = decisional_people(on=dates.local_day(now), min_voting_age=16).order_by("pk")
    preparing.announce(by=None, vote=announced, people=roll, recusals=(), now=now - 5 * days)
    return opening.open_vote(vote=announced, now=now - days)


@pytest.fixture
def nojs(chromium, live_site, zenaide):
    """A small phone without JavaScript, Zénaïde inside; nothing went wrong on the way."""
    window = Window(chromium, live_site)
    window.enters("zenaide")
    yield window
    assert window.wrong == []
    window.context.close()


@pytest.fixture
def keys(chromium, live_site, zenaide):
    """A phone with JavaScript, used with the keyboard only once inside."""
    window = Window(chromium, live_site, javascript=True, size=PHONE)
    window.enters("zenaide")
    yield window
    assert window.wrong == []
    window.context.close()


def test_entering_with_a_card_then_leaving_without_javascript(chromium, live_site, zenaide):
    window = Window(chromium, live_site)
    window.enters(CARD, pin="000000")
    assert window.path == "/entrer/"
    assert window.page.title().startswith("Erreur")

    window.enters(CARD)
    assert window.path == "/mon-accueil/"
    window.presses("Quitter")
    window.goes("/mon-accueil/")
    assert window.path == "/entrer/"
    # The 4xx of a refused NIP is noted by the browser; nothing else is.
    assert window.wrong == []


def test_the_quick_exit_closes_the_session_without_javascript(nojs):
    nojs.page.route("https://**", lambda route: route.abort())
    nojs.page.get_by_role("button", name="Sortir vite").first.click()
    nojs.page.wait_for_timeout(300)
    nojs.wrong.clear()  # the harmless page is elsewhere, on purpose
    nojs.goes("/mon-accueil/")

    assert nojs.path == "/entrer/"


def test_saying_a_concern_without_javascript(nojs):
    nojs.goes("/dire/")
    nojs.presses("Continuer")
    assert nojs.page.title().startswith("Erreur")
    nojs.fills(text=WORDS)
    nojs.presses("Continuer")
    nojs.ticks("theme", "transport")
    nojs.presses("Continuer")
    nojs.presses("Continuer")
    nojs.ticks("readers", "membres")
    nojs.presses("Continuer")
    assert WORDS in nojs.text
    with nojs.page.expect_navigation():
        nojs.page.locator("main form button").last.click()
    nojs.looks()

    assert nojs.path.endswith("/merci/")
    assert Concern.objects.get().text == WORDS


def test_replying_in_a_thread_without_javascript(nojs):
    concern = concerns.say(
        by=cast.citizen("Lise"), text=WORDS, theme=Theme.TRANSPORT, readers=Readers.TABLE, now=clock.now()
    )
    nojs.goes(f"/fils/{concern.thread_id}/")
    nojs.fills(texte="Je pense aussi à ma voisine.")
    nojs.sends("form:has(#texte)")

    assert nojs.path == f"/fils/{concern.thread_id}/"
    assert "Je pense aussi à ma voisine." in nojs.text


def test_proposing_an_initiative_without_javascript(nojs, zenaide):
    cast.organisation("cuisine-vallee")
    said = concerns.say(by=zenaide, text=WORDS, theme=Theme.TRANSPORT, readers=Readers.TABLE, now=clock.now())
    nojs.goes("/proposer/")
    nojs.follows("Commencer")
    nojs.ticks("from_concerns", str(said.pk))
    nojs.presses("Continuer")
    for slug, answers in ANSWERS.items():
        assert nojs.path == f"/proposer/{slug}/"
        _answers(nojs, answers)
        nojs.presses("Continuer")
    assert nojs.path == "/proposer/verifier/"
    assert "Le taxi du rang" in nojs.text
    nojs.sends()

    assert Initiative.objects.get().title == "Le taxi du rang"


def _answers(window: Window, answers: dict) -> None:
    for name, answer in answers.items():
        field = window.page.locator(f"main [name={name}]").first
        kind = field.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            for value in answer if isinstance(answer, list) else [answer]:
                window.ticks(name, value)
        elif kind.startswith("select"):
            window.unfolds(f"[name={name}]")
            field.select_option(answer)
        else:
            window.fills(**{name: answer})


def test_supporting_an_initiative_without_javascript(nojs):
    lise = cast.citizen("Lise")
    idea = initiatives.propose(by=lise, sheet=sheet("Le banc du quai"), from_concerns=[], now=clock.now())
    nojs.goes(f"/initiatives/{idea.pk}/")
    nojs.sends(f"form[action='/initiatives/{idea.pk}/appuyer/']")

    assert nojs.path == f"/initiatives/{idea.pk}/"
    assert nojs.page.locator(f"form[action='/initiatives/{idea.pk}/appuyer/reprendre/']").count() == 1


def test_voting_and_finding_the_receipt_again_without_javascript(nojs, vote):
    nojs.goes(f"/votes/{vote.pk}/bulletin/")
    nojs.presses("Continuer")
    assert nojs.page.title().startswith("Erreur")
    nojs.ticks("choix", "pour")
    nojs.presses("Continuer")
    nojs.presses("Déposer mon vote")
    assert nojs.path == f"/votes/{vote.pk}/recu/"

    nojs.goes(f"/votes/{vote.pk}/")
    with nojs.page.expect_navigation():
        nojs.page.locator(f"main a[href='/votes/{vote.pk}/recu/']").first.click()
    nojs.looks()
    assert nojs.path == f"/votes/{vote.pk}/recu/"
    assert "Ce reçu ne montre pas ton choix" in nojs.text


def test_reading_what_is_public_without_javascript(nojs, vote):
    for path in (
        "/",
        "/initiatives/",
        "/votes/",
        "/reponses/",
        "/regles/",
        "/calendrier/",
        "/mrc/",
        "/enjeux/",
    ):
        nojs.goes(path)


def test_voting_with_the_keyboard_only(keys, vote):
    keys.goes(f"/votes/{vote.pk}/")
    keys.strikes(f"a[href='/votes/{vote.pk}/bulletin/']", "Enter")
    keys.reaches("input[name=choix]")
    keys.page.keyboard.press("Space")
    keys.page.keyboard.press("ArrowDown")
    assert keys.page.locator("input[name=choix]:checked").count() == 1
    # The choice stays in the device: the check page is made in place.
    keys.reaches("#bulletin .actions button")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_selector("#bulletin-verifier h1")
    assert keys.path == f"/votes/{vote.pk}/bulletin/"
    keys.strikes("#bulletin-verifier form .actions button", "Space")
    assert keys.path == f"/votes/{vote.pk}/recu/"


def test_saying_a_concern_with_the_keyboard_only(keys):
    keys.goes("/mon-accueil/")
    keys.strikes("main a[href='/dire/']", "Enter")
    keys.types_on("textarea[name=text]", WORDS)
    keys.strikes("main form button", "Enter")
    keys.reaches("input[name=theme]")
    keys.page.keyboard.press("Space")
    keys.strikes("main form button", "Enter")
    keys.strikes("main form button", "Enter")
    keys.reaches("input[name=readers]")
    keys.page.keyboard.press("Space")
    keys.strikes("main form button", "Enter")
    assert keys.path.endswith("/verifier/")
    with keys.page.expect_navigation():
        keys.reaches("main form button.btn:not(.btn-2):not(.link-btn)")
        keys.page.keyboard.press("Enter")
    keys.looks()

    assert keys.path.endswith("/merci/")
