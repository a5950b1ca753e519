"""Who takes a reason or an objection out before a vote, why, and until when it may be put back."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from deliberation.enums import FlagReason
from deliberation.rules import moderation
from participation.models import Objection, Reason
from participation.rules import objections, reasons
from participation.rules.discussed import Subject

Said = Reason | Objection
# Words that hurt or that let somebody be recognised. An opinion that displeases stays.
WHY = (
    FlagReason.THIRD_PERSON,
    FlagReason.PRIVATE_DATA,
    FlagReason.ATTACK,
    FlagReason.HATE,
    FlagReason.THREAT,
)


def subject_of(said: Said) -> Subject:
    """What the vote will be about."""
    found = said.initiative or said.rule_change
    assert found is not None
    return found


def check_before_the_vote(said: Said) -> None:
    """Refused: once the vote is announced, what voters read does not change any more."""
    subject = subject_of(said)
    if isinstance(said, Reason):
        reasons.check_is_open(subject)
    elif not objections.is_time(subject):
        raise IllegalTransition("round_over", _("The round of agreement is not open at this step."))


def is_before_the_vote(said: Said) -> bool:
    try:
        check_before_the_vote(said)
    except Refused:
        return False
    return True


def check_may_take_out(said: Said, capacity: Capacity, *, is_running: bool) -> None:
    """Refused: anybody but facilitation; once announced; what is out already; an objection that is settled."""
    moderation.check_may_moderate(capacity)
    check_before_the_vote(said)
    if is_running:
        raise IllegalTransition("already_out", _("This sentence is already out."))
    if isinstance(said, Objection) and said.state not in objections.ANSWERABLE:
        raise IllegalTransition("objection_settled", _("This objection is already settled."))


def may_take_out(said: Said, capacity: Capacity, *, is_running: bool) -> bool:
    try:
        check_may_take_out(said, capacity, is_running=is_running)
    except Refused:
        return False
    return True


def check_may_put_back(said: Said, capacity: Capacity, *, is_running: bool) -> None:
    """Refused: anybody but facilitation; once announced; what is in its place."""
    moderation.check_may_moderate(capacity)
    check_before_the_vote(said)
    if not is_running:
        raise IllegalTransition("not_out", _("This sentence is in its place."))


def may_put_back(said: Said, capacity: Capacity, *, is_running: bool) -> bool:
    try:
        check_may_put_back(said, capacity, is_running=is_running)
    except Refused:
        return False
    return True


def check_no_other(*, has_one: bool) -> None:
    """Refused: its author has said another objection since."""
    if has_one:
        raise IllegalTransition("objects_again", _("The person has made another objection since."))


def check_why(why: str) -> None:
    if why not in WHY:
        raise BadInput("why", _("Choose a reason from the list."))
