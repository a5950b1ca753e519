"""After a vote on a recommendation, a priority or the first issues: one sentence, told and shown, that holds true."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from participation.domain import decisions, season_votes, transmissions
from participation.enums import IssueState, NoticeKind, Theme, TransmissionKind
from participation.models import Issue, Notice
from participation.rules import notice_words
from tests import cast
from tests.participation.core_b import scenes, sendings
from voting.domain import annulling

pytestmark = pytest.mark.django_db

NOW, OPENS, CLOSES = scenes.on(46), scenes.on(55), scenes.on(66, 20)
AFTER = CLOSES + timedelta(minutes=1)
WINDOW = {"opens_at": OPENS, "closes_at": CLOSES, "now": NOW}
AGAIN = (CLOSES + timedelta(days=21)).date()


def told() -> set[str]:
    return set(Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).values_list("words", flat=True))


def recommendation(people):
    sending = sendings.prepared(TransmissionKind.RECOMMANDATION)
    transmissions.reread(by=people[0], transmission=sending, now=NOW)
    return decisions.put_recommendation_to_vote(
        by=cast.facilitator(), transmission=sending, question="Envoyer?", **WINDOW
    )


def issue(title: str = "Sans auto", state: str = IssueState.SHARED) -> Issue:
    return Issue.objects.create(
        title=title,
        theme=Theme.TRANSPORT,
        state=state,
        proposed_by=cast.facilitator(),
        proposed_at=scenes.STARTED,
    )


def priority(about: Issue):
    return decisions.put_priority_to_vote(
        by=cast.facilitator(), issue=about, question="Est-ce notre premier enjeu?", **WINDOW
    )


def settled(decision, people, picked) -> None:
    scenes.cast_all(decision.vote, people[: len(picked)], picked)
    decisions.settle(now=AFTER)


@pytest.mark.parametrize(
    ("picked", "follows"),
    [
        (scenes.choices(9), "Ensuite, l'animation l'envoie à la Table."),
        (scenes.choices(2, 8), "Ces mots ne vont pas à la Table."),
        (scenes.choices(5, 5), "Ces mots attendent. L'animation peut les remettre au vote."),
        (scenes.choices(3), "On revote à partir du 27 novembre 2026."),
    ],
)
def test_after_a_recommendation(client, picked, follows):
    people = scenes.espace()
    decision = recommendation(people)
    settled(decision, people, picked)
    cast.sign_in(client, people[0])

    with clock.frozen(AFTER):
        page = client.get(reverse("participation:transmission", args=[decision.transmission_id]))

    assert {words.replace("\u00a0", " ") for words in told()} == {follows}
    assert follows in page.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")
    assert AGAIN.isoformat() == "2026-11-27"


def test_after_an_annulled_vote_on_a_recommendation():
    people = scenes.espace()
    decision = recommendation(people)
    annulling.annul(
        by=cast.facilitator(),
        second=cast.second_facilitator(),
        vote=decision.vote,
        reason="La liste était fausse.",
        now=NOW,
    )

    decisions.settle(now=NOW)

    assert {words.replace("\u00a0", " ") for words in told()} == {"On revote à partir du 27 novembre 2026."}


@pytest.mark.parametrize(
    ("picked", "state", "follows"),
    [
        (scenes.choices(9), "partagee", "L'enjeu peut devenir une initiative, ou aller à la Table."),
        (scenes.choices(2, 8), "partagee", "L'enjeu reste où il est : on continue d'en parler."),
        (scenes.choices(9), "transmise", "La Table a déjà cet enjeu. On attend sa réponse."),
        (scenes.choices(3), "partagee", "L'enjeu reste où il est. L'animation peut reposer la question."),
    ],
)
def test_after_a_priority(client, picked, state, follows):
    people, about = scenes.espace(), issue(state=state)
    settled(priority(about), people, picked)

    page = client.get(reverse("participation:issue", args=[about.pk])).content.decode()

    assert {words.replace("\u00a0", " ") for words in told()} == {follows}
    assert follows in page.replace("\u00a0", " ").replace("&nbsp;", " ").replace("&#x27;", "'")


@pytest.mark.parametrize("picked", [scenes.choices(9), scenes.choices(2, 8), scenes.choices(3)])
@pytest.mark.parametrize("state", [IssueState.ANSWERED, IssueState.CLOSED])
def test_nothing_comes_next_once_the_issue_is_answered_or_finished(client, picked, state):
    people, about = scenes.espace(), issue()
    settled(priority(about), people, picked)
    Issue.objects.filter(pk=about.pk).update(state=state)

    page = client.get(reverse("participation:issue", args=[about.pk])).context["view"]

    label = page["links"][0]["label"]
    assert label.endswith(".")
    assert label.count(".") == 1


@pytest.mark.parametrize(
    ("answers", "follows"),
    [
        ([["o1"]] * 9, "On commence par ces enjeux. La liste montre lesquels."),
        (
            [["o1"]] * 5 + [["o2"]] * 5,
            "La liste des enjeux ne change pas. L'animation peut reposer la question.",
        ),
        ([["o1"]] * 2, "La liste des enjeux ne change pas. L'animation peut reposer la question."),
    ],
)
def test_after_the_first_issues_of_the_season(answers, follows):
    people = scenes.espace()
    decision = season_votes.announce(
        by=cast.facilitator(),
        issues=[issue("Sans auto"), issue("Sans logement")],
        most_choices=1,
        question="Par quoi on commence?",
        **WINDOW,
    )

    settled(decision, people, answers)

    assert told() == {follows}
    said = {notice_words.sentence(one, sees_private=True) for one in Notice.objects.filter(words=follows)}
    assert all(one.endswith(follows) for one in said)
