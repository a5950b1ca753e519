"""A public thread as it is read outside the members: the words, the MRC, the role; no name, no count, no number of a person."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext as _

from accounts.domain.queries.people import Capacity
from deliberation.domain.queries.messages import ALONE_BY_PATH, ShownMessage
from deliberation.rules import visibility

KNOWN = frozenset(field.name for field in fields(ShownMessage))


def nameless(message: ShownMessage) -> ShownMessage:
    """The same message, saying of its people only what a whole MRC could be."""
    somebody = _("A person of the Espace")
    said: dict[str, Any] = {
        "author_id": 0,
        "author_name": message.role_label or somebody,
        "badge": "",
        "typed_by_id": None,
        "path_line": ALONE_BY_PATH[message.via](),  # type: ignore[index]
        # Who answers whom would be a thread to pull: the quote is enough.
        "reply_to_author": "",
        "quoted_author": "",
        "thanks": 0,
        "me_too": 0,
    }
    return replace(message, **{name: value for name, value in said.items() if name in KNOWN})


def as_read_by(messages: Iterable[ShownMessage], capacity: Capacity) -> list[ShownMessage]:
    """With names for the members, without for everybody else."""
    if visibility.reads_names(capacity):
        return list(messages)
    return [nameless(message) for message in messages]
