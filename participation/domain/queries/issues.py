"""Issues as each person may read them."""

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.domain.queries.people import NOBODY, Capacity
from accounts.models import Person, Territory
from common.exceptions import Missing
from participation.domain.queries import rules as rule_queries
from participation.enums import GroupingAnswer, IssueState
from participation.models import Concern, Decision, Grouping, Issue, IssueVersion
from participation.rules import grouping, visibility


def visible_issues(capacity: Capacity = NOBODY) -> QuerySet[Issue]:
    """By title, with `concern_count`. Outside the members: shared issues only."""
    issues = Issue.objects.all() if capacity.is_member else Issue.objects.shared()
    return (
        issues.select_related("thread", "consultation")
        .prefetch_related(Prefetch("territories", queryset=Territory.objects.west_to_east()))
        .annotate(concern_count=Count("concerns", distinct=True))
        .by_title()
    )


def visible_issue(pk: int, capacity: Capacity = NOBODY) -> Issue:
    """One issue. Refused: missing and only proposed answer the same to whoever is not a member."""
    issue = visible_issues(capacity).filter(pk=pk).first()
    if issue is None:
        raise Missing("missing", visibility.NOT_HERE)
    return issue


def concerns_of(issue: Issue) -> QuerySet[Concern]:
    """What was said in « je », for members only, the oldest first."""
    return issue.concerns.published().select_related("author", "territory", "assisted_by").oldest_first()


def groupings_of(issue: Issue) -> QuerySet[Grouping]:
    """What was asked of each author, for facilitation."""
    return issue.groupings.select_related("concern__author", "concern__territory").order_by(
        "proposed_at", "pk"
    )


def has_concern_in(issue: Issue, person: Person) -> bool:
    """Whether a concern of this person is in the issue, or will be: its author said yes."""
    if issue.concerns.filter(author=person).exists():
        return True
    return issue.groupings.filter(concern__author=person, answer=GroupingAnswer.ACCEPTED).exists()


def is_in_a_vote(issue: Issue) -> bool:
    """A vote about it is announced or going on: what is voted on does not change."""
    about = Q(issue=issue) | Q(season_issues__issue=issue)
    return Decision.objects.filter(about, recorded_at__isnull=True).exists()


def versions_of(issue: Issue) -> QuerySet[IssueVersion]:
    """Every text it had, the first one first."""
    return issue.versions.select_related("made_by").order_by("number")


def may_share(issue: Issue, *, now: datetime) -> bool:
    """Every author answered or had three days, and enough concerns are left."""
    if issue.state != IssueState.PROPOSED:
        return False
    minimum = rule_queries.value("issue_min_concerns", at=now)
    return grouping.may_share(list(groupings_of(issue)), minimum=minimum, now=now)


def proposed() -> QuerySet[Issue]:
    """Issues that facilitation has not shared yet, the oldest first."""
    return Issue.objects.filter(state=IssueState.PROPOSED).order_by("proposed_at", "pk")


def may_be_joined_by(concern: Concern) -> QuerySet[Issue]:
    """Shared issues whose question was not put to the author of this concern yet, by title."""
    asked = Grouping.objects.filter(concern=concern).values("issue")
    return Issue.objects.filter(state=IssueState.SHARED).exclude(pk__in=asked).by_title()
