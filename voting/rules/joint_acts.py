"""Who may ask for an act of two people, and who may then do it."""

from accounts.domain.queries.people import Capacity
from accounts.rules import two_people
from common.exceptions import Refused
from voting.enums import JointActKind
from voting.models import Trustee
from voting.rules import acts, scrutiny


def check_may_ask(kind: JointActKind, capacity: Capacity) -> None:
    """Facilitation annuls; a sealed sheet is opened by whoever may count paper. Never a citizen nor the signatory."""
    if kind == JointActKind.ANNUL:
        acts.check_is_facilitator(capacity)
    else:
        acts.check_may_count_paper(capacity)


def may_ask(kind: JointActKind, capacity: Capacity) -> bool:
    try:
        check_may_ask(kind, capacity)
    except Refused:
        return False
    return True


def check_may_do(
    kind: JointActKind, *, first: Capacity, second: Capacity, trustee: Trustee | None = None
) -> None:
    """The second person could have asked too, and has another employer than the first."""
    check_may_ask(kind, second)
    if trustee is not None:
        scrutiny.check_holds_no_other_key(trustee, second)
    two_people.check_two_employers(first, second)


def may_do(kind: JointActKind, *, first: Capacity, second: Capacity, trustee: Trustee | None = None) -> bool:
    try:
        check_may_do(kind, first=first, second=second, trustee=trustee)
    except Refused:
        return False
    return True
