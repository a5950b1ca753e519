"""Who flags a published concern, issue or initiative, why, and what facilitation answers."""

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from deliberation.enums import FlagOutcome, FlagReason
from deliberation.rules.flagging import AT_ONCE
from participation.models import Concern, Initiative, Issue
from participation.rules import visibility

Text = Concern | Issue | Initiative
# An idea is where it is said, and citizens argue as they like.
REASONS = [one for one in FlagReason if one not in (FlagReason.OFF_TOPIC, FlagReason.STEERS)]
OUTCOMES = list(FlagOutcome)


def check_may_flag(text: Text, capacity: Capacity, *, is_own: bool) -> None:
    """Refused: whoever is not a member (like a missing text); what nobody else reads yet; one's own words."""
    if not capacity.is_member or capacity.person is None:
        raise Missing("missing", visibility.NOT_HERE)
    if isinstance(text, Concern) and text.published_at is None:
        raise IllegalTransition("not_published", _("Nobody else reads this text yet."))
    if is_own:
        raise Refused("own_words", _("These are your own words. You can change them or take them back."))


def may_flag(text: Text, capacity: Capacity, *, is_own: bool) -> bool:
    try:
        check_may_flag(text, capacity, is_own=is_own)
    except Refused:
        return False
    return True


def check_reason(reason: str) -> None:
    if reason not in [str(one.value) for one in REASONS]:
        raise BadInput("reason", _("Choose a reason from the list."))


def presses_more(reason: str, *, than: str) -> bool:
    """Distress before what else is read at once, and that before the rest."""
    return _pressing(reason) > _pressing(than)


def _pressing(reason: str) -> int:
    return (reason in AT_ONCE) + (reason == FlagReason.DISTRESS)


def check_outcome(outcome: str) -> None:
    if outcome not in FlagOutcome.values:
        raise BadInput("outcome", _("Choose an answer from the list."))
