"""What facilitation hears by phone from one of several authors: which one is written, and the others are told."""

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import BadInput
from participation.domain import accords
from participation.enums import GroupingAnswer, NoticeKind
from participation.models import Initiative, Notice, ReferralAccord
from participation.rules import notice_words
from tests import cast
from tests.participation.web_staff import world

NOW = world.NOW
pytestmark = pytest.mark.django_db


def asked_of_two(facilitator) -> tuple[ReferralAccord, list]:
    local = world.initiative(title="Le comptoir", territories=[cast.territories()["la-mitis"]])
    local.authors.add(cast.citizen("Solange"))
    made = accords.ask(
        by=facilitator,
        thing=Initiative.objects.get(pk=local.pk),
        territory=cast.territories()["la-mitis"],
        plain_reason="Une MRC.",
        now=NOW,
    )
    return made, list(local.authors.order_by("pk"))


def test_with_several_authors_facilitation_says_which_one_spoke():
    elodie, stranger = cast.facilitator(), cast.citizen("Lise")
    accord, authors = asked_of_two(elodie)

    for said_by in (None, stranger.pk):
        with pytest.raises(BadInput) as refused:
            accords.answer(by=elodie, accord=accord, accepts=False, said_by=said_by, now=NOW)
        assert refused.value.code == "said_by"
    accords.answer(by=elodie, accord=accord, accepts=False, said_by=authors[1].pk, now=NOW)

    assert (accord.answered_by, accord.heard_by) == (authors[1], elodie)


def test_a_noted_no_is_told_to_the_authors_and_ones_own_to_the_others():
    elodie = cast.facilitator()
    accord, authors = asked_of_two(elodie)

    accords.answer(by=elodie, accord=accord, accepts=False, said_by=authors[0].pk, now=NOW)

    told = Notice.objects.filter(event=f"accord:{accord.pk}:non").order_by("person_id")
    assert [one.person for one in told] == authors
    assert "non" in notice_words.sentence(told[0], sees_private=True)


def test_an_authors_own_no_is_told_to_the_other_one():
    accord, authors = asked_of_two(cast.facilitator())

    accords.answer(by=authors[0], accord=accord, accepts=False, now=NOW)

    told = Notice.objects.filter(kind=NoticeKind.ACCORD, state="non")
    assert [one.person for one in told] == [authors[1]]


def test_by_pages_the_author_is_chosen_then_the_answer(client):
    elodie = cast.facilitator()
    accord, authors = asked_of_two(elodie)
    cast.sign_in(client, elodie)
    note = reverse("participation:referral_accord_note", args=[accord.pk])

    with clock.frozen(NOW):
        page = client.get(reverse("participation:initiative", args=[accord.initiative_id])).content.decode()
        nobody = client.post(note, {"reponse": "non"})
        noted = client.post(note, {"reponse": "non", "auteur": authors[1].pk})

    accord.refresh_from_db()
    assert page.count('name="auteur"') == 2
    assert (nobody.status_code, noted.status_code, accord.answered_by) == (422, 302, authors[1])


def test_by_the_api_for_facilitation_only(client):
    elodie = cast.facilitator()
    accord, authors = asked_of_two(elodie)
    listed, note = (
        reverse("participation-api:accords-to-note"),
        reverse("participation-api:accord-note", args=[accord.pk]),
    )

    def said(**body) -> int:
        return client.post(note, body, content_type="application/json").status_code

    cast.sign_in(client, authors[0])
    refused = (client.get(listed).status_code, said(accepts=True))
    cast.sign_in(client, elodie)
    with clock.frozen(NOW):
        [row] = client.get(listed).json()
        answers = [said(accepts=False), said(accepts=False, said_by=authors[1].pk), said(accepts=False)]

    accord.refresh_from_db()
    assert refused == (403, 403)
    assert [one["id"] for one in row["authors"]] == [author.pk for author in authors]
    assert answers == [422, 200, 404]
    assert (accord.answer, accord.answered_by) == (GroupingAnswer.DECLINED, authors[1])
