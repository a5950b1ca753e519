"""What a thread's page shows beside each message, decided here rather than in the template."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.domain.queries.people import Capacity
from common.dates import day
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries.messages import ShownMessage


@dataclass(frozen=True, kw_only=True)
class Row:
    """One message for one reader; `day` is set on the first message of a day."""

    message: ShownMessage
    day: str
    is_mine: bool
    may_withdraw: bool
    may_hide: bool
    may_show_again: bool


def rows(messages: Iterable[ShownMessage], capacity: Capacity) -> list[Row]:
    made: list[Row] = []
    previous = ""
    for message in messages:
        label = day(message.posted_at)
        is_mine = capacity.person is not None and message.author_id == capacity.person.pk
        is_hidden = message.hidden_at is not None and message.state != message_queries.WITHDRAWN
        is_readable = message.state == message_queries.SHOWN
        made.append(
            Row(
                message=message,
                day=label if label != previous else "",
                is_mine=is_mine,
                may_withdraw=is_mine and message.state != message_queries.WITHDRAWN,
                may_hide=capacity.is_facilitator and is_readable,
                may_show_again=capacity.is_facilitator and is_hidden,
            )
        )
        previous = label
    return made
