"""Cards for a workshop: one act, one PDF, and twenty-five first visits from one address."""

import contextlib
import html
import re
import subprocess
import zlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.domain import batches, cards, people
from accounts.models import AccessCard, CardBatch, Mandate, OpeningCode, Person
from common import clock
from common.exceptions import Refused
from tests import cast

NEW = "/animation/cartes/ateliers/nouveau/"
CODE = re.compile(r"\b\d{3} \d{3} \d{3}\b")
NUMBER = re.compile(r"\b\d{4} \d{4}\b")


@pytest.fixture
def facilitator(db):
    cache.clear()
    return cast.facilitator()


@pytest.fixture
def desk(client, facilitator):
    return cast.sign_in(client, facilitator)


def asked(count=3, **more) -> dict:
    return {"once": str(uuid4()), "count": str(count), "territory": "", "confirm": "1"} | more


def made(count=3, **more):
    return batches.prepare(by=None, count=count, territory=None, once=uuid4(), now=clock.now(), **more)


def words(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def pdf_text(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().replace("\u00a0", " ")


def test_nothing_is_made_before_the_check(desk):
    check = desk.post(NEW, {name: value for name, value in asked(5).items() if name != "confirm"})
    back = desk.post(NEW, asked(5, change="1"))

    assert (check.status_code, back.status_code) == (200, 200)
    assert "Vérifie l'atelier" in words(check)
    assert 'value="5"' in words(back)
    assert not AccessCard.objects.exists()


def test_five_cards_are_made_at_once_and_give_no_right(desk, facilitator):
    territory = cast.territories()["la-mitis"]

    response = desk.post(NEW, asked(5, territory=territory.pk))

    batch = CardBatch.objects.get()
    members = Person.objects.filter(cards__batch=batch)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Cache-Control"] == "no-store, private"
    assert (batch.issued_by, batch.territory) == (facilitator, territory)
    assert len({person.display_name for person in members}) == 5
    assert {(person.territory, person.age_group, person.has_nip) for person in members} == {
        (territory, "", False)
    }
    assert not Mandate.objects.filter(person__in=members).exists()
    assert OpeningCode.objects.filter(card__batch=batch, code_hash__contains="$").count() == 5


@pytest.mark.parametrize("count", ["0", "41", "-1", "", "beaucoup", "²"])
def test_too_few_or_too_many_cards_are_refused(desk, count):
    before = Person.objects.count()

    response = desk.post(NEW, asked(count))

    assert (response.status_code, Person.objects.count()) == (422, before)
    with pytest.raises(Refused):
        made(41)


def test_the_same_form_sent_twice_makes_the_cards_once(desk):
    form = asked(2)

    first, second = desk.post(NEW, form), desk.post(NEW, form)

    assert (first.status_code, second.status_code) == (200, 409)
    assert AccessCard.objects.count() == 2


@pytest.mark.parametrize("make", [cast.citizen, cast.support, cast.signatory, cast.table_member, cast.admin])
def test_nobody_but_facilitation_prepares_a_workshop(db, client, make):
    batch, _slips = made(1)
    cast.sign_in(client, make())
    page = f"/animation/cartes/ateliers/{batch.pk}/"

    answers = [client.post(NEW, asked()), client.post(f"{page}codes/"), client.post(f"{page}annuler/")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (CardBatch.objects.count(), OpeningCode.objects.count()) == (1, 1)


def test_the_pdf_is_tagged_french_and_says_each_number_and_code_once(desk):
    response = desk.post(NEW, asked(25))

    text = pdf_text(response.content)
    numbers = {str(card) for card in AccessCard.objects.filter(batch__isnull=False)}
    codes = CODE.findall(text)
    about = subprocess.run(["pdfinfo", "-"], input=response.content, capture_output=True, check=True)
    info = about.stdout.decode()
    assert sorted(NUMBER.findall(text)) == sorted(numbers)
    assert (len(codes), len(set(codes))) == (25, 25)
    assert re.search(r"Tagged: +yes", info)
    assert re.search(r"Pages: +7", info)
    assert re.search(r"Page size: +612 x 792", info)


def unpacked(pdf: bytes) -> bytes:
    """The file with its streams in clear."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"".join(found)


def test_the_pdf_says_its_language_and_the_picture_its_words(desk):
    made(1)
    person = Person.objects.get(cards__batch__isnull=False)

    response = desk.get(f"/animation/cartes/{person.pk}/carte.pdf")

    inside = unpacked(response.content)
    words_of_picture = re.search(rb"/Alt ?<feff([0-9a-f]+)>", inside)[1].decode()
    assert re.search(rb"/Lang ?\(fr-CA\)", inside)
    assert b"pdfuaid" in inside
    assert bytes.fromhex(words_of_picture).decode("utf-16-be").replace("\u00a0", " ") == (
        "Code à prendre en photo : il porte seulement le numéro de la carte"
    )
    assert not CODE.search(pdf_text(response.content))


def test_the_codes_of_the_pdf_open_the_cards_and_exist_nowhere_else(desk):
    text = pdf_text(desk.post(NEW, asked(1)).content)
    number, code = NUMBER.search(text).group(), CODE.search(text).group()
    batch = CardBatch.objects.get()
    pages = [words(desk.get(f"/animation/cartes/ateliers/{tail}")) for tail in ("", f"{batch.pk}/")]

    opened = Client().post("/premiere-fois/", {"card": number, "code": code})

    assert not [page for page in pages if code in page or code.replace(" ", "") in page]
    assert opened.status_code == 302


def test_printing_again_makes_other_codes_for_the_cards_not_opened(desk):
    batch, slips = made(2)
    cards.choose_pin(by=None, person=slips[0].card.person, pin=cast.PIN, now=clock.now())

    again = pdf_text(desk.post(f"/animation/cartes/ateliers/{batch.pk}/codes/").content)

    assert NUMBER.findall(again) == [str(slips[1].card)]
    code = CODE.search(again).group()
    old = Client().post("/premiere-fois/", {"card": slips[1].card.number, "code": slips[1].digits})
    new = Client().post("/premiere-fois/", {"card": slips[1].card.number, "code": code})
    assert (old.status_code, new.status_code) == (422, 302)


def test_twenty_five_first_visits_from_one_address(desk):
    _batch, slips = made(25)
    offered, answers = [], []
    for turn, slip in enumerate(slips):
        visitor = Client()
        visitor.post("/premiere-fois/", {"card": slip.card.number, "code": slip.digits})
        names = re.findall(r'name="choice" value="([^"]+)"', words(visitor.get("/premiere-fois/nom/")))
        offered.append(next(name for name in names if name != "autre"))
        visitor.post("/premiere-fois/nom/", {"choice": offered[-1]})
        pin = f"{turn + 10}73{turn + 40}"
        answers.append(visitor.post("/premiere-fois/nip/", {"pin": pin, "again": pin}).status_code)

    assert answers == [302] * 25
    assert len(set(offered)) == 25
    assert Person.objects.filter(cards__batch__isnull=False, name_chosen_at__isnull=False).count() == 25
    assert not Mandate.objects.filter(person__cards__batch__isnull=False).exists()


def test_a_workshop_says_how_many_are_opened_and_welcomed(desk):
    batch, slips = made(4)
    person = slips[0].card.person
    cards.choose_pin(by=None, person=person, pin=cast.PIN, now=clock.now())
    person.age_group = "25-34"
    people.welcome(by=None, person=person, now=clock.now())

    page = desk.get(f"/animation/cartes/ateliers/{batch.pk}/")
    listed = words(desk.get("/animation/cartes/ateliers/"))

    assert [fact["value"] for fact in page.context["page"].facts] == [4, 1, 1]
    assert "4 cartes, 1 ouverte, 1 personne accueillie" in listed


def test_cards_that_nobody_opened_are_cancelled_and_the_others_stay(desk):
    batch, slips = made(3)
    opened = slips[0].card.person
    cards.choose_pin(by=None, person=opened, pin=cast.PIN, now=clock.now())
    page = f"/animation/cartes/ateliers/{batch.pk}/"
    asked_first = desk.get(f"{page}annuler/")
    before = AccessCard.objects.filter(revoked_at=None).count()

    done = desk.post(f"{page}annuler/")
    again = desk.post(f"{page}annuler/")

    assert (asked_first.status_code, before) == (200, 3)
    assert (done.status_code, again.status_code) == (302, 409)
    assert AccessCard.objects.filter(revoked_at=None).get().person == opened
    late = Client().post("/premiere-fois/", {"card": slips[1].card.number, "code": slips[1].digits})
    assert late.status_code == 422
    facts = desk.get(page).context["page"]
    assert ([fact["value"] for fact in facts.facts], facts.waiting) == ([3, 1, 0], 0)
    assert desk.post(f"{page}codes/").status_code == 409


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_workshops_costs_the_same_for_one_and_for_three(desk, count, django_assert_num_queries):
    for turn in range(count):
        batches.prepare(
            by=None, count=1, territory=None, once=uuid4(), now=clock.now() - timedelta(days=turn)
        )
    desk.get("/animation/cartes/ateliers/")

    # person, capacity, second step, batches, their people
    with django_assert_num_queries(5):
        desk.get("/animation/cartes/ateliers/")
