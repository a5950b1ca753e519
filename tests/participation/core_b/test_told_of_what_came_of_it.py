"""Those whose words an initiative came from hear of its steps, its vote, its answer; once each, and as of their own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deliberation.models import ThreadNews
from participation.domain import concerns, initiatives, supports, transmissions
from participation.domain.queries import asking_again, home, taking_part
from participation.enums import ConcernState, Expectation, NoticeKind, Readers, ResponseKind, TransmissionKind
from participation.models import Concern, Notice
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db
NOW = scenes.on(60)


class World:
    """A concern with its author, somebody who said « me too », and the initiative that a third person made from it."""

    def __init__(self, readers: str = Readers.MEMBERS):
        self.said_by, self.me_too = cast.citizen("Odile"), cast.citizen("Rosaire")
        self.proposed_by = cast.citizen("Paul")
        self.concern = builders.concern(self.said_by, now=scenes.STARTED)
        supports.support_concern(by=self.me_too, concern=self.concern, now=scenes.on(1))
        self.made = builders.initiative(self.proposed_by, now=scenes.on(2), from_concerns=[self.concern])
        if readers != Readers.MEMBERS:
            concerns.write(by=self.said_by, concern=self.concern, readers=readers, now=scenes.on(3))
        self.concern.refresh_from_db()

    def answered(self):
        """The Table answers a decision about the initiative."""
        sent = sendings.sent(TransmissionKind.DECISION, initiative=self.made, expects=Expectation.LINKAGE)
        return transmissions.respond(
            by=cast.secretary(),
            transmission=sent,
            kind=ResponseKind.LINKAGE,
            reason="Un arrimage.",
            plain_words="C'est oui.",
            now=NOW,
        )


def told(person, **about) -> list[Notice]:
    return list(Notice.objects.filter(person=person, **about).order_by("pk"))


def test_they_hear_of_each_step_once():
    world = World()
    for number in range(3):
        supports.support_initiative(
            by=cast.citizen(f"Appui {number}"), initiative=world.made, now=scenes.on(4)
        )

    for person in (world.said_by, world.me_too):
        assert [one.state for one in told(person, kind=NoticeKind.CONCERN)][
            -1
        ] == ConcernState.BECAME_INITIATIVE
        assert [one.state for one in told(person, kind=NoticeKind.INITIATIVE)] == ["en_deliberation"]


def test_whoever_is_author_of_both_is_told_once_as_its_author():
    concern = builders.concern(cast.citizen("Odile"), now=scenes.STARTED)
    made = builders.initiative(concern.author, now=scenes.on(2), from_concerns=[concern])
    own, others = taking_part.concerned(made)

    initiatives.withdraw(by=concern.author, initiative=made, now=scenes.on(5))

    assert (own, concern.author_id in others) == ({concern.author_id}, True)
    assert told(concern.author, kind=NoticeKind.INITIATIVE) == []


def test_an_author_of_both_who_did_not_act_hears_it_once():
    concern = builders.concern(cast.citizen("Odile"), now=scenes.STARTED)
    other = cast.citizen("Paul")
    made = builders.initiative(other, now=scenes.on(2), from_concerns=[concern])
    made.authors.add(concern.author)

    initiatives.withdraw(by=other, initiative=made, now=scenes.on(5))

    assert [one.link for one in told(concern.author, kind=NoticeKind.INITIATIVE)] == [
        f"/initiatives/{made.pk}/"
    ]


def test_a_withdrawal_leads_them_home_for_its_page_is_no_longer_theirs():
    world = World()

    initiatives.withdraw(by=world.proposed_by, initiative=world.made, now=scenes.on(5))

    for person in (world.said_by, world.me_too):
        assert [(one.state, one.link) for one in told(person, kind=NoticeKind.INITIATIVE)] == [
            ("retiree", "/mon-accueil/")
        ]


def test_the_answer_is_told_to_them_in_the_thread_of_the_concern_and_on_the_home_of_its_author():
    world = World()
    builders.put_at(world.made, "approuvee")

    made = world.answered()

    assert [one.words for one in told(world.said_by, kind=NoticeKind.ANSWER)] == ["C'est oui."]
    assert [one.words for one in told(world.me_too, kind=NoticeKind.ANSWER)] == ["C'est oui."]
    assert {one.thread_id for one in ThreadNews.objects.filter(event=f"answer:{made.pk}")} == {
        world.made.thread_id,
        world.concern.thread_id,
    }
    assert home.answered_lately(world.said_by, NOW + timedelta(days=1)) == [made.transmission]
    assert home.answered_lately(cast.citizen("Autre"), NOW + timedelta(days=1)) == []


def test_they_may_ask_again_and_whoever_has_nothing_to_do_with_it_may_not():
    world = World()
    builders.put_at(world.made, "approuvee")
    made = world.answered()

    asks = {
        who: asking_again.asked(who, made, made.transmission).is_concerned
        for who in (world.said_by, world.me_too, cast.citizen("Autre"))
    }

    assert list(asks.values()) == [True, True, False]


def test_what_was_taken_back_or_is_for_facilitation_tells_no_supporter():
    kept = World(Readers.FACILITATION)
    own, others = taking_part.concerned(kept.made)

    assert own == {kept.proposed_by.pk}
    assert others == {kept.said_by.pk}

    Concern.objects.filter(pk=kept.concern.pk).update(state=ConcernState.WITHDRAWN)

    assert taking_part.concerned(kept.made)[1] == set()


def test_home_and_issue_lead_to_the_page_of_what_was_sent(client):
    world = World()
    builders.put_at(world.made, "approuvee")
    answered = world.answered().transmission
    waits = sendings.sent()
    past = NOW.replace(year=waits.due_on.year, month=waits.due_on.month, day=waits.due_on.day)

    cast.sign_in(client, world.said_by)
    with clock.frozen(NOW + timedelta(days=1)):
        mine = client.get(reverse("participation:my_home")).content.decode()
        issue = client.get(reverse("participation:issue", args=[waits.issue_id])).content.decode()
    client.logout()
    with clock.frozen(past + timedelta(days=1)):
        public = client.get(reverse("participation:home")).content.decode()

    assert f'href="/envois/{answered.pk}/"' in mine
    assert f'href="/envois/{waits.pk}/"' in issue
    assert f'href="/envois/{waits.pk}/"' in public
    assert "#tr" not in mine + issue + public
