"""What may be chosen among when the Espace chooses the first issues of its season."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, IllegalTransition
from participation.enums import IssueState
from participation.models import Issue
from voting.rules import answers

FEWEST, MOST = 2, 10
HOW_MANY = _("Choose from 2 to 10 shared issues.")
NOT_SHARED = _("Only a shared issue goes to a vote.")


def check_issues(issues: Sequence[Issue], *, in_a_vote: set[int]) -> None:
    """From 2 to 10 different shared issues, none of them already in a vote of this kind."""
    if not FEWEST <= len(issues) <= MOST or len({issue.pk for issue in issues}) != len(issues):
        raise BadInput("issues", HOW_MANY)
    if any(issue.state != IssueState.SHARED for issue in issues):
        raise BadInput("issues", NOT_SHARED)
    if in_a_vote & {issue.pk for issue in issues}:
        raise IllegalTransition("already_in_a_vote", _("One of these issues is already in such a vote."))


def answer_of(issue: Issue) -> str:
    """Its title, as short as an answer must be."""
    longest = answers.LONGEST
    return issue.title if len(issue.title) <= longest else f"{issue.title[: longest - 1].rstrip()}…"
