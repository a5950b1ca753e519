"""Annulling a vote: a motivated act of two people, published. A vote whose subject is withdrawn is called off."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from accounts.rules import two_people
from common import audit, dates, text
from common.exceptions import BadInput
from voting.domain import locks
from voting.enums import JointActKind, VoteState
from voting.models import JointAct, Urn, Vote
from voting.rules import acts, lifecycle, timing


@transaction.atomic
def annul(
    *, by: Person, second: Person, vote: Vote, reason: str, now: datetime, asked: JointAct | None = None
) -> Vote:
    """Two people of facilitation, of two employers, end a vote before its result; the reason is public.

    `asked` is what the first of them asked; without it, both act at once. Either way the act of both stays written:
    without it the database refuses. The signatory never touches a vote. A published result stays.
    """
    today = dates.local_day(now)
    first_capacity, second_capacity = people.capacity(by, on=today), people.capacity(second, on=today)
    acts.check_is_facilitator(first_capacity)
    acts.check_is_facilitator(second_capacity)
    two_people.check_two_employers(first_capacity, second_capacity)
    reason = text.plain(reason).strip()
    if not reason:
        raise BadInput("reason_missing", _("Write the reason in a few words."))
    held = locks.alone(vote.pk)
    lifecycle.check_moves(held.state, VoteState.ANNULLED)
    act = asked or JointAct(vote=held, kind=JointActKind.ANNUL, reason=reason, asked_by=by, asked_at=now)
    act.done_by, act.done_at = second, now
    act.save()
    _end(held, reason=reason)
    audit.record("vote.annulled", by=by, subject=held, now=now, second=second.pk)
    vote.refresh_from_db()
    return vote


@transaction.atomic
def call_off(*, by: Person, vote: Vote, reason: str, now: datetime) -> Vote:
    """The announced vote does not take place: `by` withdrew what it was about. The reason is public.

    No page calls this: only the verb that withdraws the subject, in the same transaction (the database looks).
    Refused: a vote that has begun, even when the calendar is late to open it.
    """
    held = locks.alone(vote.pk)
    timing.check_may_call_off(held, now=now)
    held.called_off_at = now
    _end(held, reason=reason)
    audit.record("vote.called_off", by=by, subject=held, now=now)
    vote.refresh_from_db()
    return vote


def _end(held: Vote, *, reason: str) -> None:
    held.state = VoteState.ANNULLED
    held.annulled_reason = reason
    held.save(update_fields=["state", "annulled_reason", "called_off_at"])
    # Nobody opens this urn any more, us included.
    Urn.objects.filter(vote=held).exclude(sealed_secret="").update(sealed_secret="")
