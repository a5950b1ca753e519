"""The votes by which the Espace chooses the first issues of its season."""

from django.db.models.query import QuerySet

from participation.enums import DecisionKind, IssueState
from participation.models import Decision, Issue, SeasonIssue
from voting.enums import Outcome, VoteState
from voting.models import Vote


def in_a_vote() -> set[int]:
    """The issues of a season vote that is not settled yet."""
    running = SeasonIssue.objects.filter(decision__recorded_at__isnull=True)
    return set(running.values_list("issue_id", flat=True))


def may_be_chosen() -> QuerySet[Issue]:
    """The shared issues that no season vote is about today, by title: never by popularity."""
    return Issue.objects.filter(state=IssueState.SHARED).exclude(pk__in=in_a_vote()).by_title()


def first_issues() -> set[int]:
    """Those the last vote chose; a vote that chose nothing leaves the choice before it as it was."""
    chosen = SeasonIssue.objects.filter(is_first=True, decision__in=_last_choice())
    return set(chosen.values_list("issue_id", flat=True))


def vote_that_chose(issue: Issue) -> Vote | None:
    """The vote that makes it one of the first issues today; None when it is not one."""
    row = (
        issue.season_issues.filter(is_first=True, decision__in=_last_choice())
        .select_related("decision__vote")
        .first()
    )
    return row.decision.vote if row is not None else None


def _last_choice() -> QuerySet[Decision]:
    return Decision.objects.filter(
        kind=DecisionKind.SEASON, outcome=Outcome.CHOSEN, vote__state=VoteState.PROCLAIMED
    ).order_by("-vote__closes_at", "-pk")[:1]
