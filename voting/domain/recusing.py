"""Stepping back from one vote."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.domain import locks
from voting.enums import VoteState
from voting.models import Recusal, RollEntry, Vote

REASON_MAX = 200
BEFORE_CLOSING = (VoteState.PREPARED, VoteState.ANNOUNCED, VoteState.OPEN)


@transaction.atomic
def declare(*, by: Person, vote: Vote, person: Person, reason: str, now: datetime) -> Recusal:
    """Bars the person from this vote, by themselves alone, with the reason.

    Before the announcement the person is left out of the roll; after it, the entry is barred and nobody is
    added. Refuses anybody else: nobody takes a vote away. Refuses who has already voted, and anything after closing.
    """
    today = dates.local_day(now)
    if by.pk != person.pk:
        raise Refused("own_act_only", _("Only the person steps back, nobody for them."))
    reason = text.plain(reason).strip()
    if not reason:
        raise BadInput("reason_missing", _("Write the reason in a few words."))
    if len(reason) > REASON_MAX:
        raise BadInput("reason_too_long", _("The reason is too long. Write 200 characters at most."))
    held = locks.alone(vote.pk)
    if held.state not in BEFORE_CLOSING or now >= held.closes_at:
        raise IllegalTransition("vote_closed", _("This vote is closed. Nobody steps back any more."))
    if Recusal.objects.filter(vote=held, person=person).exists():
        raise IllegalTransition("already_recused", _("This is already noted."))
    entry = RollEntry.objects.select_for_update().filter(vote=held, person=person).first()
    if entry is None and held.state != VoteState.PREPARED:
        raise BadInput("not_on_roll", _("This person is not on the list of this vote."))
    if entry is not None and entry.voted_on is not None:
        raise IllegalTransition("already_cast", _("The ballot is already in the urn. It stays there."))
    if entry is not None:
        entry.barred_on = today
        entry.save(update_fields=["barred_on"])
    recusal = Recusal.objects.create(vote=held, person=person, reason=reason, declared_on=today)
    audit.record("vote.recusal_declared", by=by, subject=held, now=now)
    return recusal
