"""A vote to practise: announced by facilitation to those who decide, through the whole journey, deciding nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import BadInput, Refused
from participation.domain import decisions, trial_votes
from participation.enums import NoticeKind
from participation.models import Decision, Notice
from tests import cast as people
from tests.voting import scrutineers
from voting.domain import casting
from voting.enums import Custody, Method, Outcome, VoteState
from voting.models import Vote

pytestmark = pytest.mark.django_db

NOW = people.NOW
OPENS, CLOSES = NOW + timedelta(hours=2), NOW + timedelta(days=2)
AMONG = ["Pommes", "Fromage", "Muffins"]
FORM = {
    "question": "Quelle collation?",
    "among": "Pommes\n\n Fromage \nMuffins",
    "most_choices": "2",
    "opens_on": "16 novembre 2026",
    "opens_hour": "9",
    "closes_on": "18 novembre 2026",
    "closes_hour": "20",
}


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.frozen(NOW):
        yield


def announced(by=None, **changed) -> Vote:
    given = {"question": "Quelle collation?", "among": AMONG, "most_choices": 2} | changed
    return trial_votes.announce(
        by=by or people.facilitator(), opens_at=OPENS, closes_at=CLOSES, now=NOW, **given
    )


def test_without_a_ready_season_the_platforms_key_closes_it():
    people.citizens(2)

    vote = announced()

    assert (vote.is_trial, vote.method, vote.most_choices) == (True, Method.APPROVAL, 2)
    assert (vote.custody, vote.state, vote.roll_size) == (Custody.PLATFORM, VoteState.ANNOUNCED, 2)
    assert vote.title.startswith("Vote d'essai")


def test_with_a_ready_season_its_scrutineers_close_it():
    people.citizens(2)
    scrutineers.season()

    vote = announced()

    assert vote.custody == Custody.SCRUTINEERS
    assert vote.urn.trustees.count() == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"question": " "}, "question_missing"),
        ({"among": ["Pommes"]}, "answers"),
        ({"among": ["Pommes", "pommes"]}, "answers"),
        ({"among": [f"r{n}" for n in range(11)]}, "answers"),
        ({"most_choices": 3}, "most"),
        ({"most_choices": 0}, "most"),
    ],
)
def test_what_cannot_be_asked_is_refused(changed, code):
    people.citizens(1)

    with pytest.raises(BadInput) as caught:
        announced(**changed)

    assert (caught.value.code, Vote.objects.count()) == (code, 0)


def test_only_facilitation_announces_it_and_only_when_somebody_may_vote():
    with pytest.raises(Refused) as nobody:
        announced()
    people.citizens(1)
    with pytest.raises(Refused) as support:
        announced(by=people.support())

    assert (nobody.value.code, support.value.code) == ("nobody_decides", "facilitators_only")
    assert Vote.objects.count() == 0


def test_the_whole_journey_is_told_and_leaves_no_decision(client):
    voters = people.citizens(8)
    vote = announced()
    decisions.settle(now=OPENS)
    for number, voter in enumerate(voters):
        ticked = ["o1", "o3"] if number < 6 else ["o2"]
        casting.cast(by=voter, vote=vote, choice=ticked, now=OPENS + timedelta(hours=1))

    decisions.settle(now=CLOSES)
    decisions.settle(now=CLOSES + timedelta(minutes=1))

    vote.refresh_from_db()
    chosen = [row.option.words for row in vote.tally.options.filter(is_chosen=True).order_by("option")]
    result = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()
    assert (vote.state, vote.tally.outcome, chosen) == (
        VoteState.PROCLAIMED,
        Outcome.CHOSEN,
        ["Pommes", "Muffins"],
    )
    assert Decision.objects.count() == 0
    assert Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).count() == len(voters)
    assert "il ne décide rien" in result


def test_facilitation_checks_then_announces_on_one_page(client):
    people.citizens(2)
    people.sign_in(client, people.facilitator())
    url = reverse("participation:trial_vote")

    check = client.post(url, FORM).content.decode()
    before = Vote.objects.count()
    done = client.post(url, {**FORM, "confirm": "1"}, follow=True)

    assert before == 0
    assert "La clé de la plateforme" in check
    assert "il ne décide rien" in done.content.decode()
    assert [option.words for option in Vote.objects.get().options.order_by("position")] == AMONG


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"among": "Pommes"}, "de 2 à"),
        ({"most_choices": "3"}, "moins"),
        ({"opens_on": "1er mai 2026"}, "avant"),
    ],
)
def test_a_wrong_answer_comes_back_with_a_sentence(client, wrong, sentence):
    people.citizens(2)
    people.sign_in(client, people.facilitator())

    page = client.post(reverse("participation:trial_vote"), {**FORM, **wrong, "confirm": "1"})

    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert Vote.objects.count() == 0
