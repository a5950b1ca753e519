"""One person asks, another of another employer does: annulling a vote, opening a sealed sheet."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition
from voting.domain import annulling, locks, scrutiny
from voting.enums import JointActKind, VoteState
from voting.models import JointAct, Trustee, Vote
from voting.rules import joint_acts as joint_rules
from voting.rules import lifecycle
from voting.rules import scrutiny as scrutiny_rules

REASON_MAX = 600


@transaction.atomic
def ask_to_annul(*, by: Person, vote: Vote, reason: str, now: datetime) -> JointAct:
    """Refused: anybody but facilitation, a vote whose result is out, asking twice."""
    joint_rules.check_may_ask(JointActKind.ANNUL, people.capacity(by, on=dates.local_day(now)))
    held = locks.alone(vote.pk)
    lifecycle.check_moves(held.state, VoteState.ANNULLED)
    return _ask(held, JointActKind.ANNUL, by=by, reason=reason, now=now)


@transaction.atomic
def ask_to_open_sheet(*, by: Person, trustee: Trustee, reason: str, now: datetime) -> JointAct:
    """Refused: whoever may not count paper or whose organisation holds another key, before a reminder and its delay,
    asking twice."""
    today = dates.local_day(now)
    held = Trustee.objects.select_related("urn__vote", "scrutineer").get(pk=trustee.pk)
    capacity = people.capacity(by, on=today)
    joint_rules.check_may_ask(JointActKind.SHEET, capacity)
    scrutiny_rules.check_holds_no_other_key(held, capacity)
    scrutiny_rules.check_reminded(held, today)
    return _ask(held.urn.vote, JointActKind.SHEET, by=by, reason=reason, now=now, trustee=held)


def _ask(
    vote: Vote,
    kind: JointActKind,
    *,
    by: Person,
    reason: str,
    now: datetime,
    trustee: Trustee | None = None,
) -> JointAct:
    words = text.plain(reason).strip()
    if not words:
        raise BadInput("reason_missing", _("Write the reason in a few words."))
    if len(words) > REASON_MAX:
        raise BadInput("reason_too_long", _("The reason is too long. Write 600 characters at most."))
    if waiting(vote, kind, trustee) is not None:
        raise IllegalTransition("already_asked", _("Somebody already asked. A second person can do it."))
    act = JointAct.objects.create(
        vote=vote, kind=kind, reason=words, asked_by=by, asked_at=now, trustee=trustee
    )
    audit.record("vote.joint_act_asked", by=by, subject=vote, now=now, act=str(kind))
    return act


def waiting(vote: Vote, kind: JointActKind, trustee: Trustee | None = None) -> JointAct | None:
    """Asked, neither done nor dropped."""
    asked = JointAct.objects.filter(vote=vote, kind=kind, done_at=None, dropped_at=None)
    return asked.filter(trustee=trustee).select_related("asked_by").first()


@transaction.atomic
def annul(*, by: Person, act: JointAct, now: datetime) -> Vote:
    """The second person annuls; the reason is published. Refused: the first person, one employer, a result out."""
    held = _held(act, JointActKind.ANNUL)
    return annulling.annul(
        by=held.asked_by, second=by, vote=held.vote, reason=held.reason, now=now, asked=held
    )


@transaction.atomic
def open_sheet(*, by: Person, act: JointAct, content: bytes, now: datetime) -> Vote:
    """The second person gives the part of the total made with the words of the sealed sheet. Published."""
    held = _held(act, JointActKind.SHEET)
    assert held.trustee is not None
    vote = scrutiny.give_share_of_sheet(
        by=by, second=held.asked_by, trustee=held.trustee, content=content, now=now
    )
    held.done_by, held.done_at = by, now
    held.save(update_fields=["done_by", "done_at"])
    return vote


@transaction.atomic
def drop(*, by: Person, act: JointAct, now: datetime) -> JointAct:
    """Nothing is done: by whoever could have asked for it."""
    joint_rules.check_may_ask(JointActKind(act.kind), people.capacity(by, on=dates.local_day(now)))
    held = _held(act, JointActKind(act.kind))
    held.dropped_at = now
    held.save(update_fields=["dropped_at"])
    audit.record("vote.joint_act_dropped", by=by, subject=held.vote, now=now, act=held.kind)
    return held


def _held(act: JointAct, kind: JointActKind) -> JointAct:
    held = (
        JointAct.objects.select_for_update(of=("self",))
        .select_related("vote", "asked_by", "trustee")
        .get(pk=act.pk)
    )
    if held.kind != kind or held.done_at is not None or held.dropped_at is not None:
        raise IllegalTransition("not_asked", _("Nobody asks for this any more."))
    return held
