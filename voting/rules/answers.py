"""The answers of a vote that chooses among several."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.exceptions import BadInput

FEWEST, MOST, LONGEST = 2, 20, 120


def check_answers(among: Sequence[str], *, most: int) -> None:
    """From 2 to 20 different short answers, and fewer to choose than there are. Refused: `answers`."""
    words = [answer.strip() for answer in among]
    if not FEWEST <= len(words) <= MOST or not all(words):
        raise BadInput("answers", _("Write from 2 to 20 answers, one per line."))
    if len({answer.casefold() for answer in words}) != len(words):
        raise BadInput("answers", _("Two answers are the same."))
    if any(len(answer) > LONGEST for answer in words):
        raise BadInput("answers", _("An answer is too long. Write 120 characters at most."))
    if not 1 <= most < len(words):
        raise BadInput("most", _("One may choose fewer answers than there are, and one at least."))
