"""When concerns may become one issue."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import ConcernState, GroupingAnswer, Readers
from participation.models import Concern, Grouping

TIME_TO_ANSWER = timedelta(days=3)


def check_may_join(concern: Concern) -> None:
    """Refused: a word kept for facilitation, a concern that is not being discussed or is already in an issue.

    One that already became an initiative may join too: it stays at its own step.
    """
    if concern.readers == Readers.FACILITATION:
        raise Refused("private_word", _("Its author wrote this for facilitation only."))
    if not may_join(concern):
        raise IllegalTransition("not_in_discussion", _("Only a concern being discussed can join an issue."))


def may_join(concern: Concern) -> bool:
    is_free = (
        concern.state in {ConcernState.DISCUSSED, ConcernState.BECAME_INITIATIVE} and concern.issue_id is None
    )
    return is_free and concern.readers != Readers.FACILITATION


def check_may_leave(concern: Concern) -> None:
    """Refused: a concern that is not at the step of its issue."""
    if not may_leave(concern):
        raise IllegalTransition("not_in_a_group", _("Your concern is not in a group any more."))


def may_leave(concern: Concern) -> bool:
    return concern.state == ConcernState.GROUPED


def joining(groupings: Sequence[Grouping]) -> list[Grouping]:
    """Those whose author did not decline and whose concern is still being discussed."""
    return [
        grouping
        for grouping in groupings
        if grouping.answer != GroupingAnswer.DECLINED and may_join(grouping.concern)
    ]


def check_may_share(groupings: Sequence[Grouping], *, minimum: int, now: datetime) -> None:
    """Refused: an author still has time to answer; not enough concerns are left."""
    kept = joining(groupings)
    for grouping in kept:
        is_waiting = grouping.answer == GroupingAnswer.WAITING
        if is_waiting and grouping.proposed_at + TIME_TO_ANSWER > now:
            raise Refused(
                "grouping_waiting", _("An author has three days to say yes or no. Wait for their answer.")
            )
    if len(kept) < minimum:
        raise BadInput("concerns", _("An issue needs at least %(count)d concerns.") % {"count": minimum})


def may_share(groupings: Sequence[Grouping], *, minimum: int, now: datetime) -> bool:
    try:
        check_may_share(groupings, minimum=minimum, now=now)
    except Refused:
        return False
    return True
