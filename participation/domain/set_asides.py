"""Facilitation takes a hurtful or identifying sentence out before a vote, or puts it back."""

from datetime import datetime

from django.db import transaction

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from deliberation.domain import moderation
from deliberation.enums import ModerationAct
from deliberation.rules.moderation import check_not_own_case
from participation.domain import round_news
from participation.domain.queries import objections as objection_queries
from participation.domain.queries import set_asides as queries
from participation.models import Objection, Reason, SetAside
from participation.models.objection import ObjectionState
from participation.rules import set_asides as rules
from participation.rules.set_asides import Said


def check_may_take_out(*, by: Person, said: Said, now: datetime) -> None:
    """Refused as in `take_out`, before a reason is chosen."""
    is_running = queries.running(said) is not None
    rules.check_may_take_out(said, people.capacity(by, on=local_day(now)), is_running=is_running)
    check_not_own_case(is_own=queries.is_own_case(said, by))


@transaction.atomic
def take_out(*, by: Person, said: Said, why: str, now: datetime) -> SetAside:
    """Its words leave every page, its place stays with the reason. Its author is told; the public log says so.

    Nobody learns who wrote it, facilitation neither. Its author may say it in another way. Refused: anybody but
    facilitation; their own case; once the vote is announced; already out; a reason that is not hurt nor privacy.
    """
    held = _held(said)
    check_may_take_out(by=by, said=held, now=now)
    rules.check_why(why)
    made = SetAside.objects.create(
        **queries.key_of(held), why=why, state_before=getattr(held, "state", ""), by=by, at=now
    )
    _move(held, ObjectionState.SET_ASIDE)
    _tell(made, held, act=ModerationAct.SET_ASIDE, by=by, now=now)
    return made


@transaction.atomic
def put_back(*, by: Person, said: Said, now: datetime) -> SetAside:
    """It is in its place again, as it was written. Its author is told; the public log says so.

    Refused: anybody but facilitation; their own case; once the vote is announced; a sentence that is not out; an
    objection whose author has made another one since.
    """
    held = _held(said)
    found = queries.running(held)
    rules.check_may_put_back(held, people.capacity(by, on=local_day(now)), is_running=found is not None)
    check_not_own_case(is_own=queries.is_own_case(held, by))
    assert found is not None
    if isinstance(held, Objection):
        rules.check_no_other(has_one=objection_queries.standing_of(held.author, held.subject))
        _move(held, ObjectionState(found.state_before))
    found.ended_by, found.ended_at = by, now
    found.save(update_fields=["ended_by", "ended_at"])
    _tell(found, held, act=ModerationAct.PUT_BACK, by=by, now=now)
    return found


def _held(said: Said) -> Said:
    """What the vote is about first: an announcement holds it too."""
    subject = rules.subject_of(said)
    type(subject).objects.select_for_update().get(pk=subject.pk)
    if isinstance(said, Reason):
        return Reason.objects.select_related("initiative", "rule_change").get(pk=said.pk)
    found = Objection.objects.select_for_update(of=("self",)).select_related(
        "initiative", "rule_change", "author"
    )
    return found.get(pk=said.pk)


def _move(said: Said, state: ObjectionState) -> None:
    if isinstance(said, Objection):
        said.state = state
        said.save(update_fields=["state"])


def _tell(made: SetAside, said: Said, *, act: ModerationAct, by: Person, now: datetime) -> None:
    moderation.log_sentence(by=by, thread=rules.subject_of(said).thread, act=act, reason=made.why, now=now)
    what = "taken_out" if act == ModerationAct.SET_ASIDE else "put_back"
    audit.record(f"sentence.{what}", by=by, subject=made, now=now, reason=str(made.why))
    round_news.sentence_moved(said, made, now=now)
