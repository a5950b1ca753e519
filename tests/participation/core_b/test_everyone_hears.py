"""Everyone who took part hears what happened and what comes next; a vote without keys says whose turn it is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deliberation.domain import messages
from participation.domain import amendments, decisions, initiatives
from participation.domain.queries import keys_awaited
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, NoticeKind
from participation.models import Notice
from participation.rules import notice_words
from tests import cast
from tests.participation.core_b import scenes
from tests.voting import scrutineers

pytestmark = pytest.mark.django_db


def results() -> list[Notice]:
    return list(
        Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).select_related("vote").order_by("person_id")
    )


def voted(picked, **changed):
    return scenes.voted(scenes.espace(), picked, **changed)


@pytest.mark.parametrize(
    ("picked", "state", "follows"),
    [
        (scenes.choices(9), "approuvee", "Ensuite, le partenaire signataire signe l'entente."),
        (
            scenes.choices(2, 8),
            "non_approuvee",
            "Une version changée peut revenir à partir du 9 novembre 2026.",
        ),
        (scenes.choices(3), "quorum_non_atteint", "on revote à partir du 31 octobre 2026."),
        (scenes.choices(5, 5), "en_deliberation", "On en discute encore."),
    ],
)
def test_each_outcome_is_told_and_shown_with_what_comes_next(client, picked, state, follows):
    initiative = voted(picked)

    with clock.frozen(scenes.CLOSES + timedelta(hours=1)):
        page = client.get(reverse("participation:initiative", args=[initiative.pk])).content.decode()

    assert initiative.state == state
    assert {
        notice_words.sentence(notice, sees_private=True).replace("\u00a0", " ").endswith(follows)
        for notice in results()
    } == {True}
    assert follows in page.replace("\u00a0", " ").replace("&#x27;", "'")


def test_an_approval_without_an_organisation_says_that_one_is_looked_for():
    initiative = voted(scenes.choices(9), carrier=None)

    assert initiative.state == InitiativeState.SEEKING_CARRIER
    assert {notice.words for notice in results()} == {"Ensuite, on cherche un organisme pour la porter."}


def test_whoever_wrote_in_the_thread_hears_the_result_even_outside_the_roll():
    people, young, silent = (
        scenes.espace(),
        cast.citizen("Jade", age="14-15"),
        cast.citizen("Jo", age="14-15"),
    )
    initiative = scenes.eligible(people)
    helper = cast.support()
    for person in (young, helper):
        messages.post(by=person, thread=initiative.thread, text="Bonne idée.", now=scenes.on(21))
    decision = scenes.announced(initiative, None)
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    decisions.settle(now=scenes.CLOSES + timedelta(minutes=1))

    told = [notice.person for notice in results()]
    assert young in told
    assert len(told) == len(people) + 1
    assert silent not in told
    assert helper not in told


def test_whoever_wrote_hears_each_step_until_they_take_their_words_back():
    people, writer, gone = scenes.espace(), cast.citizen("Jade"), cast.citizen("Lise")
    initiative = scenes.in_review(people)
    messages.post(by=writer, thread=initiative.thread, text="Bonne idée.", now=scenes.on(16))
    taken = messages.post(by=gone, thread=initiative.thread, text="Non.", now=scenes.on(16))
    messages.withdraw(by=gone, message=taken, now=scenes.on(16))

    scenes.reviews.review(
        by=cast.signatory(),
        initiative=initiative,
        result="admissible",
        plain_reason="",
        rule_cited="",
        now=scenes.on(20),
    )

    told = set(Notice.objects.filter(state="admissible").values_list("person_id", flat=True))
    assert writer.pk in told
    assert gone.pk not in told


def test_whoever_proposed_a_change_hears_each_step_unless_they_took_it_back():
    people, proposer, gone = scenes.espace(), cast.citizen("Jade"), cast.citizen("Lise")
    initiative = scenes.deliberated(people)
    asked = {"initiative": initiative, "part": "phrase", "why": "On vient à pied.", "now": scenes.on(3)}
    amendments.propose(by=proposer, words="Une navette le jeudi soir.", **asked)
    taken = amendments.propose(by=gone, words="Une navette le lundi.", **asked)
    amendments.withdraw(by=gone, amendment=taken, now=scenes.on(3))

    initiatives.send_to_review(by=people[0], initiative=initiative, now=scenes.on(20))

    told = set(Notice.objects.filter(state="en_analyse").values_list("person_id", flat=True))
    assert proposer.pk in told
    assert gone.pk not in told


@pytest.mark.scrutineers
def test_a_ready_vote_without_scrutineers_says_who_must_act_and_since_when(client):
    initiative = scenes.eligible(scenes.espace())
    now = scenes.on(24)

    with clock.frozen(now):
        page = client.get(reverse("participation:initiative", args=[initiative.pk])).content.decode()
        board = client.get(reverse("participation:in_motion")).content.decode()

    said = "L'animation doit nommer des scrutateurs, depuis le 21 septembre 2026."
    for words in (page, board):
        assert "il manque les clés des scrutateurs" in words
        assert said in words.replace("\u00a0", " ").replace("&#x27;", "'")


@pytest.mark.scrutineers
def test_named_scrutineers_who_gave_no_key_are_those_who_must_act_and_keys_end_the_wait():
    initiative = scenes.eligible(scenes.espace())
    season = scrutineers.season(ready=False)
    book = rule_queries.rule_book(scenes.on(24))
    organisations = tuple(one.organisation.name for one in season.scrutineers.order_by("pk"))

    awaited = keys_awaited.of_initiative(initiative, now=scenes.on(24), book=book)

    assert awaited.organisations == organisations
    assert all(name in awaited.who for name in organisations)


@pytest.mark.scrutineers
def test_nothing_is_awaited_once_the_keys_are_given_nor_before_the_text_is_ready():
    people = scenes.espace()
    ready, checked = scenes.eligible(people), scenes.in_review(people, title="Autre")
    before = keys_awaited.of_initiative(
        checked, now=scenes.on(24), book=rule_queries.rule_book(scenes.on(24))
    )
    scrutineers.season()

    after = keys_awaited.of_initiative(ready, now=scenes.on(24), book=rule_queries.rule_book(scenes.on(24)))

    assert (before, after) == (None, None)
