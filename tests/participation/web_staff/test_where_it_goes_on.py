"""« Où en est ma préoccupation? » goes on once it has joined an issue or become an initiative."""

import pytest
from django.urls import reverse

from common.dates import NBSP
from participation.domain import issues
from participation.domain.queries import onward
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db
TITLE = "Sans auto, on est coincés chez nous"


@pytest.fixture(autouse=True)
def _day():
    cast.territories()
    with world.frozen():
        yield


def joined() -> Concern:
    """Through the author's yes to a shared issue."""
    concern = world.discussed(cast.citizen("Étoile"))
    asked = issues.propose_grouping(
        by=cast.facilitator("Noé"), issue=world.issue(title=TITLE), concern=concern, now=world.at()
    )
    issues.answer_grouping(by=concern.author, grouping=asked, accepts=True, now=world.at())
    concern.refresh_from_db()
    return concern


def became() -> tuple[Concern, object]:
    concern = world.discussed(cast.citizen("Étoile"))
    made = world.initiative(InitiativeState.DELIBERATING, title=TITLE)
    made.from_concerns.add(concern)
    Concern.objects.filter(pk=concern.pk).update(state=ConcernState.BECAME_INITIATIVE)
    concern.refresh_from_db()
    return concern, made


def followed(client, concern: Concern) -> str:
    page = client.post(reverse("participation:follow"), {"number": concern.tracking_number})
    return main_part(page).replace(NBSP, " ").replace("&#x27;", "'")


def home(client, concern: Concern) -> str:
    cast.sign_in(client, concern.author)
    return main_part(client.get(reverse("participation:my_home"))).replace(NBSP, " ").replace("&#x27;", "'")


def test_one_that_joined_shows_the_state_and_the_step_of_the_issue_on_ones_home(client):
    concern = joined()
    page = home(client, concern)
    ahead = onward.of_concern(concern, now=world.at())

    assert (ahead.title, ahead.path) == (TITLE, reverse("participation:issue", args=[concern.issue_id]))
    assert f'<a href="{ahead.path}">{TITLE}</a>' in page
    assert str(ahead.step.sentence) in page


def test_one_that_became_an_initiative_shows_where_the_initiative_is(client):
    concern, made = became()
    page = home(client, concern)
    ahead = onward.of_concern(concern, now=world.at())

    assert ahead.path == reverse("participation:initiative", args=[made.pk])
    assert f'<a href="{ahead.path}">' in page
    assert ahead.here.lower() in page
    assert str(ahead.step.sentence) in page


@pytest.mark.parametrize("make", [joined, lambda: became()[0]])
def test_the_number_alone_shows_the_state_and_never_which_one_it_is(client, make):
    concern = make()
    ahead = onward.of_concern(concern, now=world.at())
    page = followed(client, concern)

    assert ahead.here in page
    assert str(ahead.step.sentence) in page
    assert TITLE not in page
    assert ahead.path not in page


def test_what_was_taken_back_is_not_shown_and_a_concern_alone_goes_nowhere_else(client):
    concern, made = became()
    type(made).objects.filter(pk=made.pk).update(state=InitiativeState.WITHDRAWN)

    assert onward.of_concern(concern, now=world.at()) is None
    assert onward.of_concern(world.discussed(cast.citizen("Lune")), now=world.at()) is None
    assert reverse("participation:initiative", args=[made.pk]) not in home(client, concern)
