"""Who may flag, hide and show again."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import IllegalTransition, Refused
from deliberation.enums import FlagReason
from deliberation.models import Message

# Handled the moment somebody is there: waiting a day could harm.
AT_ONCE = frozenset({FlagReason.DISTRESS, FlagReason.PRIVATE_DATA, FlagReason.THREAT})


def check_may_moderate(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))


def may_moderate(capacity: Capacity) -> bool:
    return capacity.is_facilitator


def check_may_hide(*, message: Message, capacity: Capacity) -> None:
    check_may_moderate(capacity)
    if message.hidden_at is not None:
        raise IllegalTransition("already_hidden", _("This message is already hidden."))
    if message.withdrawn_at is not None:
        raise IllegalTransition("withdrawn", _("The author already took this message back."))


def check_may_show_again(*, message: Message, capacity: Capacity) -> None:
    check_may_moderate(capacity)
    if message.hidden_at is None:
        raise IllegalTransition("not_hidden", _("This message is not hidden."))


def check_may_flag(*, message: Message, person_id: int) -> None:
    """Refused: one's own words, and words that nobody sees any more."""
    if message.author_id == person_id:
        raise Refused("own_message", _("This is your own message. You can take it back."))
    if message.withdrawn_at is not None or (message.hidden_at is not None and not message.hidden_passage):
        raise IllegalTransition("nothing_to_flag", _("Nobody can read this message any more."))


def check_may_withdraw(*, message: Message, person_id: int) -> None:
    if message.author_id != person_id:
        raise Refused("not_the_author", _("Only the author can take a message back."))
    if message.withdrawn_at is not None:
        raise IllegalTransition("withdrawn", _("The author already took this message back."))


def may_withdraw(*, message: Message, person_id: int) -> bool:
    return message.author_id == person_id and message.withdrawn_at is None
