"""A concern whose initiative was withdrawn is no dead end; its page says what is true at each step."""

import pytest
from django.urls import reverse

from accounts.domain.queries import people
from common import clock
from common.dates import NBSP
from common.exceptions import Refused
from participation.domain import concerns, initiatives, issues
from participation.domain.queries import concerns as queries
from participation.domain.queries import timeline
from participation.enums import ConcernState, GroupingAnswer, InitiativeState, Readers
from participation.models import Concern, Notice
from participation.rules import notice_words, starting_again
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db
LEFT = "elle est partie, sans ton nom"


def code_of(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def became():
    concern = builders.concern(cast.citizen("Odile"))
    made = builders.initiative(cast.citizen("Paul"), from_concerns=[concern])
    concern.refresh_from_db()
    return concern, made


def left_alone() -> Concern:
    concern, made = became()
    initiatives.withdraw(by=made.authors.get(), initiative=made, now=NOW)
    return concern


def page(client, concern: Concern) -> str:
    cast.sign_in(client, concern.author)
    with clock.frozen(NOW):
        shown = client.get(reverse("participation:concern", args=[concern.pk])).content.decode()
    return shown.replace(NBSP, " ").replace("&#x27;", "'")


def test_while_the_initiative_goes_on_its_author_follows_it():
    concern, _made = became()

    again = code_of(lambda: concerns.reopen(by=concern.author, concern=concern, now=NOW))
    back = code_of(lambda: concerns.withdraw(by=concern.author, concern=concern, now=NOW))
    out = code_of(lambda: issues.leave_group(by=concern.author, concern=concern, now=NOW))

    assert (again, back, out) == ("initiative_goes_on", "initiative_goes_on", "not_in_a_group")
    assert not starting_again.is_left_alone(concern, came_of_it=[InitiativeState.IDEA])


def test_once_it_is_withdrawn_the_concern_says_who_acts_and_starts_again():
    concern = left_alone()
    step = timeline.story(concern, now=NOW).step

    concerns.reopen(by=concern.author, concern=concern, now=NOW)

    assert (step.who, step.sentence) == ("author", str(starting_again.WHAT_COMES))
    assert builders.history(concern)[-1] == ("initiative_creee", "en_discussion")
    assert concern in queries.to_group()
    again = builders.initiative(cast.citizen("Rita"), from_concerns=[concern])
    assert (concern.state, list(again.from_concerns.all())) == ("initiative_creee", [concern])


def test_once_it_is_withdrawn_the_concern_may_be_taken_back_by_its_author_alone():
    concern = left_alone()

    others = code_of(lambda: concerns.withdraw(by=cast.facilitator(), concern=concern, now=NOW))
    concerns.withdraw(by=concern.author, concern=concern, now=NOW)

    assert (others, concern.state) == ("not_your_move", "retiree")


def test_one_that_still_goes_on_elsewhere_is_not_alone():
    concern = left_alone()
    builders.initiative(cast.citizen("Rita"), from_concerns=[concern])

    assert (
        code_of(lambda: concerns.reopen(by=concern.author, concern=concern, now=NOW)) == "initiative_goes_on"
    )


def test_out_of_the_group_it_can_be_proposed_to_others():
    issue = builders.issue()
    concern = issue.concerns.order_by("pk").first()
    concerns.close(by=cast.facilitator(), concern=concern, word="C'est réglé.", now=NOW)

    concerns.reopen(by=concern.author, concern=concern, now=NOW)

    assert issue.groupings.get(concern=concern).answer == GroupingAnswer.DECLINED
    assert concern in queries.to_group()


def test_its_page_offers_both_doors_and_no_others_before(client):
    concern, made = became()
    before = page(client, concern)
    initiatives.withdraw(by=made.authors.get(), initiative=made, now=NOW)

    after = page(client, concern)

    doors = (
        reverse("participation:concern_reopen", args=[concern.pk]),
        reverse("participation:concern_withdraw", args=[concern.pk]),
    )
    assert [door in before for door in doors] == [False, False]
    assert [door in after for door in doors] == [True, True]


def test_the_doors_work_by_the_page(client):
    concern = left_alone()
    cast.sign_in(client, concern.author)

    with clock.frozen(NOW):
        client.post(reverse("participation:concern_reopen", args=[concern.pk]))

    concern.refresh_from_db()
    assert concern.state == ConcernState.DISCUSSED


@pytest.mark.parametrize(
    ("state", "is_said"),
    [
        (ConcernState.SENT, True),
        (ConcernState.ANSWERED, True),
        (ConcernState.BECAME_INITIATIVE, False),
        (ConcernState.REFERRED, False),
        (ConcernState.HELPED, False),
        (ConcernState.CLOSED, False),
    ],
)
def test_only_what_left_for_the_table_says_that_it_left(client, state, is_said):
    concern = builders.put_at(builders.concern(), state)

    assert (LEFT in page(client, concern)) is is_said


def test_what_was_set_apart_for_help_stays_apart_once_it_is_finished():
    concern = builders.concern(cast.citizen("Odile"))
    concerns.offer_help(by=cast.facilitator(), concern=concern, now=NOW)
    concerns.close(by=cast.facilitator("Noé"), concern=concern, word="C'est réglé.", now=NOW)
    member = cast.citizen("Rita")

    seen = queries.visible_concerns(member, people.capacity(member, on=NOW.date()))
    closed = builders.concern(cast.citizen("Paul"))
    builders.put_at(closed, ConcernState.CLOSED)

    assert list(seen.values_list("pk", flat=True)) == [closed.pk]


def test_closed_while_its_initiative_goes_on_it_is_not_opened_again(client):
    """Nor withdrawn after that; its page, what comes next and the news say why."""
    concern, made = became()
    concerns.close(by=cast.facilitator(), concern=concern, word="On continue dans l'initiative.", now=NOW)
    door = reverse("participation:concern_reopen", args=[concern.pk])
    goes_on = "Une initiative en vient, et elle continue."

    shown = page(client, concern)
    with clock.frozen(NOW):
        by_page = client.post(door).status_code
        by_api = client.post(reverse("participation-api:concern-reopen", args=[concern.pk])).status_code
    by_act = code_of(lambda: concerns.reopen(by=concern.author, concern=concern, now=NOW))
    step = timeline.story(concern, now=NOW).step
    told = Notice.objects.get(person=concern.author, state=notice_words.CLOSED_BUT_FOLLOWED)

    assert (door in shown, goes_on in shown, "Rouvre-la" in shown) == (False, True, False)
    assert (by_page, by_api, by_act) == (409, 409, "initiative_goes_on")
    assert (step.who, step.sentence) == ("", str(starting_again.GOES_ON))
    assert "continue" in notice_words.sentence(told, sees_private=True)
    initiatives.withdraw(by=made.authors.get(), initiative=made, now=NOW)
    assert door in page(client, concern)
    assert concerns.reopen(by=concern.author, concern=concern, now=NOW).state == ConcernState.DISCUSSED


def test_closed_once_its_initiative_is_finished_it_may_be_opened_again(client):
    concern, made = became()
    builders.put_at(made, InitiativeState.FINISHED)

    before = code_of(lambda: concerns.reopen(by=concern.author, concern=concern, now=NOW))
    concerns.close(by=cast.facilitator(), concern=concern, word="L'initiative est terminée.", now=NOW)
    told = Notice.objects.get(person=concern.author, state=ConcernState.CLOSED)

    assert before == "initiative_goes_on"
    assert told.is_own
    assert reverse("participation:concern_reopen", args=[concern.pk]) in page(client, concern)
    assert concerns.reopen(by=concern.author, concern=concern, now=NOW).state == ConcernState.DISCUSSED


def helped_then_reopened(concern: Concern) -> Concern:
    concerns.offer_help(by=cast.facilitator(), concern=concern, now=NOW)
    concerns.close(by=cast.facilitator("Noé"), concern=concern, word="C'est réglé.", now=NOW)
    return concerns.reopen(by=concern.author, concern=concern, now=NOW)


@pytest.mark.parametrize("more", [{}, {"content_note": "Un deuil"}])
def test_what_facilitation_never_published_is_not_shown_to_members_by_opening_it_again(client, more):
    """By the page, the API and the act."""
    concern = helped_then_reopened(world.submitted(cast.citizen("Odile")))
    member = cast.citizen("Rita")
    door = reverse("participation:concern_readers", args=[concern.pk])
    path = reverse("participation-api:concern-readers", args=[concern.pk])

    offered = door in page(client, concern)
    with clock.frozen(NOW):
        by_page = client.post(door, {"readers": Readers.MEMBERS})
        by_api = client.put(path, {"readers": Readers.MEMBERS}, content_type="application/json")
    by_act = code_of(
        lambda: concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.TABLE, **more)
    )

    concern.refresh_from_db()
    assert (offered, by_page.status_code, by_api.status_code, by_act) == (False, 409, 409, "never_published")
    assert concern.readers == Readers.FACILITATION
    assert not queries.visible_concerns(member, people.capacity(member, on=NOW.date())).exists()


def test_what_members_read_before_the_help_may_be_shown_to_them_again():
    concern = helped_then_reopened(builders.concern(cast.citizen("Odile")))

    concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.MEMBERS)

    member = cast.citizen("Rita")
    assert list(queries.visible_concerns(member, people.capacity(member, on=NOW.date()))) == [concern]


def test_what_was_never_published_is_shown_once_facilitation_publishes_it():
    concern = helped_then_reopened(world.submitted(cast.citizen("Odile")))
    facilitator = cast.facilitator()

    concerns.hold(by=facilitator, concern=concern, reason="Elle veut la montrer.", now=NOW)
    concerns.write(by=concern.author, concern=concern, now=NOW, readers=Readers.MEMBERS)
    concerns.publish(by=facilitator, concern=concern, now=NOW)

    assert (concern.state, concern.published_at) == (ConcernState.DISCUSSED, NOW)
