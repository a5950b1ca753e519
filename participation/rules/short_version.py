"""A long text for everybody begins with a short one: it is what is read first, and read aloud."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput
from common.plain_words import sentences, words

# Words. Below LONG, the whole text is short enough to be its own short version.
LONG = 60
SHORTEST_READ = 25


def check_begins_short(text: str) -> None:
    """Refused: a long text whose first sentence has more than 25 words."""
    if len(words(text)) > LONG and len(words(first_sentence(text))) > SHORTEST_READ:
        raise BadInput(
            "begins_long",
            _("Your text is long. Its first sentence, 25 words at most, says the main thing."),
        )


def first_sentence(text: str) -> str:
    return next((one for line in text.splitlines() for one in sentences(line)), "")
