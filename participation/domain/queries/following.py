"""A concern found by the number given to its author: its step, never its words."""

import re

from participation.enums import ConcernState, Readers
from participation.models import Concern

NUMBER = re.compile(r"(?:s\s*-?\s*)?(\d{1,9})", re.IGNORECASE)
# What answers like a number that was never given.
NOT_FOLLOWED = (ConcernState.DRAFT, ConcernState.WITHDRAWN, ConcernState.HELPED)


def is_followed(concern: Concern) -> bool:
    """Whether its number shows its step: not what is for facilitation alone, nor what is no longer here."""
    return concern.readers != Readers.FACILITATION and concern.state not in NOT_FOLLOWED


def by_number(typed: str) -> Concern | None:
    """« S-0027 », « s0027 » or « 27 »; None for every number that is not followed."""
    found = NUMBER.fullmatch(typed.strip())
    concern = Concern.objects.filter(pk=int(found[1])).first() if found else None
    return concern if concern is not None and is_followed(concern) else None
