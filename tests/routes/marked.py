"""Marked words of the Espace of the tests: who may read them, and whether an answer shows them to somebody else."""

from tests.routes import table, world
from tests.routes.answers import text_of

HIDDEN = "xqcache88"
# Marked words → the roles that may read them.
MAY_READ = {
    world.PSEUDONYM: {"author", *table.MEMBERS},
    "xqprive77": {"author", "facilitator"},
    "xqattente55": {"author", "facilitator"},
    "xqbrouillon99": {"author"},
    "xqsoutien66": set(table.STAFF),
    "xqouvert33": set(table.ROLES),
    # Hidden words leave every page but those where facilitation, or a second look, weighs showing them again.
    HIDDEN: set(),
}
# Where hidden words are read again on purpose: by their author who asks for a second look, and by whoever judges.
READ_TO_JUDGE = {
    "author": {"participation:appeal_message"},
    "facilitator": {
        "deliberation-api:flags",
        "deliberation:flagged",
        "deliberation:move",
        "deliberation:queue",
        "participation:appeal",
        "participation-api:second-look",
        "participation:facilitation",
    },
}


# Files that tests of their own read, word by word.
APART = {
    "accounts:quick_exit",
    "api-schema",
    "api-docs",
    "api-group",
    "accounts:card_pdf",
    "participation:meeting_pdf",
    "participation:transmission_pdf",
    "voting:minutes_pdf",
}


def leaks(role: str, name: str, response) -> list[str]:
    """The marked words of this answer that this role may not read."""
    if name in APART:
        return []
    assert response.headers.get("Content-Type") != "application/pdf", name
    text = text_of(response)
    return [
        words
        for words, readers in MAY_READ.items()
        if role not in readers
        and words in text
        and not (words == HIDDEN and name in READ_TO_JUDGE.get(role, ()))
    ]


def read(role: str, name: str, response) -> set[str]:
    """The marked words of this answer that are this role's to read."""
    if name in APART:
        return set()
    text = text_of(response)
    return {words for words, readers in MAY_READ.items() if role in readers and words in text}


def to_read(role: str) -> set[str]:
    """What a role finds somewhere: if it were nowhere, looking for it elsewhere would prove nothing."""
    return {words for words, readers in MAY_READ.items() if role in readers}
