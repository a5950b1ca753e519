"""Accepted and counted are the same set: casting shares a lock on the vote, closing takes it alone."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from common.exceptions import Missing
from voting.models import Vote

# By hand: Django's `select_for_update` knows FOR UPDATE alone, which would make voters wait for each other. The text is
# ours and fixed, and the number is a parameter.
_READ = "SELECT * FROM voting_vote WHERE id = %s"
# SQLite has one writer: its immediate transaction is the lock.
_SHARED = {"postgresql": f"{_READ} FOR SHARE"}


def share(vote_id: int) -> Vote:
    """The vote as it is until the end of this transaction; voters do not wait for each other."""
    return _found(next(iter(Vote.objects.raw(_SHARED.get(connection.vendor, _READ), [vote_id])), None))


def alone(vote_id: int) -> Vote:
    """The vote, with nobody casting nor changing it until the end of this transaction."""
    return _found(Vote.objects.select_for_update().filter(pk=vote_id).first())


def _found(vote: Vote | None) -> Vote:
    if vote is None:
        raise Missing("vote_missing", _("This vote does not exist."))
    return vote
