"""A paper ballot by post: asked for in time by a citizen of the list, posted once by facilitation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import AccountEventKind, ContactPath, IdentityPart
from accounts.models import IdentityView
from common import clock
from common.exceptions import IllegalTransition, Refused
from common.models import AuditEvent
from tests import cast as people
from tests.voting import ballots
from voting.domain import casting, closing, paper_desk
from voting.models import PostalRequest
from voting.rules import postal

pytestmark = pytest.mark.django_db

IN_TIME = ballots.CLOSES_AT - timedelta(days=7)


@pytest.fixture
def vote():
    people.citizen("Ginette", username="ginette")
    return ballots.opened(closes_at=ballots.CLOSES_AT)


def ginette(vote):
    return vote.roll.get(person__display_name="Ginette").person


def ask(client, vote):
    return client.post(reverse("voting:by_post", args=[vote.pk]), follow=True)


def test_a_citizen_of_the_list_asks_once_and_sees_the_day(client, vote):
    people.sign_in(client, ginette(vote))
    with clock.frozen(IN_TIME):
        offered = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()
        page = ask(client, vote)
        again = client.post(reverse("voting:by_post", args=[vote.pk]))

    assert "Recevoir mon bulletin par la poste" in offered
    assert "Recevoir mon bulletin par la poste" not in page.content.decode()
    assert "Tu as demandé un bulletin par la poste le" in page.content.decode()
    assert (again.status_code, PostalRequest.objects.count()) == (409, 1)


def test_it_is_refused_when_the_mail_would_be_too_late(client, vote):
    people.sign_in(client, ginette(vote))
    with clock.frozen(IN_TIME + timedelta(minutes=1)):
        page = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()
        refused = client.post(reverse("voting:by_post", args=[vote.pk]))

    assert "Recevoir mon bulletin par la poste" not in page
    assert (refused.status_code, PostalRequest.objects.count()) == (409, 0)


def test_the_delay_is_the_one_frozen_with_the_vote():
    people.citizen("Ginette")
    vote = ballots.opened(postal_request_days=2)

    assert postal.last_moment(vote) == vote.closes_at - timedelta(days=2)


def test_nobody_else_asks_and_nobody_who_voted(vote):
    def refusal(person):
        with pytest.raises(Refused) as caught:
            paper_desk.ask_by_post(by=person, vote=vote, now=IN_TIME)
        return caught.value.code

    casting.cast(by=ginette(vote), vote=vote, choice="pour", now=ballots.OPENS_AT)

    assert refusal(ginette(vote)) == "already_cast"
    assert refusal(people.citizen("Nouvelle")) == "not_on_roll"
    assert refusal(people.support()) == "support_never_votes"


def test_facilitation_sees_the_address_posts_and_the_journal_says_who_looked(client, vote):
    person = ginette(vote)
    contacts.choose(
        by=person, person=person, path=ContactPath.POST, postal_address="12, rue des Érables", now=people.NOW
    )
    asked = paper_desk.ask_by_post(by=person, vote=vote, now=IN_TIME)
    people.sign_in(client, people.facilitator())
    url = reverse("voting:request_to_post", args=[asked.pk])

    with clock.frozen(IN_TIME):
        listed = client.get(reverse("voting:paper", args=[vote.pk])).content.decode()
        page = client.get(url).content.decode()
        client.post(url)
        after = client.get(reverse("voting:paper", args=[vote.pk])).content.decode()

    asked.refresh_from_db()
    assert url in listed
    assert "rue des Érables" not in listed
    assert "12, rue des Érables" in page
    assert IdentityView.objects.filter(person=person, part=IdentityPart.CONTACT).exists()
    assert asked.posted_on is not None
    assert "Posté le" in after


def test_without_an_address_the_person_is_called(client, vote):
    asked = paper_desk.ask_by_post(by=ginette(vote), vote=vote, now=IN_TIME)
    people.sign_in(client, people.facilitator())

    with clock.frozen(IN_TIME):
        page = client.get(reverse("voting:request_to_post", args=[asked.pk])).content.decode()

    assert "À appeler" in page


def test_nothing_is_posted_once_the_vote_is_closed(vote):
    asked = paper_desk.ask_by_post(by=ginette(vote), vote=vote, now=IN_TIME)
    closing.settle_due(now=ballots.AFTER)
    vote.refresh_from_db()

    with pytest.raises(IllegalTransition) as late:
        paper_desk.mark_posted(by=people.facilitator(), request=asked, now=ballots.AFTER)

    assert late.value.code == "no_paper_now"


def note(client, vote, person):
    return client.post(reverse("voting:post_for", args=[vote.pk]), {"personne": person.pk}, follow=True)


def test_facilitation_notes_it_for_whoever_phones_and_their_journal_says_so(client, vote):
    facilitator = people.facilitator()
    people.sign_in(client, facilitator)
    with clock.frozen(IN_TIME):
        desk = client.get(reverse("voting:paper", args=[vote.pk])).content.decode()
        page = note(client, vote, ginette(vote))
        again = note(client, vote, ginette(vote))

    line = ginette(vote).account_events.get(kind=AccountEventKind.BALLOT_BY_POST)
    assert reverse("voting:post_for", args=[vote.pk]) in desk
    assert "Ginette" in page.content.decode()
    assert (line.by, line.detail) == (facilitator, vote.title)
    assert AuditEvent.objects.get(kind="vote.ballot_by_post_noted").facts == {}
    assert (again.status_code, PostalRequest.objects.count()) == (422, 1)


@pytest.mark.parametrize("who", [people.citizen, people.support, people.admin, people.superuser])
def test_nobody_else_notes_it_on_the_page_by_program_nor_in_the_domain(client, vote, who):
    someone = who()
    people.sign_in(client, someone)
    with clock.frozen(IN_TIME):
        page = note(client, vote, ginette(vote)).status_code
        program = client.post(
            reverse("api-vote-paper-by-post", args=[vote.pk]),
            {"person": ginette(vote).pk},
            content_type="application/json",
        ).status_code
    with pytest.raises(Refused):
        paper_desk.note_ask_by_post(by=someone, vote=vote, person=ginette(vote), now=IN_TIME)

    assert (page, program, PostalRequest.objects.count()) == (403, 403, 0)


def test_it_is_noted_by_program_and_refused_for_whoever_is_not_on_the_list_or_too_late(client, vote):
    people.sign_in(client, people.facilitator())

    def noted(person):
        address = reverse("api-vote-paper-by-post", args=[vote.pk])
        found = client.post(address, {"person": person.pk}, content_type="application/json")
        return found.status_code, found.json()["code"] if found.content else ""

    with clock.frozen(IN_TIME + timedelta(minutes=1)):
        late = noted(ginette(vote))
    with clock.frozen(IN_TIME):
        stranger, done = noted(people.citizen("Nouvelle")), noted(ginette(vote))

    assert (late, stranger, done) == ((409, "too_late_for_the_post"), (422, "person"), (204, ""))


def test_noting_it_does_not_tell_who_has_voted(client, vote):
    casting.cast(by=ginette(vote), vote=vote, choice="pour", now=ballots.OPENS_AT)
    people.sign_in(client, people.facilitator())
    with clock.frozen(IN_TIME):
        noted = note(client, vote, ginette(vote)).status_code
    with clock.frozen(IN_TIME + timedelta(minutes=1)):
        late = client.get(reverse("voting:post_for", args=[vote.pk])).status_code

    assert (noted, late) == (200, 409)
