"""Nameless remarks for the minutes, offered to everybody after voting."""

import random
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common import text as plain_text
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.domain import locks
from voting.enums import VoteState
from voting.models import Remark, RollEntry, Vote

REMARK_MAX = 600
RECEIVING = (VoteState.OPEN, VoteState.CLOSED)


@transaction.atomic
def leave_remark(*, by: Person, vote: Vote, text: str, now: datetime) -> None:
    """Keeps the words without name, link nor hour. Refuses who has not voted, and after the result."""
    held = locks.share(vote.pk)
    if not RollEntry.objects.voted().filter(vote=held, person=by).exists():
        raise Refused("not_voted", _("The remark is offered after voting."))
    if held.state not in RECEIVING:
        raise IllegalTransition("minutes_written", _("The result is published. The minutes are written."))
    words = plain_text.plain(text).strip()
    if not words:
        raise BadInput("remark_empty", _("Write at least one sentence."))
    if len(words) > REMARK_MAX:
        raise BadInput("remark_too_long", _("The remark is too long. Write 600 characters at most."))
    Remark.objects.create(vote=held, text=words)


def shuffle(vote: Vote) -> None:
    """Writes the remarks again in a drawn order: their place no longer says when they came."""
    words = list(Remark.objects.filter(vote=vote).values_list("text", flat=True))
    random.SystemRandom().shuffle(words)
    Remark.objects.filter(vote=vote).delete()
    Remark.objects.bulk_create(Remark(vote=vote, text=each) for each in words)


def destroy(vote: Vote) -> None:
    """A vote without quorum is never opened; a remark could tell what somebody chose."""
    Remark.objects.filter(vote=vote).delete()
