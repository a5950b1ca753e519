"""An announced vote does not take place once what it was about is withdrawn: called off, never annulled by one person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from participation.domain import initiatives
from participation.models import Initiative
from tests import cast as people
from tests.participation.core_b import scenes
from tests.voting import ballots
from voting.domain import annulling, casting
from voting.enums import VoteState
from voting.models import JointAct
from voting.rules import timing

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BEFORE = ballots.OPENS_AT - timedelta(minutes=1)
REASON = "Ses autrices et auteurs l'ont retirée."


def refusal(verb, **given) -> str:
    with pytest.raises(Refused) as caught:
        verb(**given)
    return caught.value.code


def test_it_takes_no_ballot_and_says_why_without_an_act_of_two_people(client):
    authors = scenes.espace()
    vote = scenes.announced(scenes.eligible(authors), None).vote
    before = vote.opens_at - timedelta(minutes=1)
    initiatives.withdraw(by=authors[0], initiative=Initiative.objects.get(), now=before)
    vote.refresh_from_db()
    with clock.frozen(vote.opens_at):
        page = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()

    assert (vote.state, vote.called_off_at, JointAct.objects.exists()) == (VoteState.ANNULLED, before, False)
    assert "ont retiré cette initiative avant le vote." in page
    cast = {"by": authors[1], "vote": vote, "choice": "pour", "now": vote.opens_at}
    assert refusal(casting.cast, **cast) == "vote_called_off"


@pytest.mark.parametrize("make", [ballots.opened, ballots.prepared])
def test_from_its_opening_on_it_goes_to_its_end(make):
    vote = make()
    about = {"by": people.citizen("Ginette"), "vote": vote, "reason": REASON}

    assert not timing.may_call_off(vote, now=BEFORE)
    assert refusal(annulling.call_off, now=BEFORE, **about) == "vote_began"


def test_the_calendar_may_be_late_to_open_it():
    vote = ballots.announced()
    about = {"by": people.citizen("Ginette"), "vote": vote, "reason": REASON}

    assert refusal(annulling.call_off, now=ballots.OPENS_AT, **about) == "vote_began"
