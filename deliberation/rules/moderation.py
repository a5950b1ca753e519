"""Who may flag, hide and show again."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common.exceptions import BadInput, IllegalTransition, Refused
from deliberation.enums import Audience, FlagReason
from deliberation.models import Message, Thread
from deliberation.rules.flagging import AT_ONCE, OF_STAFF_ONLY

__all__ = ["AT_ONCE"]
# Said by support, these are what the private reminder is for.
STEERING = frozenset({FlagReason.OFF_TOPIC, FlagReason.STEERS})


def check_may_moderate(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))


def may_moderate(capacity: Capacity) -> bool:
    return capacity.is_facilitator


def check_may_hide(*, message: Message, capacity: Capacity) -> None:
    check_may_moderate(capacity)
    if message.hidden_at is not None and not message.hidden_until_read:
        raise IllegalTransition("already_hidden", _("This message is already hidden."))
    if message.withdrawn_at is not None:
        raise IllegalTransition("withdrawn", _("The author already took this message back."))


def check_may_show_again(*, message: Message, capacity: Capacity) -> None:
    check_may_moderate(capacity)
    if message.hidden_at is None:
        raise IllegalTransition("not_hidden", _("This message is not hidden."))
    if message.moved_to_id is not None:
        raise IllegalTransition("moved", _("This message was moved. Bring it back instead."))


def is_support_speaking(message: Message) -> bool:
    """Words of somebody who helps without voting, and does not facilitate."""
    return message.author_role not in (Role.CITIZEN, Role.FACILITATOR)


def reasons_for(message: Message) -> list[FlagReason]:
    """« Tells people how to vote » is for the words of support: citizens may argue as they like."""
    return [reason for reason in FlagReason if reason not in OF_STAFF_ONLY or is_support_speaking(message)]


def check_reason(reason: str, *, message: Message) -> None:
    if reason not in [str(one.value) for one in reasons_for(message)]:
        raise BadInput("reason", _("Choose a reason from the list."))


def check_not_own_case(*, is_own: bool) -> None:
    """A facilitator does not judge what criticises, answers or names them."""
    if is_own:
        raise Refused("own_case", _("You have a part in this. Another person of facilitation decides."))


def check_may_move(*, message: Message, to: Thread) -> None:
    if message.thread_id == to.pk:
        raise BadInput("same_thread", _("The message is already in this thread."))
    if Audience.STAFF_AND_AUTHOR in (message.thread.audience, to.audience):
        raise Refused("private_thread", _("What is said in private stays where it was said."))
    if to.audience not in readers_kept(message.thread.audience):
        raise Refused("other_readers", _("This thread has other readers. Choose one with the same readers."))


def readers_kept(audience: str) -> tuple[str, ...]:
    """Where a message may go without being read by somebody it was not written for; nowhere, out of a private thread."""
    if audience == Audience.STAFF_AND_AUTHOR:
        return ()
    return (audience, Audience.MEMBERS) if audience == Audience.PUBLIC else (audience,)


def check_was_moved(message: Message) -> None:
    if message.moved_to_id is None:
        raise IllegalTransition("not_moved", _("This message was not moved."))


def is_still_there(message: Message) -> bool:
    """Whether what was moved is still read where it went: then it can come back. Hidden, moved again or taken back
    there, it would come back against that.
    """
    there = message.moved_to
    return (
        there is not None
        and there.moved_to_id is None
        and there.hidden_at is None
        and there.withdrawn_at is None
    )


def check_may_come_back(message: Message) -> None:
    check_was_moved(message)
    if not is_still_there(message):
        raise IllegalTransition("not_there", _("Nobody reads it any more where it was moved."))


def check_may_remind(*, message: Message, is_reminded: bool) -> None:
    if not is_support_speaking(message):
        raise Refused("not_support", _("This reminder is for support only."))
    if is_reminded:
        raise IllegalTransition("already_reminded", _("This person was already reminded, in private."))


def check_reminded_first(message: Message, *, reason: str, is_reminded: bool) -> None:
    """Support that says how to vote is spoken to in private before anybody sees its words hidden."""
    if is_support_speaking(message) and reason in STEERING and not is_reminded:
        raise IllegalTransition("remind_first", _("Send the private reminder first. Then hide it if needed."))


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
