"""The shape of one row of what is kept, and the words that several rows share."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Kept:
    """One kind of information, in words."""

    what: Promise
    why: Promise
    seen_by: Promise
    until: Promise
    holds: tuple[str, ...] = ()


STAYS = gettext_lazy("No end date yet. Nothing is deleted by itself.")
STAYS_PUBLIC = gettext_lazy("It stays: it is the memory of the Espace.")
