"""Who writes the text of an issue, until when, and from which version."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import IllegalTransition, Refused
from participation.enums import IssueState
from participation.models import Issue

WRITTEN_IN = frozenset({IssueState.PROPOSED, IssueState.SHARED})


def check_may_write(issue: Issue, capacity: Capacity, *, has_concern_in_it: bool, is_in_a_vote: bool) -> None:
    """Refused: who is neither facilitation nor one of those whose concern is in it; a text that has left, or is voted on."""
    if not (capacity.is_facilitator or (capacity.is_citizen and has_concern_in_it)):
        raise Refused(
            "not_in_this_issue",
            _("Those whose concern is in this issue write it, with facilitation."),
        )
    if issue.state not in WRITTEN_IN:
        raise IllegalTransition("issue_sent", _("This issue has already left: its words stay."))
    if is_in_a_vote:
        raise IllegalTransition(
            "issue_in_a_vote", _("A vote is on this issue: its words stay until it is over.")
        )


def check_still_the_last(based_on: int, latest: int) -> None:
    """Refused (409): somebody wrote another version while this one was being written. Nothing is written over."""
    if based_on != latest:
        raise IllegalTransition(
            "text_moved", _("Somebody changed this text while you were writing. Your words are still here.")
        )
