"""What a reader without the right gets, by the doors where a review found it leaking."""

import pytest

from accounts.domain import people as people_verbs
from deliberation.domain import messages
from participation.domain import concerns, initiatives
from participation.enums import InitiativeState, Readers
from participation.models import Grouping, Initiative
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db
PRIVATE = "Entre nous deux seulement."


def _thread_of_members(client, concern):
    cast.sign_in(client, cast.citizen("Lectrice"))
    concern.refresh_from_db()
    return client.get(f"/fils/{concern.thread_id}/")


def test_a_word_kept_for_facilitation_then_opened_keeps_its_private_talk_private(client):
    concern = builders.private_word()
    messages.post(by=concern.author, thread=concern.thread, text=PRIVATE, now=NOW)
    concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.MEMBERS)
    concerns.publish(by=cast.facilitator(), concern=concern, now=NOW)

    page = _thread_of_members(client, concern)

    assert (page.status_code, PRIVATE in page.content.decode()) == (200, False)


def test_what_was_said_while_facilitation_called_is_not_read_once_published_again(client):
    concern, facilitator = builders.concern(), cast.facilitator()
    concerns.hold(by=facilitator, concern=concern, reason="Une tierce personne", now=NOW)
    concern.thread.refresh_from_db()
    messages.post(by=facilitator, thread=concern.thread, text=PRIVATE, now=NOW)
    concerns.publish(by=facilitator, concern=concern, now=NOW)

    page = _thread_of_members(client, concern)

    assert (page.status_code, PRIVATE in page.content.decode()) == (200, False)


def test_a_thread_narrowed_then_opened_again_does_not_tell_what_was_said_between(client):
    concern = builders.concern()
    concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.FACILITATION)
    concern.thread.refresh_from_db()
    messages.post(by=concern.author, thread=concern.thread, text=PRIVATE, now=NOW)
    concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.MEMBERS)

    page = _thread_of_members(client, concern)

    assert (page.status_code, PRIVATE in page.content.decode()) == (200, False)


def test_a_thread_where_nobody_spoke_alone_stays_the_same(client):
    concern, facilitator = builders.concern(), cast.facilitator()
    thread = concern.thread_id
    concerns.hold(by=facilitator, concern=concern, reason="Une tierce personne", now=NOW)
    concerns.publish(by=facilitator, concern=concern, now=NOW)

    concern.refresh_from_db()
    assert concern.thread_id == thread
    assert _thread_of_members(client, concern).status_code == 200


def test_an_initiative_does_not_quote_words_that_their_author_narrowed(client):
    concern = builders.concern()
    concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.FACILITATION)
    made = initiatives.propose(by=concern.author, sheet=builders.sheet(), from_concerns=[concern], now=NOW)

    cast.sign_in(client, cast.citizen("Lectrice"))
    others = client.get(f"/initiatives/{made.pk}/").content.decode()
    cast.sign_in(client, concern.author)
    mine = client.get(f"/initiatives/{made.pk}/").content.decode()

    assert ["Je reste dans un rang" in page for page in (others, mine)] == [False, True]


def test_why_a_text_changed_stays_among_the_members_on_every_door(client):
    author = cast.citizen()
    made = initiatives.propose(
        by=author, sheet=builders.sheet(), from_concerns=[builders.concern(author)], now=NOW
    )
    Initiative.objects.filter(pk=made.pk).update(state=InitiativeState.TO_ADJUST)
    made.refresh_from_db()
    initiatives.revise(
        by=author, initiative=made, sheet=builders.sheet(), reason="Parce que mon fils", now=NOW
    )
    doors = (f"/initiatives/{made.pk}/", f"/api/v1/initiatives/{made.pk}/", "/api/v1/initiatives/")

    outside = ["Parce que mon fils" in client.get(door).content.decode() for door in doors]
    cast.sign_in(client, cast.table_member())
    table = ["Parce que mon fils" in client.get(door).content.decode() for door in doors]
    cast.sign_in(client, author)
    inside = ["Parce que mon fils" in client.get(door).content.decode() for door in doors]

    assert (outside, table, inside) == ([False] * 3, [False] * 3, [True] * 3)


def test_why_an_idea_went_to_its_mrc_stays_among_the_members(client):
    author = cast.citizen()
    place = cast.territories()["la-mitis"]
    made = initiatives.propose(
        by=author, sheet=builders.sheet("la-mitis"), from_concerns=[builders.concern(author)], now=NOW
    )
    initiatives.refer(
        by=cast.facilitator(),
        initiative=made,
        territory=place,
        plain_reason="Elle vit seule au village",
        accord_on=NOW.date(),
        now=NOW,
    )

    assert "Elle vit seule" not in client.get(f"/initiatives/{made.pk}/").content.decode()


def test_who_left_is_a_former_member_in_threads_and_by_the_api(client):
    concern = builders.concern(cast.citizen("Ginette"))
    messages.post(by=concern.author, thread=concern.thread, text="Bonjour tout le monde", now=NOW)
    people_verbs.leave(by=concern.author, person=concern.author, now=NOW)

    cast.sign_in(client, cast.citizen("Lectrice"))
    doors = (
        f"/fils/{concern.thread_id}/",
        f"/api/v1/threads/{concern.thread_id}/messages/",
        f"/api/v1/concerns/{concern.pk}/",
    )
    seen = [client.get(door) for door in doors]

    assert [page.status_code for page in seen] == [200] * 3
    assert ["Ginette" in page.content.decode() for page in seen] == [False] * 3


@pytest.mark.parametrize("answer", [{}, {"reponse": ""}, {"reponse": "peut-être"}])
def test_neither_yes_nor_no_leaves_the_question_open(client, answer):
    issue = builders.issue(shared=False)
    asked = Grouping.objects.filter(issue=issue).order_by("pk").first()
    Grouping.objects.filter(pk=asked.pk).update(answer="attente")

    cast.sign_in(client, asked.concern.author)
    refused = client.post(f"/regroupements/{asked.pk}/", answer)

    asked.refresh_from_db()
    assert (refused.status_code, asked.answer) == (422, "attente")
