"""Facilitation takes a hurtful or identifying sentence out before a vote, or puts it back."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import Missing, Refused
from deliberation.domain import appeals, moderation, panels
from deliberation.domain.queries.appeals import Sentence
from deliberation.enums import AppealState, ModerationAct
from deliberation.models import Appeal
from deliberation.rules import appeals as appeal_rules
from deliberation.rules.moderation import check_not_own_case
from participation.domain import round_news
from participation.domain.queries import objections as objection_queries
from participation.domain.queries import set_asides as queries
from participation.models import Objection, Reason, SentenceAppeal, SetAside
from participation.models.objection import ObjectionState
from participation.rules import set_asides as rules
from participation.rules import visibility
from participation.rules.set_asides import Said

# The clock may have stopped for a night.
LOOKED_BACK = timedelta(days=2)


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
    is_running = queries.running(held) is not None
    rules.check_may_put_back(held, people.capacity(by, on=local_day(now)), is_running=is_running)
    check_not_own_case(is_own=queries.is_own_case(held, by))
    return _put_back(by=by, held=held, now=now)


def check_may_ask_again(*, by: Person, said: Said) -> SetAside:
    """Refused as in `ask_again`, before words are typed; gives the act that would be read again."""
    made = queries.running(said)
    if queries.author_id(said) != by.pk or made is None:
        raise Missing("missing", visibility.NOT_HERE)
    rules.check_before_the_vote(said)
    appeal_rules.check_not_read_yet(is_asked=SentenceAppeal.objects.filter(set_aside=made).exists())
    return made


@transaction.atomic
def ask_again(*, by: Person, said: Said, text: str, citizens: int, now: datetime) -> Appeal:
    """Its author asks that a sentence taken out be read again, like a hidden message; the readers see no name.

    Refused: anybody else (like a missing sentence); one in its place; once the vote is announced; asked already.
    """
    held = _held(said)
    made = check_may_ask_again(by=by, said=held)
    sentence = Sentence(
        words=held.text,
        reason=made.why,
        owner_id=by.pk,
        at=made.at,
        by=made.by,
        thread_id=rules.subject_of(held).thread_id,
        may_come_back=True,
    )
    appeal = appeals.ask(by=by, sentence=sentence, text=text, citizens=citizens, now=now)
    SentenceAppeal.objects.create(set_aside=made, appeal=appeal)
    return appeal


def apply_second_looks(*, now: datetime) -> None:
    """What the readers decided is done, and the author told. Run after each opinion and by the clock; idempotent."""
    asked = SentenceAppeal.objects.filter(
        appeal__state__in=(AppealState.KEPT, AppealState.UNDONE), appeal__decided_at__gt=now - LOOKED_BACK
    )
    for one in asked.select_related("appeal", "set_aside").order_by("pk"):
        if not _is_settled(one):
            with transaction.atomic():
                _apply(one, now=now)


def _is_settled(asked: SentenceAppeal) -> bool:
    """Its author was told; or they have left, nobody reads it any more, and it was tried once."""
    if round_news.is_second_look_told(asked.set_aside):
        return True
    said = asked.set_aside.reason or asked.set_aside.objection
    assert said is not None
    if Person.objects.present().filter(pk=queries.author_id(said)).exists():
        return False
    is_kept = asked.appeal.state == AppealState.KEPT
    return is_kept or audit.is_recorded("appeal.not_applied", subject=asked.appeal)


def _apply(asked: SentenceAppeal, *, now: datetime) -> None:
    """Put back by the facilitator among those who read. Announced meanwhile, what voters read does not change."""
    said = asked.set_aside.reason or asked.set_aside.objection
    assert said is not None
    held, appeal = _held(said), asked.appeal
    if queries.running(held) is None:
        return
    came = round_news.KEPT
    if appeal.state == AppealState.UNDONE:
        refused = _refusal_to_put_back(appeal, held, now=now)
        if not refused:
            return
        audit.record("appeal.not_applied", by=None, subject=appeal, now=now, code=refused)
        came = round_news.NOT_BACK if rules.is_before_the_vote(held) else round_news.LATE
    round_news.second_look_decided(held, asked.set_aside, came=came, now=now)


def _refusal_to_put_back(appeal: Appeal, held: Said, *, now: datetime) -> str:
    """Its code; empty once it is in its place, which tells its author."""
    signer = panels.who_signs(appeal, now=now)
    if signer is None:
        return "nobody_signs"
    try:
        with transaction.atomic():
            _put_back(by=signer, held=held, now=now)
    except Refused as refusal:
        return refusal.code
    return ""


def _put_back(*, by: Person, held: Said, now: datetime) -> SetAside:
    found = queries.running(held)
    rules.check_may_put_back(held, people.capacity(by, on=local_day(now)), is_running=found is not None)
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
