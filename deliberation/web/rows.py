"""What a thread's page shows beside each message, decided here rather than in the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.domain.queries.people import Capacity
from common.dates import day
from deliberation.domain import reactions
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries.messages import ShownMessage
from deliberation.enums import ReactionKind
from deliberation.rules import editing


@dataclass(frozen=True, kw_only=True)
class Row:
    """One message for one reader; `day` is set on the first message of a day."""

    message: ShownMessage
    day: str
    is_mine: bool
    has_thanked: bool
    has_me_too: bool
    may_edit: bool
    is_first_new: bool
    may_withdraw: bool
    may_hide: bool
    may_show_again: bool


def rows(
    messages: Sequence[ShownMessage], capacity: Capacity, *, now: datetime, read_up_to: int | None = None
) -> list[Row]:
    """`read_up_to`: the line « new messages » goes before the next one; None when there is nothing to mark."""
    said = _said(messages, capacity)
    me = capacity.person.pk if capacity.person else None
    made: list[Row] = []
    previous = ""
    for message in messages:
        label = day(message.posted_at)
        is_mine = me is not None and message.author_id == me
        is_typed_by_me = me is not None and message.typed_by_id == me
        is_hidden = message.hidden_at is not None and message.state != message_queries.WITHDRAWN
        is_readable = message.state == message_queries.SHOWN
        made.append(
            Row(
                message=message,
                day=label if label != previous else "",
                is_mine=is_mine,
                has_thanked=(message.pk, ReactionKind.THANKS) in said,
                has_me_too=(message.pk, ReactionKind.ME_TOO) in said,
                may_edit=(is_mine or is_typed_by_me)
                and is_readable
                and now < message.posted_at + editing.EDIT_DELAY,
                is_first_new=read_up_to is not None and message.number == read_up_to + 1,
                may_withdraw=is_mine and message.state != message_queries.WITHDRAWN,
                may_hide=capacity.is_facilitator and is_readable,
                may_show_again=capacity.is_facilitator and is_hidden,
            )
        )
        previous = label
    return made


def _said(messages: Sequence[ShownMessage], capacity: Capacity) -> set[tuple[int, str]]:
    if capacity.person is None:
        return set()
    return reactions.said_by(capacity.person, [message.pk for message in messages])
