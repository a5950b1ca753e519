"""The interim urn's ballots. They link a person and a choice openly: the pages say so.

The sealed urn replaces this table without migrating its rows.
"""

from django.db import models

from voting.models.roll import RollEntry
from voting.models.vote import Option


class InterimBallot(models.Model):
    """One ballot per roll entry; no time. A trigger refuses it outside an open vote, for anybody who is not
    a citizen that day, for a barred person and after a paper ballot."""

    roll_entry = models.OneToOneField(RollEntry, on_delete=models.PROTECT, related_name="ballot")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "ballot"
