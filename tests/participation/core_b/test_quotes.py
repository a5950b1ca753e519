"""A dossier quotes somebody only with their consent, and never says who."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from common import clock
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import quotes, transmissions
from participation.enums import NoticeKind, Readers
from participation.models import Notice, Quote, Transmission
from tests import cast
from tests.participation.core_b import scenes, sendings

NOW = scenes.on(45)
pytestmark = pytest.mark.django_db
WORDS = "Je ne peux pas les lire."


def proposed(**changed) -> Quote:
    concern = changed.pop("concern", None) or sendings.published_concern()
    values = {"by": cast.facilitator(), "words": WORDS, "now": NOW} | changed
    sending = values.pop("transmission", None) or sendings.prepared()
    return quotes.propose(transmission=sending, concern=concern, **values)


def left(sending: Transmission) -> Transmission:
    transmissions.reread(by=cast.citizen("Carmen"), transmission=sending, now=NOW)
    return transmissions.send(by=cast.facilitator(), transmission=sending, now=NOW)


def test_the_author_is_asked_and_their_words_leave_without_their_name(client):
    quote = proposed()
    author = quote.concern.author
    told = Notice.objects.get(kind=NoticeKind.ACCORD)

    quotes.answer(by=author, quote=quote, accepts=True, now=NOW)
    sent = left(quote.transmission)

    told.refresh_from_db()
    page = client.get(reverse("participation:transmission", args=[sent.pk])).content.decode()
    by_api = client.get(reverse("participation-api:transmission", args=[sent.pk])).json()
    assert (told.person, told.outcome) == (author, "remplacee")
    assert (WORDS in page, by_api["quotes"]) == (True, [WORDS])
    assert author.display_name not in page
    assert f"/preoccupations/{quote.concern_id}/" not in page


def test_the_pdf_holds_it_too(client):
    quote = proposed()
    quotes.answer(by=quote.concern.author, quote=quote, accepts=True, now=NOW)
    sent = left(quote.transmission)

    made = client.get(reverse("participation:transmission_pdf", args=[sent.pk]))

    assert (made.status_code, made.content[:4]) == (200, b"%PDF")


@pytest.mark.parametrize("accepts", [None, False])
def test_nothing_leaves_with_a_quote_that_nobody_consented_to(accepts):
    quote = proposed()
    if accepts is not None:
        quotes.answer(by=quote.concern.author, quote=quote, accepts=accepts, now=NOW)

    with pytest.raises(Refused) as refused:
        left(quote.transmission)
    assert refused.value.code == "quote_without_consent"
    with pytest.raises(DatabaseError), transaction.atomic():
        Transmission.objects.filter(pk=quote.transmission_id).update(
            state="envoyee", sent_at=NOW, number=9, reread_by=cast.citizen("Carmen")
        )
    quotes.take_out(by=cast.facilitator(), quote=quote, now=NOW)
    assert left(quote.transmission).number


def test_a_quote_is_reread_with_the_rest():
    sending = sendings.prepared()
    transmissions.reread(by=cast.citizen("Carmen"), transmission=sending, now=NOW)

    proposed(transmission=sending)

    sending.refresh_from_db()
    assert sending.reread_by is None


def test_only_words_of_a_concern_that_others_read_and_that_show_nobody():
    private = sendings.published_concern(readers=Readers.FACILITATION)
    with pytest.raises(Refused):
        proposed(concern=private)
    for words in ("Je ne l'ai jamais dit.", "", "  "):
        with pytest.raises(BadInput):
            proposed(words=words)


@pytest.mark.parametrize(
    "who", [lambda: cast.citizen("Lise"), cast.support, cast.mrc_resource, cast.table_member, cast.signatory]
)
def test_nobody_else_proposes_nor_consents_by_any_door(who, client):
    quote, person = proposed(), who()

    with pytest.raises(Missing):
        quotes.answer(by=person, quote=quote, accepts=True, now=NOW)
    with pytest.raises(Refused):
        quotes.propose(
            by=person, transmission=quote.transmission, concern=quote.concern, words=WORDS, now=NOW
        )
    with pytest.raises(Refused):
        quotes.take_out(by=person, quote=quote, now=NOW)
    cast.sign_in(client, person)
    page = client.post(reverse("participation:quote_consent", args=[quote.pk]), {"reponse": "oui"})
    by_api = client.post(
        reverse("participation-api:quote-answer", args=[quote.pk]),
        {"accepts": True},
        content_type="application/json",
    )
    assert (page.status_code, by_api.status_code) == (404, 404)


def test_the_database_wants_the_consent_of_its_author_once_and_keeps_what_left():
    quote, other = proposed(), cast.citizen("Lise")
    rows = Quote.objects.filter(pk=quote.pk)

    for forged in (
        {"answer": "oui", "answered_by": other, "answered_at": NOW},
        {"answer": "oui"},
        {"words": "Autre chose"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**forged)
    quotes.answer(by=quote.concern.author, quote=quote, accepts=True, now=NOW)
    left(quote.transmission)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(IllegalTransition):
        quotes.take_out(by=cast.facilitator(), quote=quote, now=NOW)


def test_by_pages_asked_noted_by_phone_and_taken_out(client):
    sending = sendings.prepared()
    concern = sendings.published_concern()
    concern.issue = sending.issue
    concern.save(update_fields=["issue"])
    cast.sign_in(client, cast.facilitator())
    address = reverse("participation:quote_propose", args=[sending.pk])

    with clock.frozen(NOW):
        wrong = client.post(address, {"concern": concern.pk, "words": "Jamais dit."})
        done = client.post(address, {"concern": concern.pk, "words": WORDS})
        quote = Quote.objects.get()
        page = client.get(reverse("participation:transmission", args=[sending.pk])).content.decode()
        noted = client.post(reverse("participation:quote_note", args=[quote.pk]), {"reponse": "oui"})
        out = client.post(reverse("participation:quote_take_out", args=[quote.pk]))

    assert (wrong.status_code, done.status_code, noted.status_code, out.status_code) == (422, 302, 302, 302)
    assert WORDS in page
    assert concern.author.display_name not in page
    assert not Quote.objects.exists()


def test_the_author_answers_on_their_own_page(client):
    quote = proposed()
    cast.sign_in(client, quote.concern.author)
    address = reverse("participation:quote_consent", args=[quote.pk])

    with clock.frozen(NOW):
        home = client.get(reverse("participation:my_home")).content.decode()
        neither, yes, again = (client.post(address, {"reponse": said}) for said in ("", "oui", "oui"))

    quote.refresh_from_db()
    assert (address in home, neither.status_code, yes.status_code, again.status_code) == (True, 422, 302, 404)
    assert (quote.answer, quote.heard_by) == ("oui", None)
