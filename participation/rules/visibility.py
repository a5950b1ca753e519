"""Who sees what in the Espace: one function for pages, API, sockets, exports and search alike.

Signed out and outside the members: issues, initiatives, votes, what was sent, rules and dates, never a name nor a
quote. A private thing and a missing thing answer the same.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from participation.enums import ConcernState, InitiativeState, IssueState, Readers, TransmissionState
from participation.models import Concern, Initiative, Issue, Transmission
from participation.models.concern import PUBLISHED_STATES

NOT_HERE = _("This is not here.")
# Facilitation never opens an unfinished draft, nor what somebody took back.
OUT_OF_REACH = frozenset({ConcernState.DRAFT, ConcernState.WITHDRAWN})


def concerns_seen_by(viewer: Person | None, capacity: Capacity) -> Q:
    """The condition on concerns; the same as `sees("concern", …)`, for lists."""
    mine = Q(pk__in=[])
    if isinstance(viewer, Person):
        mine = Q(author_id=viewer.pk) | Q(assisted_by_id=viewer.pk, state=ConcernState.DRAFT)
    if capacity.is_facilitator:
        return mine | ~Q(state__in=sorted(OUT_OF_REACH))
    if capacity.is_member:
        return mine | (Q(state__in=sorted(PUBLISHED_STATES)) & ~Q(readers=Readers.FACILITATION))
    return mine


def may_read_concerns(capacity: Capacity) -> bool:
    """Whether the concerns of others are open to this role; one's own always are."""
    return capacity.is_facilitator or capacity.is_member


def _sees_concern(concern: Concern, capacity: Capacity, viewer: Person | None) -> bool:
    if isinstance(viewer, Person):
        is_writer = concern.assisted_by_id == viewer.pk and concern.state == ConcernState.DRAFT
        if concern.author_id == viewer.pk or is_writer:
            return True
    if capacity.is_facilitator:
        return concern.state not in OUT_OF_REACH
    return (
        capacity.is_member and concern.state in PUBLISHED_STATES and concern.readers != Readers.FACILITATION
    )


def _sees_initiative(initiative: Initiative, capacity: Capacity, viewer: Person | None) -> bool:
    if initiative.state != InitiativeState.WITHDRAWN or capacity.is_facilitator:
        return True
    return isinstance(viewer, Person) and initiative.authors.filter(pk=viewer.pk).exists()


def _sees_issue(issue: Issue, capacity: Capacity, viewer: Person | None) -> bool:
    return issue.state != IssueState.PROPOSED or capacity.is_member


def _sees_transmission(transmission: Transmission, capacity: Capacity, viewer: Person | None) -> bool:
    if transmission.state == TransmissionState.PREPARED:
        return capacity.is_member and transmission.dropped_at is None
    return True


def _public(thing: Any, capacity: Capacity, viewer: Person | None) -> bool:
    return True


_BY_NOUN: dict[str, Callable[[Any, Capacity, Person | None], bool]] = {
    "concern": _sees_concern,
    "initiative": _sees_initiative,
    "issue": _sees_issue,
    "transmission": _sees_transmission,
    "rule_change": _public,
    "operating_rule": _public,
    "calendar_event": _public,
}


def sees(noun: str, thing: Any, viewer_capacity: Capacity, viewer: Person | None) -> bool:
    """Whether this person reads this thing."""
    return _BY_NOUN[noun](thing, viewer_capacity, viewer)


def check_sees(noun: str, thing: Any, viewer_capacity: Capacity, viewer: Person | None) -> None:
    """Refused like a missing thing: 404."""
    if not sees(noun, thing, viewer_capacity, viewer):
        raise Missing("missing", NOT_HERE)


def sees_names(capacity: Capacity) -> bool:
    """Borrowed names, quotes and threads stay among the members."""
    return capacity.is_member
