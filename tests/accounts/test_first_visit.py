"""The pages of a first visit: card and code, borrowed name, NIP."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.domain import cards, naming, opening_codes, people
from accounts.models import Person
from common import clock, dates
from tests import cast

START, NAME, PIN, DONE = (
    "/premiere-fois/",
    "/premiere-fois/nom/",
    "/premiere-fois/nip/",
    "/premiere-fois/fait/",
)
CODE = "482917365"
NUMBER = "10203040"


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


@pytest.fixture
def person(db):
    person = cast.newcomer("Provisoire")
    card = cards.issue_card(by=None, person=person, now=clock.now(), number=NUMBER)
    opening_codes.issue_opening_code(by=None, card=card, digits=CODE, now=clock.now())
    return person


def start(client, code=CODE, card=NUMBER):
    return client.post(START, {"card": card, "code": code})


def choose(client, own="Galet bleu"):
    return client.post(NAME, {"choice": "autre", "own": own})


def finish(client, pin=cast.PIN, again=None):
    return client.post(PIN, {"pin": pin, "again": again or pin})


def said(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def lands(response) -> str:
    assert response.status_code == 302
    return response.url


def test_a_whole_first_visit_lands_inside_with_what_comes_next(client, person):
    assert [lands(start(client)), lands(choose(client)), lands(finish(client))] == [NAME, PIN, DONE]

    done = client.get(DONE)
    opened = Person.objects.get(pk=person.pk)
    assert "Galet bleu, ta carte est ouverte" in said(done)
    assert "Prochaine étape : la conversation d'accueil" in said(done)
    assert "tel:" in said(done)
    assert done["Cache-Control"] == "no-store, private"
    assert client.session.get_expire_at_browser_close() is True
    assert (opened.display_name, opened.check_password(cast.PIN)) == ("Galet bleu", True)
    assert lands(Client().post("/entrer/", {"login": NUMBER, "pin": cast.PIN})) == reverse(
        "participation:my_home"
    )


def test_somebody_already_welcomed_goes_straight_home(client, person):
    people.welcome(by=None, person=person, now=cast.NOW, on=cast.STARTS_ON)
    start(client), choose(client), finish(client)

    done = said(client.get(DONE))

    assert "La conversation d'accueil" not in done
    assert "Aller à mon accueil" in done


@pytest.mark.parametrize("path", [NAME, PIN, DONE])
def test_no_step_opens_without_the_code(client, person, path):
    assert lands(client.get(path)) == ("/entrer/" if path == DONE else START)
    assert lands(
        client.post(path, {"choice": "autre", "own": "Galet bleu", "pin": "975318", "again": "975318"})
    )
    assert not Person.objects.get(pk=person.pk).has_nip


def test_another_browser_does_not_have_the_right_of_this_one(client, person):
    start(client)

    assert lands(Client().get(NAME)) == START


def test_the_right_to_choose_ends_after_half_an_hour_and_the_slip_still_works(client, person):
    start(client)
    choose(client)
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        late = finish(client)
        again = start(client)

    assert lands(late) == START
    assert not Person.objects.get(pk=person.pk).has_nip
    assert lands(again) == NAME


@pytest.mark.parametrize(
    ("card", "code", "words"),
    [
        ("", CODE, "Écris le numéro de ta carte"),
        (NUMBER, "", "Écris le code du coupon"),
        ("1020304", CODE, "8 chiffres"),
        (NUMBER, "4829", "9 chiffres"),
        (NUMBER, "482917366", "ne vont pas ensemble"),
        ("99999999", CODE, "ne vont pas ensemble"),
    ],
)
def test_an_error_keeps_what_was_typed(client, person, card, code, words):
    response = start(client, code, card)

    assert response.status_code == 422
    assert words in said(response)
    assert "<title>Erreur : ma première visite" in said(response)
    assert f'value="{card}"' in said(response) or not card
    assert f'value="{code}"' in said(response) or not code


def test_the_sixth_wrong_code_is_refused_kindly_with_the_phone(client, person):
    codes = [start(client, "482917366").status_code for _try in range(6)]
    right = start(client)

    assert codes == [422] * 5 + [429]
    assert right.status_code == 429
    assert "tel:" in said(right)
    # Elsewhere, the owner of the card still comes in.
    assert lands(Client(REMOTE_ADDR="10.9.9.9").post(START, {"card": NUMBER, "code": CODE})) == NAME


def test_after_too_many_tries_in_a_day_the_next_one_is_said_with_its_day(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "card_opening": "2/d/key"}

    last = [start(client, "482917366") for _try in range(3)][-1]

    tomorrow = dates.day(clock.now() + timedelta(days=1))
    assert last.status_code == 429
    assert f"Réessaie {tomorrow}".replace("\u00a0", " ") in re.sub("<[^>]+>", "", said(last))
    assert "minutes" not in said(last)


def test_the_picture_of_the_card_writes_its_number(client, person):
    entering = said(client.get(f"/entrer/?carte={NUMBER}"))
    first = said(client.get(f"{START}?carte={NUMBER}"))
    odd = said(client.get(f"{START}?carte=<script>"))

    assert f'value="{NUMBER}"' in entering
    assert f"{START}?carte={NUMBER}" in entering
    assert f'value="{NUMBER}"' in first
    assert "<script>" not in odd.split("<main")[1]


def offered(response) -> list[str]:
    return re.findall(r'name="choice" value="([^"]+)"', said(response))[:-1]


def test_three_names_are_offered_kept_on_error_and_others_on_demand(client, person):
    start(client)
    first = offered(client.get(NAME))
    missing = client.post(NAME, {})
    others = offered(client.get(lands(client.get(f"{NAME}?autres=1"))))

    assert len(set(first)) == 3
    assert missing.status_code == 422
    assert offered(missing) == first
    assert len(others) == 3
    assert set(others) != set(first)
    assert lands(client.post(NAME, {"choice": others[1]})) == PIN


def test_a_name_typed_without_touching_the_choices_is_taken_and_no_answer_is_not(client, person):
    start(client)

    nothing = client.post(NAME, {"own": "  "})
    typed = client.post(NAME, {"own": "Galet bleu"})

    assert (nothing.status_code, lands(typed)) == (422, PIN)
    assert "Choisis un nom, ou écris le tien" in said(nothing)
    assert "Galet bleu" in said(client.get(PIN))


def test_going_back_shows_the_name_chosen(client, person):
    start(client)
    choose(client, "Galet bleu")

    assert 'value="Galet bleu"' in said(client.get(NAME))


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("", "Écris le nom que tu veux"),
        ("G", "de 2 à 30 lettres"),
        ("Un nom beaucoup trop long pour être lu", "de 2 à 30 lettres"),
        ("41 81 00 01", "commence par une lettre"),
        ("ecris@moi.example", "commence par une lettre"),
        ("Mar\u00e9e-Lil\u0430s", "commence par une lettre"),  # « а » of another alphabet
        ("\ufdfa" * 30, "commence par une lettre"),  # one sign, eighteen letters once spelled
        ("L'Espace", "on te prendrait pour l'équipe"),
        ("MAREE  lilas", "a déjà ce nom"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_its_reason(client, person, own, words):
    cast.newcomer("Marée-Lilas")
    start(client)

    response = choose(client, own)

    assert response.status_code == 422
    assert words in said(response)


@pytest.mark.parametrize("own", ["Cœur d'anse", "Naïs l'Érable", "Mare\u0301e lilas 2"])
def test_the_letters_of_french_are_taken_however_they_are_sent(client, person, own):
    start(client)

    assert lands(choose(client, own)) == PIN
    assert lands(finish(client)) == DONE
    assert Person.objects.get(pk=person.pk).display_name == own.replace("e\u0301", "é")


def test_a_name_not_offered_is_not_taken_by_the_list(client, person):
    start(client)

    assert client.post(NAME, {"choice": "Pas offert"}).status_code == 422


@pytest.mark.parametrize(
    ("pin", "again", "words"),
    [
        ("246813", "246814", "ne sont pas pareils"),
        ("111111", "111111", "trop facile"),
        ("123456", "123456", "trop facile"),
        ("24681", "24681", "6 chiffres"),
    ],
)
def test_a_nip_is_refused_with_its_reason_and_never_written_back(client, person, pin, again, words):
    start(client), choose(client)

    response = finish(client, pin, again)

    assert response.status_code == 422
    assert words in said(response)
    assert f'value="{pin}"' not in said(response)
    assert not Person.objects.get(pk=person.pk).has_nip


def test_what_one_types_can_be_seen_without_a_script(client, person):
    start(client), choose(client)
    hidden, shown = said(client.get(PIN)), said(client.get(f"{PIN}?nip=visible"))

    assert (hidden.count('type="password"'), shown.count('type="password"')) == (2, 0)


def test_the_second_browser_to_finish_is_sent_to_enter_with_a_sentence(client, person):
    other = Client()
    start(client), choose(client), start(other), choose(other, "Anse or")
    finish(client)

    late = finish(other, "975318")

    assert lands(late) == "/entrer/"
    assert next(str(message) for message in get_messages(late.wsgi_request)).startswith(
        "Ce code ne marche plus"
    )
    assert Person.objects.get(pk=person.pk).check_password(cast.PIN)


def test_a_name_taken_on_the_way_asks_for_another_and_keeps_the_code(client, person):
    start(client), choose(client)
    cast.newcomer("Galet bleu")

    assert lands(finish(client)) == NAME
    assert lands(choose(client, "Anse or")) == PIN
    assert lands(finish(client)) == DONE


def test_somebody_inside_is_told_to_sign_out_first(client, person):
    cast.sign_in(client, cast.citizen())

    assert lands(client.get(START)) == reverse("participation:my_home")
    assert lands(start(client)) == reverse("participation:my_home")


def test_the_names_of_the_shore_are_all_different_and_free(db):
    taken = naming.suggestions(1)[0]
    cast.newcomer(taken)
    drawn = [name for _time in range(30) for name in naming.suggestions()]

    assert taken not in drawn
    assert all(re.fullmatch(r"\w+ \w+", name) for name in drawn)
