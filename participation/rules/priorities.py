"""Who writes what comes first: the Table for the region, each MRC's resource for its MRC. The Espace says what it touches."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, Refused
from participation.rules import commitments, referrals

MOST, LONGEST = 10, 200


def check_may_write(capacity: Capacity, territory_id: int | None) -> None:
    """Refused: anybody but the secretary for the region; anybody but that MRC's own resource for an MRC."""
    if territory_id is None:
        commitments.check_speaks_for_the_table(capacity)
    else:
        referrals.check_speaks_for(capacity, territory_id)


def may_write(capacity: Capacity, territory_id: int | None) -> bool:
    if territory_id is None:
        return capacity.is_secretary
    return referrals.may_speak_for(capacity, territory_id)


def check_lines(lines: Sequence[str]) -> None:
    if not lines:
        raise BadInput("lines_missing", _("Write at least one priority."))
    if len(lines) > MOST:
        raise BadInput("too_many", _("Ten priorities at most."))
    if any(len(line) > LONGEST for line in lines):
        raise BadInput("line_too_long", _("One line is too long. Write 200 characters at most."))
    if len(set(lines)) != len(lines):
        raise BadInput("said_twice", _("The same priority is there twice."))


def check_is_decided(decided_on: date, *, today: date) -> None:
    if decided_on > today:
        raise BadInput("decided_on", _("This day is not here yet."))


def check_may_link(capacity: Capacity) -> None:
    if not may_link(capacity):
        raise Refused("facilitation_links", _("Only facilitation and the CRD officer can do this."))


def may_link(capacity: Capacity) -> bool:
    return capacity.is_facilitator or capacity.is_crd_agent
