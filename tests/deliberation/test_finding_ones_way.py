"""Answers one level deep, the first unread, pinned summaries, hard words."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from deliberation.domain import messages, reading
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import summaries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import MessageKind
from deliberation.models import Message, ReadMark
from deliberation.rules import hard_words
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

GLOSSARY = Path(settings.BASE_DIR) / "scenario" / "pack" / "glossary.yaml"
pytestmark = pytest.mark.django_db


def page_of(talk) -> str:
    return reverse("deliberation:thread", args=[talk.pk])


def shown(message: Message):
    return message_queries.shown(message_queries.with_people(Message.objects.filter(pk=message.pk)).get())


def test_an_answer_to_an_answer_goes_under_the_same_message_and_quotes_it():
    talk, ginette = thread(), cast.citizen()
    first = say(talk, ginette, "Le début")
    second = say(talk, cast.citizen("Réjean"), "La suite", reply_to=first)
    third = say(talk, ginette, "La fin", reply_to=second)

    seen = shown(third)

    assert (third.reply_to, third.quoted) == (first, second)
    assert (seen.reply_to, seen.quoted, seen.quoted_words, seen.quoted_author) == (1, 2, "La suite", "Réjean")


def test_nobody_answers_words_taken_back(client):
    talk, ginette = thread(), cast.citizen()
    message = say(talk, ginette)
    messages.withdraw(by=ginette, message=message, now=NOW)
    cast.sign_in(client, ginette)

    page = client.post(
        reverse("deliberation:post", args=[talk.pk]), {"texte": "a", "en_reponse_a": 1, "cle": "k"}
    )

    assert (page.status_code, Message.objects.count()) == (409, 1)


def test_the_way_leads_to_the_first_unread_and_what_is_jumped_over_stays_unread(client, monkeypatch):
    monkeypatch.setattr(thread_queries, "PAGE_SIZE", 2)
    talk, ginette, loup = thread(), cast.citizen(), cast.citizen("Loup")
    cast.sign_in(client, ginette)
    say(talk, loup)
    client.get(page_of(talk))
    for _ in range(4):
        say(talk, loup)

    last = client.get(page_of(talk)).content.decode()
    marks = [ReadMark.objects.get().last_number]
    for page in (1, 2, 3):
        answer = client.get(page_of(talk), {"page": page}).content.decode()
        marks.append(ReadMark.objects.get().last_number)
        assert ('id="non-lu"' in answer) is (page == 1 or page > 1)

    assert f"{page_of(talk)}?page=1#m-2" in last
    assert "4 nouveaux messages" in last
    assert marks == [1, 2, 4, 5]
    assert "Aller au premier non lu" not in client.get(page_of(talk)).content.decode()


def test_one_says_everything_is_read_and_a_mark_never_goes_back(client):
    talk, ginette = thread(), cast.citizen()
    for _ in range(3):
        say(talk, cast.citizen("Loup"))
    cast.sign_in(client, ginette)
    path = reverse("deliberation:read", args=[talk.pk])

    marks = []
    for sent in ({"jusqua": 2}, {"jusqua": 1}, {"jusqua": 99}, {}):
        client.post(path, sent)
        marks.append(ReadMark.objects.get(person=ginette).last_number)
    cast.sign_in(client, cast.table_member())

    assert marks == [2, 2, 3, 3]
    assert client.post(path).status_code == 404
    assert client.post(f"/api/v1/threads/{talk.pk}/read/").status_code == 404


def test_how_far_one_read_is_nobody_else_s(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    say(talk, cast.citizen("Loup"))
    reading.mark_read(by=ginette, thread=talk, up_to=1, now=NOW)
    cast.sign_in(client, elodie)

    page = client.get(page_of(talk)).content.decode()

    assert "Aller au premier non lu" in page
    assert reading.read_up_to(thread=talk, person=ginette) == 1


def test_the_last_summary_is_pinned_with_what_changed_since(client):
    talk, elodie, ginette = thread(), cast.facilitator(), cast.citizen()
    say(talk, ginette)
    say(talk, elodie, "RÉSUMÉ-UN", kind=MessageKind.SUMMARY)
    say(talk, ginette)
    last = say(talk, elodie, "RÉSUMÉ-DEUX", kind=MessageKind.SUMMARY, now=later(5))
    say(talk, ginette)
    say(talk, ginette)
    cast.sign_in(client, ginette)

    page = client.get(page_of(talk)).content.decode()
    former = client.get(reverse("deliberation:summaries", args=[talk.pk])).content.decode()
    found = summaries.pinned(talk)
    messages.withdraw(by=elodie, message=last, now=later(6))

    top = page[: page.index('id="fil"')]
    assert ("RÉSUMÉ-DEUX" in top, "RÉSUMÉ-UN" in top) == (True, False)
    assert "?page=1#m-5" in top
    assert (found.since, found.next_number, found.has_former) == (2, 5, True)
    assert former.index("RÉSUMÉ-DEUX") < former.index("RÉSUMÉ-UN")
    assert summaries.pinned(talk).message.text == "RÉSUMÉ-UN"


def test_the_words_explained_are_the_pack_s_own():
    terms = {one["fr"] for one in yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))["terms"]}

    assert {word.term for word in hard_words.HARD_WORDS} <= terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Le Quorum, c’est quoi?", ["quorum"]),
        ("les organismes porteurs et l'arrimage", ["organisme porteur", "arrimage"]),
        ("des modalités D’OPÉRATION", ["modalité d'opération"]),
        ("quorumisme, sous-enveloppe", []),
        ("quorum quorum", ["quorum"]),
        ("", []),
    ],
)
def test_hard_words_are_found_whole_whatever_their_shape(text, terms):
    assert [term for term, _meaning in hard_words.explained_in(text)] == terms


def test_a_hard_word_is_explained_beside_the_words_and_never_inside(client):
    talk, ginette = thread(), cast.citizen()
    message = say(talk, ginette, "Le quorum me dépasse")
    cast.sign_in(client, ginette)

    page = client.get(page_of(talk)).content.decode()

    assert "<p>Le quorum me dépasse</p>" in page
    assert "<dt>quorum</dt><dd>Le nombre de personnes" in page
    assert Message.objects.get().html == message.html
