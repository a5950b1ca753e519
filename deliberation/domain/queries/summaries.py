"""Facilitation's summaries: the last one is pinned, the former ones stay readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.enums import Role
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.domain.queries.threads import page_of_number
from deliberation.enums import MessageKind
from deliberation.models import Message, Thread
from deliberation.models.message import MessageQuerySet


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """The summary in force and what was said since."""

    message: ShownMessage
    since: int
    next_number: int
    next_page: int
    has_former: bool


def pinned(thread: Thread) -> Pinned | None:
    """The last summary that is readable whole; None when facilitation has not summed up yet. One query."""
    found = list(with_people(_readable(thread)).order_by("-number")[:2])
    if not found:
        return None
    last = found[0]
    return Pinned(
        message=shown(last),
        since=thread.last_number - last.number,
        next_number=last.number + 1,
        next_page=page_of_number(last.number + 1),
        has_former=len(found) > 1,
    )


def every_summary(thread: Thread) -> Sequence[ShownMessage]:
    """The latest first."""
    return [shown(message) for message in with_people(_readable(thread)).order_by("-number")]


def _readable(thread: Thread) -> MessageQuerySet:
    return Message.objects.filter(
        thread=thread,
        kind=MessageKind.SUMMARY,
        author_role=Role.FACILITATOR,
        hidden_at__isnull=True,
        withdrawn_at__isnull=True,
    )
