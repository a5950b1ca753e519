"""« Écouter », in a real browser on a device whose voice the test holds."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tests.deliberation.talk import say, thread
from tests.face.windows import FAR_AWAY, FRENCH, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAY, NEXT, STOP = "#ecouter-lire", "#ecouter-suite", "#ecouter-fin"
MARKED = "[...document.querySelectorAll('mark.reading')].map(one => one.textContent).join('')"
HTML_OF_MAIN = "document.getElementById('contenu').innerHTML"
# Every text node of the page, themselves: nothing was replaced by a copy.
REMEMBER = """() => { window.nodes = []; const walk = document.createTreeWalker(document.getElementById('contenu'), 4);
  while (walk.nextNode()) window.nodes.push(walk.currentNode); }"""
SAME = """() => { const walk = document.createTreeWalker(document.getElementById('contenu'), 4), now = [];
  while (walk.nextNode()) now.push(walk.currentNode);
  return now.length === window.nodes.length && now.every((node, place) => node === window.nodes[place]); }"""


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def read_to_the_end(page, most: int = 400) -> list[str]:
    """What is marked, sentence after sentence, until the reading ends by itself."""
    marked = []
    while page.evaluate("isSpeaking()"):
        marked.append(plain(page.evaluate(MARKED)))
        page.evaluate("finish()")
        assert len(marked) < most, "the reading does not end"
    return marked


@pytest.mark.parametrize("voices", ["[]", FAR_AWAY])
def test_without_a_voice_of_the_device_in_french_there_is_no_button(live_site, chromium, voices):
    page = window(chromium, live_site, voices=voices)
    page.goto(live_site + "/entrer/")

    assert page.locator("#ecouter").is_hidden()


def test_the_button_comes_when_the_voice_arrives_late(live_site, chromium):
    page = window(chromium, live_site)
    page.goto(live_site + "/entrer/")

    page.evaluate(f"arrive({FRENCH})")

    assert page.locator(PLAY).is_visible()
    assert (page.locator(NEXT).is_hidden(), page.locator(STOP).is_hidden()) == (True, True)


def test_each_sentence_is_marked_in_order_and_the_page_is_the_same_after(live_site, chromium):
    page = window(chromium, live_site, voices=FRENCH)
    page.goto(live_site + "/entrer/")
    page.evaluate(REMEMBER)
    before = page.evaluate(HTML_OF_MAIN)

    page.click(PLAY)
    marked = read_to_the_end(page)

    assert marked[0] == "Accueil"
    assert marked[1] == "Entrer avec ma carte"
    hint = marked.index("8 chiffres.")
    assert marked[hint + 1] == "Avec ou sans espace, ça marche."
    assert "C'est ma première fois" in " ".join(marked)
    # What is folded, what is for the keyboard and the menu are not read.
    assert not [one for one in marked if "entretien" in one or "Menu" in one]
    assert page.evaluate(HTML_OF_MAIN) == before
    assert page.evaluate(SAME)
    assert page.inner_text(PLAY) == "Écouter"


def test_the_four_controls_work_from_the_keyboard_and_keep_the_focus(live_site, chromium):
    page = window(chromium, live_site, voices=FRENCH)
    page.goto(live_site + "/entrer/")

    page.focus(PLAY)
    page.keyboard.press("Enter")
    first = page.evaluate(MARKED)
    assert page.inner_text(PLAY) == "Pause"
    page.keyboard.press("Enter")
    paused = (page.inner_text(PLAY), page.evaluate("isSpeaking()"), page.evaluate(MARKED))
    page.keyboard.press("Enter")
    again = (page.inner_text(PLAY), page.evaluate("isSpeaking()"), page.evaluate(MARKED))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    second = page.evaluate(MARKED)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert paused == ("Continuer", False, first)
    assert again == ("Pause", True, first)
    assert plain(second) == "Entrer avec ma carte"
    assert (page.evaluate(MARKED), page.evaluate("isSpeaking()")) == ("", False)
    assert page.evaluate("document.activeElement.id") == PLAY[1:]


def test_links_and_buttons_work_while_their_words_are_read(live_site, chromium):
    page = window(chromium, live_site, voices=FRENCH)
    page.goto(live_site + "/entrer/")
    page.click(PLAY)
    while plain(page.evaluate(MARKED)) != "J'ai oublié mon NIP":
        page.evaluate("finish()")

    page.click("mark.reading")
    assert page.locator("details[open] summary").inner_text() == "J'ai oublié mon NIP"
    page.evaluate("finish()")

    # Opened meanwhile: it is read.
    assert (
        page.locator("details[open] > :not(summary) mark.reading, details[open] > mark.reading").count() > 0
    )


def test_it_stops_when_the_page_is_left(live_site, chromium):
    page = window(chromium, live_site, voices=FRENCH)
    page.goto(live_site + "/entrer/")
    page.click(PLAY)
    page.evaluate("window.addEventListener('pagehide', () => sessionStorage.setItem('speaks', isSpeaking()))")

    page.click(".crumb a")
    page.wait_for_url(live_site + "/")

    assert page.evaluate("sessionStorage.getItem('speaks')") == "false"


def test_a_thread_goes_on_while_it_is_read(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    say(talk, ginette, "Je dors où ce soir? On se voit à 19 h 30.")
    page = window(chromium, live_site, ginette, voices=FRENCH)
    page.goto(live_site + reverse("deliberation:thread", args=[talk.pk]), wait_until="networkidle")
    live = page.get_attribute("#fil", "aria-live")
    page.click(PLAY)
    while plain(page.evaluate(MARKED)) != "Je dors où ce soir?":
        page.evaluate("finish()")
    held = page.get_attribute("#fil", "aria-live")

    say(talk, cast.citizen("Réjean"), "Viens chez nous, au 418 555-0199.")
    page.wait_for_selector("#m-2")
    assert plain(page.evaluate(MARKED)) == "Je dors où ce soir?"
    read_to_the_end(page)

    said = page.evaluate("said")
    assert "On se voit à 19 heures 30." in said
    assert [one for one in said if one.startswith("Viens chez nous, au 4 1 8 5 5 5 0 1 9 9")]
    assert (live, held, page.get_attribute("#fil", "aria-live")) == ("polite", "off", "polite")


def test_a_message_replaced_while_it_is_read_does_not_stop_the_reading(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    say(talk, ginette, "Un premier mot.")
    say(talk, ginette, "Un deuxième mot.")
    page = window(chromium, live_site, ginette, voices=FRENCH)
    page.goto(live_site + reverse("deliberation:thread", args=[talk.pk]), wait_until="networkidle")
    page.evaluate("window.copy = document.getElementById('m-1').cloneNode(true)")
    page.click(PLAY)
    while plain(page.evaluate(MARKED)) != "Un premier mot.":
        page.evaluate("finish()")

    page.evaluate("document.getElementById('m-1').replaceWith(window.copy)")
    marked = read_to_the_end(page)

    assert "Un deuxième mot." in marked


def test_a_page_of_secret_words_is_never_read(live_site, chromium):
    page = window(chromium, live_site, voices=FRENCH)
    page.route(
        "**/entrer/",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('id="contenu"', 'id="contenu" data-silent')
        ),
    )
    page.goto(live_site + "/entrer/")

    assert page.locator("#ecouter").is_hidden()


def test_the_page_of_a_vote_is_read_with_its_numbers_as_people_say_them(live_site, chromium):
    page = window(chromium, live_site, cast.citizen(), voices=FRENCH)
    page.goto(live_site + reverse("voting:votes"))
    page.evaluate(
        "document.querySelector('#contenu .page').innerHTML = "
        "'<h1>Le vote</h1><p>Jusqu’à 20 h. On demande 12 300 $ à la MRC. M. Roy passe à 9 h 05. Ça va?</p>'"
        " + '<ul><li>Oui <svg><text>dessin</text></svg></li><li hidden>Caché</li></ul><label>Ton <b>choix</b>. Puis la suite</label>'"
    )

    page.click(PLAY)
    read_to_the_end(page)

    assert page.evaluate("said") == [
        "Le vote",
        "Jusqu’à 20 heures.",
        "On demande 12300 dollars à la M R C.",
        "M. Roy passe à 9 heures 5.",
        "Ça va?",
        "Oui",
        "Ton choix.",
        "Puis la suite",
    ]


def test_english_pages_ask_for_an_english_voice(live_site, chromium):
    page = window(chromium, live_site, voices=FAR_AWAY)
    page.context.add_cookies([{"name": "langue", "value": "en", "url": live_site}])
    page.goto(live_site + "/entrer/")

    assert page.inner_text(PLAY) == "Listen"
