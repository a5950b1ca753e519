"""The Espace chooses, among several shared issues, those it begins its season with."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from participation.domain import decisions, season_votes
from participation.domain.queries import issues as issue_queries
from participation.domain.queries import season_votes as queries
from participation.enums import DecisionKind, IssueState, NoticeKind
from participation.models import Decision, Issue, Notice, SeasonIssue
from tests import cast
from tests.participation.core_b import scenes, sendings
from tests.voting import scrutineers
from voting.domain import casting
from voting.enums import Custody, Method, Outcome, VoteState
from voting.models import Vote

pytestmark = pytest.mark.django_db

AFTER = scenes.CLOSES + timedelta(minutes=1)
TITLES = ("Le dentiste", "Le transport", "Les formulaires")
URL = "participation:season_vote"


def shared(*titles: str) -> list[Issue]:
    return [sendings.shared_issue(title) for title in titles or TITLES]


def announced(issues=None, **changed) -> Decision:
    given = {
        "by": None,
        "issues": issues if issues is not None else shared(),
        "most_choices": 2,
        "question": "Par quels enjeux commencer?",
        "opens_at": scenes.OPENS,
        "closes_at": scenes.CLOSES,
        "now": scenes.ANNOUNCED,
    }
    return season_votes.announce(**(given | changed))


def settled(decision: Decision, voters, *ballots: list[str]) -> Decision:
    """Each ballot by one voter, then the count; read again."""
    decisions.settle(now=scenes.OPENS)
    for voter, ticked in zip(voters, ballots, strict=False):
        casting.cast(by=voter, vote=decision.vote, choice=ticked, now=scenes.OPENS)
    decisions.settle(now=AFTER)
    return Decision.objects.select_related("vote__tally").get(pk=decision.pk)


def firsts(decision: Decision) -> list[bool | None]:
    return list(decision.season_issues.order_by("position").values_list("is_first", flat=True))


def test_facilitation_puts_shared_issues_to_the_vote_in_their_order():
    scenes.espace(3)

    decision = announced(by=cast.facilitator())

    vote = decision.vote
    assert (decision.kind, vote.method, vote.most_choices) == (DecisionKind.SEASON, Method.APPROVAL, 2)
    assert (vote.state, vote.is_trial, vote.roll_size) == (VoteState.ANNOUNCED, False, 3)
    assert [option.words for option in vote.options.order_by("position")] == list(TITLES)
    assert [row.issue.title for row in decision.season_issues.order_by("position")] == list(TITLES)
    assert firsts(decision) == [None, None, None]


@pytest.mark.scrutineers
def test_like_any_decision_its_urn_is_opened_by_scrutineers():
    scenes.espace(3)
    with pytest.raises(Refused) as caught:
        announced()
    scrutineers.season()

    decision = announced(Issue.objects.by_title())

    assert caught.value.code == "scrutineers_missing"
    assert decision.vote.custody == Custody.SCRUTINEERS


def test_the_count_chooses_and_no_issue_moves():
    voters = scenes.espace()

    decision = settled(announced(), voters, *[["o1", "o3"]] * 6, *[["o2"]] * 3)

    chosen = {row.issue_id for row in decision.season_issues.filter(is_first=True)}
    assert (decision.outcome, firsts(decision)) == (Outcome.CHOSEN, [True, False, True])
    assert queries.first_issues() == chosen
    assert set(Issue.objects.values_list("state", flat=True)) == {IssueState.SHARED}
    assert Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).count() == len(voters)
    assert AuditEvent.objects.filter(kind="season.first_issues").count() == 1


def test_issues_that_are_equal_at_the_last_place_are_all_left_out():
    voters = scenes.espace()

    decision = settled(announced(), voters, *[["o1", "o2"]] * 4, *[["o1", "o3"]] * 4, ["o1"])

    assert firsts(decision) == [True, False, False]


def test_when_all_are_equal_none_is_chosen():
    voters = scenes.espace(12)

    decision = settled(announced(), voters, *[[f"o{n}"] for n in (1, 2, 3)] * 4)

    assert (decision.outcome, firsts(decision)) == (Outcome.TIE, [False, False, False])
    assert queries.first_issues() == set()


def test_under_the_quorum_the_urn_stays_closed_and_no_issue_is_marked():
    voters = scenes.espace()

    decision = settled(announced(), voters, ["o1"], ["o1"])

    assert (decision.outcome, decision.vote.tally.options.count()) == (Outcome.NO_QUORUM, 0)
    assert firsts(decision) == [None, None, None]
    assert queries.first_issues() == set()


def test_a_later_vote_under_the_quorum_leaves_the_choice_before_it():
    voters = scenes.espace()
    before = settled(announced(), voters, *[["o1"]] * 9)
    later = {"opens_at": scenes.on(60), "closes_at": scenes.on(70), "now": scenes.on(50)}
    announced(Issue.objects.by_title(), **later)

    decisions.settle(now=scenes.on(71))

    assert queries.first_issues() == {before.season_issues.get(position=1).issue_id}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"question": " "}, "question_missing"),
        ({"most_choices": 3}, "most"),
        ({"most_choices": 0}, "most"),
        ({"closes_at": scenes.OPENS + timedelta(days=1)}, "vote_too_short"),
        ({"now": scenes.OPENS - timedelta(hours=1)}, "announced_too_late"),
    ],
)
def test_what_cannot_be_asked_is_refused(changed, code):
    scenes.espace(2)

    with pytest.raises(Refused) as caught:
        announced(**changed)

    assert (caught.value.code, Vote.objects.count()) == (code, 0)


@pytest.mark.parametrize("titles", [["Seul"], [f"Enjeu {n}" for n in range(11)]])
def test_fewer_than_two_issues_or_more_than_ten_are_refused(titles):
    with pytest.raises(Refused) as caught:
        announced(shared(*titles), most_choices=1)

    assert caught.value.code == "issues"


def test_an_issue_only_proposed_or_already_in_such_a_vote_is_refused():
    scenes.espace(2)
    running = announced()
    one = sendings.shared_issue("Un de plus")
    proposed = sendings.shared_issue("Pas encore")
    Issue.objects.filter(pk=proposed.pk).update(state=IssueState.PROPOSED)

    with pytest.raises(Refused) as not_shared:
        announced([one, proposed], most_choices=1)
    with pytest.raises(Refused) as twice:
        announced([one, running.season_issues.first().issue], most_choices=1)

    assert (not_shared.value.code, twice.value.code) == ("issues", "already_in_a_vote")


@pytest.mark.parametrize("who", [cast.citizen, cast.support])
def test_nobody_else_announces_it(who):
    with pytest.raises(Refused) as caught:
        announced(by=who())

    assert (caught.value.code, Decision.objects.count()) == ("facilitators_only", 0)


def test_its_issues_keep_their_text_until_the_vote_is_settled():
    voters = scenes.espace()
    decision = announced()
    issue = decision.season_issues.first().issue
    during = issue_queries.is_in_a_vote(issue)

    settled(decision, voters, *[["o1"]] * 9)

    assert (during, issue_queries.is_in_a_vote(issue)) == (True, False)


def refused_by_the_database(sql: str, row: SeasonIssue) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [row.pk])
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("value", ["TRUE", "FALSE"])
def test_the_database_lets_nobody_choose_before_the_count(value):
    scenes.espace(3)
    row = announced().season_issues.first()

    assert refused_by_the_database(
        f"UPDATE participation_seasonissue SET is_first = {value} WHERE id = %s",
        row,
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE participation_seasonissue SET is_first = FALSE WHERE id = %s",
        "UPDATE participation_seasonissue SET is_first = NULL WHERE id = %s",
        "UPDATE participation_seasonissue SET is_first = TRUE WHERE id = %s",
        "UPDATE participation_seasonissue SET position = 9 WHERE id = %s",
        "DELETE FROM participation_seasonissue WHERE id = %s",
    ],
)
def test_the_database_keeps_what_was_chosen(sql):
    voters = scenes.espace()
    decision = settled(announced(), voters, *[["o1"]] * 9)

    assert refused_by_the_database(sql, decision.season_issues.get(position=1))
    assert firsts(decision) == [True, False, False]


def test_the_database_refuses_an_answer_that_the_vote_does_not_have():
    scenes.espace(3)
    decision, one = announced(), sendings.shared_issue("Un de plus")

    with pytest.raises(IntegrityError), transaction.atomic():
        SeasonIssue.objects.create(decision=decision, issue=one, position=4)


def form(issues, **changed) -> dict:
    return {
        "question": "Par quels enjeux commencer?",
        "issues": [str(issue.pk) for issue in issues],
        "most_choices": "2",
        "kind": "periode",
        "opens_on": "29 septembre 2026",
        "opens_hour": "9",
        "closes_on": "10 octobre 2026",
        "closes_hour": "20",
    } | changed


def test_facilitation_checks_then_announces_on_one_page(client):
    with clock.frozen(scenes.ANNOUNCED):
        scenes.espace(3)
        cast.sign_in(client, cast.facilitator())
        sent = form(shared())

        check = client.post(reverse(URL), sent).content.decode()
        before = Vote.objects.count()
        done = client.post(reverse(URL), {**sent, "confirm": "1"}, follow=True)

    assert (before, done.status_code) == (0, 200)
    assert "laissés de côté" in check
    assert [row.issue.title for row in SeasonIssue.objects.order_by("position")] == list(TITLES)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"issues": []}, "de 2 à"),
        ({"most_choices": "3"}, "moins"),
        ({"opens_on": "1er mai 2026"}, "avant"),
    ],
)
def test_a_wrong_answer_comes_back_with_a_sentence_and_nothing_is_lost(client, changed, sentence):
    with clock.frozen(scenes.ANNOUNCED):
        scenes.espace(2)
        cast.sign_in(client, cast.facilitator())
        sent = form(shared(), question="Par quoi commence-t-on?", confirm="1")

        page = client.post(reverse(URL), sent | changed)

    words = page.content.decode()
    assert (page.status_code, sentence in words, Vote.objects.count()) == (422, True, 0)
    assert "Par quoi commence-t-on?" in words


def test_one_issue_or_a_proposed_one_comes_back_with_a_sentence(client):
    with clock.frozen(scenes.ANNOUNCED):
        issues = shared()
        Issue.objects.filter(pk=issues[0].pk).update(state=IssueState.PROPOSED)
        cast.sign_in(client, cast.facilitator())

        alone = client.post(reverse(URL), form(issues[1:2], most_choices="1", confirm="1"))
        proposed = client.post(reverse(URL), form(issues, confirm="1"))

    assert (alone.status_code, proposed.status_code, Vote.objects.count()) == (422, 422, 0)
    assert "de 2 à" in alone.content.decode()
    assert "enjeu partagé" in proposed.content.decode()


def test_everybody_reads_which_issues_were_chosen_in_the_same_order_as_before(client):
    voters = scenes.espace()
    decision = settled(announced(), voters, *[["o2"]] * 9)
    chosen, other = decision.season_issues.get(position=2).issue, decision.season_issues.get(position=1).issue
    vote = reverse("voting:vote", args=[decision.vote_id])

    listed = client.get(reverse("participation:issues")).content.decode()
    of_chosen = client.get(reverse("participation:issue", args=[chosen.pk])).content.decode()
    of_other = client.get(reverse("participation:issue", args=[other.pk])).content.decode()
    pages = [client.get(path).status_code for path in (vote, "/votes/", "/calendrier/", "/suivi/")]

    assert listed.count("Choisi pour commencer") == 1
    assert [listed.index(title) for title in TITLES] == sorted(listed.index(title) for title in TITLES)
    assert (vote in of_chosen, vote in of_other) == (True, False)
    assert pages == [200, 200, 200, 200]
