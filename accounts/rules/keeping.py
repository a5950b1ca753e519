"""When a shared computer has been left, and what of a form may be kept for its person."""

from collections.abc import Mapping
from datetime import timedelta

# More than the twenty hours that anybody may need to come back; then it is nobody's business.
KEPT_FOR = timedelta(days=7)
# Where people write. Nothing of a vote, of an account or of the administration is ever kept.
WRITTEN_IN = frozenset({"participation", "deliberation"})
NEVER = frozenset({"csrfmiddlewaretoken", "pin", "nip", "password", "code", "choix", "garde"})
MOST_CHARS = 40_000
# Under this, it is a box that was ticked; over it, words that somebody would have to write again.
WORDS_FROM = 15


def is_left(*, last_seen: float, now: float, minutes: int) -> bool:
    """Nobody asked for a page since `minutes`. A clock put back leaves nobody outside."""
    return now - last_seen > minutes * 60


def what_is_kept(sent: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The answers of a form worth keeping; empty when nothing was written, or far too much."""
    fields = {
        name: [value.replace("\x00", "") for value in values]
        for name, values in sent.items()
        if name not in NEVER and any(values)
    }
    return fields if 0 < sum(len(one) for values in fields.values() for one in values) <= MOST_CHARS else {}


def words_of(fields: Mapping[str, list[str]]) -> list[str]:
    """What the person wrote, for them to read again."""
    return [one for values in fields.values() for one in values if len(one) >= WORDS_FROM and " " in one]
