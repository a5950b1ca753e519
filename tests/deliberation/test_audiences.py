"""Threads for staff alone, and threads that the Espace made public: who reads what, on every door."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.domain.queries import people
from common.exceptions import BadInput, Missing, Refused
from deliberation.domain import fragments, messages, moderation
from deliberation.domain.queries import finding, outside
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import Audience, FlagReason
from deliberation.models import Thread
from tests import cast
from tests.deliberation.talk import NOW, say, thread

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 10, 1)


def public_thread() -> Thread:
    return thread(audience=Audience.PUBLIC, public_since_vote_on=DECIDED, title="Le bus du soir")


def staff_thread() -> Thread:
    return thread(audience=Audience.STAFF, title="Entre nous")


def readable(person) -> list[int]:
    capacity = people.capacity(person, on=NOW.date())
    return list(thread_queries.visible_threads(capacity).order_by("pk").values_list("pk", flat=True))


def test_each_audience_has_its_readers():
    ginette, elodie, josee = cast.citizen(), cast.facilitator(), cast.support()
    members, staff, public = thread(elodie), staff_thread(), public_thread()

    everything = [members.pk, staff.pk, public.pk]
    assert readable(ginette) == [members.pk, public.pk]
    assert readable(elodie) == everything
    assert readable(josee) == everything
    assert readable(cast.table_member()) == [public.pk]
    assert readable(None) == [public.pk]


def test_only_facilitation_opens_them_and_a_public_one_needs_its_decision():
    ginette, elodie = cast.citizen(), cast.facilitator()

    with pytest.raises(Refused, match="facilitation_only"):
        thread(ginette, audience=Audience.STAFF)
    with pytest.raises(Refused, match="facilitation_only"):
        thread(ginette, audience=Audience.PUBLIC, public_since_vote_on=DECIDED)
    for day in (None, date(2026, 12, 1)):
        with pytest.raises(BadInput, match="decided_on"):
            thread(elodie, audience=Audience.PUBLIC, public_since_vote_on=day)
    with pytest.raises(BadInput, match="audience"):
        thread(elodie, audience="tout_le_monde")


@pytest.mark.database
def test_the_database_refuses_a_public_thread_that_nobody_decided():
    talk = thread()

    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=talk.pk).update(audience=Audience.PUBLIC)


def test_signed_out_a_public_thread_is_read_without_names_nor_acts(client):
    talk, zyta = public_thread(), cast.citizen("Zytamille", "la-mitis")
    first = say(talk, zyta, "Le bus devrait passer le soir.")
    say(talk, cast.support("Jozébelle"), "Je note.", reply_to=first)
    hidden = say(talk, zyta, "xqcache, avec un nom")
    moderation.hide_message(by=cast.facilitator("Élodine"), message=hidden, reason=FlagReason.ATTACK, now=NOW)

    page = client.get(reverse("deliberation:thread", args=[talk.pk])).content.decode()
    main = page.split("<main", 1)[1].split("</main>", 1)[0]

    assert "Le bus devrait passer le soir." in main
    assert "La Mitis" in main
    for words in ("Zytamille", "Jozébelle", "Élodine", "xqcache", "data-by", "data-id", "/messages/"):
        assert words not in main
    assert "<textarea" not in main


def test_what_is_private_and_what_is_missing_answer_the_same_signed_out(client):
    addresses = [reverse("deliberation:thread", args=[pk]) for pk in (staff_thread().pk, 987_654)]

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(answer.url.startswith("/entrer/") for answer in answers)


def test_outside_the_members_nobody_writes_in_a_public_thread(client):
    talk, secretary = public_thread(), cast.table_member()

    with pytest.raises(Missing):
        messages.post(by=secretary, thread=talk, text="Nous refusons.", now=NOW)
    cast.sign_in(client, secretary)
    answer = client.post(
        reverse("deliberation:post", args=[talk.pk]), {"texte": "Nous refusons.", "cle": "k"}
    )

    assert answer.status_code == 404
    assert talk.messages.count() == 0


def test_a_message_of_a_public_thread_has_no_page_of_acts_outside():
    message = say(public_thread(), cast.citizen())

    with pytest.raises(Missing):
        message_queries.visible_message(message.pk, people.capacity(cast.table_member(), on=NOW.date()))


def test_the_frame_for_outside_says_nobody(client):
    talk, zyta = public_thread(), cast.citizen("Zytamille")
    say(talk, zyta, "Bonjour")
    answer = say(talk, cast.citizen("Réjeanne"), "Salut", author=None)
    seen = message_queries.shown(message_queries.with_people(talk.messages.filter(pk=answer.pk)).get())

    frame = fragments.outside_frame(seen)

    assert "Salut" in frame
    assert "Réjeanne" not in frame
    assert "Réjeanne" in fragments.frame(seen)
    assert "Zytamille" not in str(outside.nameless(seen))


def test_outside_a_search_finds_public_words_without_names():
    say(public_thread(), cast.citizen("Zytamille"), "Le bus du soir")
    say(thread(title="Autre"), cast.citizen("Réjean"), "Le bus du matin")
    nobody = people.capacity(None, on=NOW.date())

    found = finding.found_messages("bus", nobody, limit=20)

    assert [hit.message.text for hit in found] == ["Le bus du soir"]
    assert "Zytamille" not in str(found)


def test_facilitation_opens_a_thread_by_its_page(client):
    cast.sign_in(client, cast.facilitator())
    address = reverse("participation:thread_open")
    typed = {"title": "Le bus du soir", "audience": "public"}
    decided = {"decided_on": "1er octobre 2026"}

    without_day = client.post(address, typed)
    check = client.post(address, {**typed, **decided})
    made = client.post(address, {**typed, **decided, "confirm": "1"})

    assert without_day.status_code == 422
    assert Thread.objects.count() == 1
    assert "Vérifie" in check.content.decode()
    assert made.status_code == 302
    assert Thread.objects.get().public_since_vote_on == DECIDED
