"""Keeping messages findable: by the words that readers still see, and by no other."""

from common import search
from deliberation.domain.queries.messages import ShownMessage, shown, with_people
from deliberation.models import Message

KIND = "message"
AT_ONCE = 500


def keep(message: ShownMessage) -> None:
    """Called for each new message and each change of one (`fragments.tell`), in the transaction that writes it."""
    if message.text:
        search.keep(KIND, message.pk, message.text)
    else:
        search.forget(KIND, message.pk)


def rebuild() -> int:
    """Read every message again; says how many are found."""
    search.forget_all(KIND)
    messages = with_people(Message.objects.all()).order_by("pk").iterator(chunk_size=AT_ONCE)
    readable = [seen for seen in map(shown, messages) if seen.text]
    for seen in readable:
        keep(seen)
    return len(readable)
