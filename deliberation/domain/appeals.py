"""A second look: asked by the person concerned, read by citizens drawn by lot and another facilitator."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain import voices
from accounts.models import Person, VoicePause
from common import audit
from common import text as words
from common.exceptions import IllegalTransition, Missing, Refused
from deliberation.domain import moderation, moving, panels, plain_messages, private_words, submissions
from deliberation.domain.queries import appeals as queries
from deliberation.domain.queries.appeals import Sentence
from deliberation.enums import AppealState, ModerationAct, Opinion
from deliberation.models import Appeal, AppealReader, Message, ModerationAction, Submission
from deliberation.rules import appeals as rules


@transaction.atomic
def ask(
    *,
    by: Person,
    message: Message | None = None,
    submission: Submission | None = None,
    pause: VoicePause | None = None,
    sentence: Sentence | None = None,
    text: str = "",
    citizens: int = 2,
    now: datetime,
) -> Appeal:
    """Ask that one act be read again, within 5 days, by `citizens` people drawn by lot and another facilitator.

    `text` is what the person wants the readers to know, if anything. Refused: the words or voice of somebody else;
    nothing left to undo; an act of more than 30 days; what was already read again. A `sentence` is put back, and its
    author told, by whoever asks for it here.
    """
    # As it is now, not as the page saw it.
    for thing in filter(None, (message, submission, pause)):
        thing.refresh_from_db()
    act = queries.act_on(message=message, submission=submission, pause=pause, sentence=sentence)
    rules.check_may_ask(
        is_owner=act.owner_id == by.pk, can_be_undone=act.can_be_undone(now), acted_at=act.at, now=now
    )
    rules.check_not_read_yet(is_asked=queries.already_read(act))
    seed = secrets.token_hex(32)
    appeal = Appeal.objects.create(
        message=message,
        submission=submission,
        pause=pause,
        sentence=sentence.words if sentence else "",
        sentence_reason=sentence.reason if sentence else "",
        thread_id=sentence.thread_id if sentence else None,
        asked_by=by,
        words=words.plain(text)[: rules.MAX_WORDS],
        asked_at=now,
        due_at=now + timedelta(days=rules.DAYS),
        acted_by=act.by,
        citizens_wanted=citizens,
        seed=seed,
        seed_hash=rules.fingerprint(seed),
    )
    panels.fill(appeal, act=act, now=now)
    audit.record("appeal.asked", by=by, subject=appeal, now=now, seed_hash=appeal.seed_hash)
    return appeal


@transaction.atomic
def give_opinion(*, by: Person, appeal: Appeal, opinion: str, now: datetime) -> Appeal:
    """One reader says whether the act was fair; more than half decides, and it is applied at once.

    Refused: whoever was not drawn, or was replaced (like a missing appeal); a second opinion; an appeal that is over.
    """
    locked = _locked(appeal)
    seat = queries.seat_of(locked, by)
    rules.check_is_heard(locked.state)
    if seat.opinion:
        raise IllegalTransition("opinion_given", _("You already gave your opinion."))
    if opinion not in Opinion.values:
        raise Missing("opinion", _("Choose an answer from the list."))
    seat.opinion, seat.opinion_at = opinion, now
    seat.save(update_fields=["opinion", "opinion_at"])
    # The choice of one reader is nobody's to see: the history says that an opinion came, not whose nor which.
    audit.record("appeal.opinion", by=None, subject=locked, now=now)
    return _decide(locked, now=now)


@transaction.atomic
def withdraw(*, by: Person, appeal: Appeal, now: datetime) -> Appeal:
    """The person takes the request back. Refused: anybody else (like a missing appeal); one that is over."""
    locked = _locked(appeal)
    if locked.asked_by_id != by.pk:
        raise Missing("appeal_missing", queries.MISSING)
    rules.check_is_heard(locked.state)
    return _end(locked, AppealState.WITHDRAWN, now=now)


def replace_silent(*, now: datetime) -> list[Appeal]:
    """Whoever has not answered in two days gives their place to the next one drawn. Run by the clock; idempotent."""
    silent = AppealReader.objects.seated().filter(
        opinion="", answer_by__lte=now, appeal__state=AppealState.HEARD, appeal__due_at__gt=now
    )
    done = []
    for pk in silent.order_by().values_list("appeal", flat=True).distinct():
        with transaction.atomic():
            locked = Appeal.objects.select_for_update(of=("self",)).get(pk=pk)
            if locked.state == AppealState.HEARD and panels.replace(
                locked, act=queries.act_of(locked), now=now
            ):
                done.append(_decide(locked, now=now))
    return done


def end_due(*, now: datetime) -> list[Appeal]:
    """After its days, an appeal ends on the opinions given; none, or a tie, undoes the act. Run by the clock; idempotent."""
    done = []
    for pk in (
        Appeal.objects.heard().filter(due_at__lte=now).order_by("due_at", "pk").values_list("pk", flat=True)
    ):
        with transaction.atomic():
            locked = _locked(Appeal(pk=pk))
            if locked.state == AppealState.HEARD:
                opinions = _opinions(locked)
                said = plain_messages.NOBODY_READ if not any(opinions) else None
                outcome = rules.decision_at_the_end(opinions)
                done.append(_apply(locked, outcome, now=now, said=said))
    return done


def _opinions(appeal: Appeal) -> list[str]:
    return list(appeal.readers.seated().values_list("opinion", flat=True))


def _decide(appeal: Appeal, *, now: datetime) -> Appeal:
    outcome = rules.decision(_opinions(appeal))
    return appeal if outcome is None else _apply(appeal, outcome, now=now)


def _apply(appeal: Appeal, outcome: str, *, now: datetime, said: Promise | None = None) -> Appeal:
    """What was decided is done, logged without a name, and told to the person. `said`: other words than the usual."""
    ended = _end(appeal, outcome, now=now)
    is_undone = outcome == AppealState.UNDONE
    if is_undone:
        _undo(ended, now=now)
    act = ModerationAct.APPEAL_UNDONE if is_undone else ModerationAct.APPEAL_KEPT
    target = ended.message or (ended.submission.message if ended.submission else None)
    held = ended.message or ended.submission or ended
    ModerationAction.objects.create(
        thread_id=getattr(held, "thread_id", None), message=target, by=None, act=act, at=now
    )
    if ended.sentence:
        # Facilitation does not learn who wrote it: whoever holds the sentence tells its author.
        return ended
    usual = plain_messages.DECIDED_UNDONE if is_undone else plain_messages.DECIDED_KEPT
    private_words.tell(
        by=panels.who_signs(ended, now=now),
        person=ended.asked_by,
        text=plain_messages.said(said or usual),
        now=now,
    )
    return ended


def _undo(appeal: Appeal, *, now: datetime) -> None:
    """By nobody: the readers decided, or their days are over. What ended by itself meanwhile stays as it is."""
    if not queries.act_of(appeal).can_be_undone(now):
        return
    try:
        with transaction.atomic():
            _undo_one(appeal, now=now)
    except Refused as refusal:
        # A thread closed meanwhile, say: the decision stands, and the history says that nothing moved.
        audit.record("appeal.not_applied", by=None, subject=appeal, now=now, code=refusal.code)


def _undo_one(appeal: Appeal, *, now: datetime) -> None:
    if appeal.message is not None and appeal.message.moved_to_id is not None:
        moving.bring_back(by=None, message=appeal.message, now=now)
    elif appeal.message is not None:
        moderation.show_again(by=None, message=appeal.message, now=now)
    elif appeal.submission is not None:
        submissions.publish(by=None, submission=appeal.submission, now=now)
        appeal.submission.refresh_from_db()
    elif appeal.pause is not None:
        voices.end_pause(by=None, pause=appeal.pause, now=now)


def _end(appeal: Appeal, state: str, *, now: datetime) -> Appeal:
    appeal.state, appeal.decided_at = state, now
    appeal.save(update_fields=["state", "decided_at"])
    # With the seed, anybody who keeps the list of people can do the draw again.
    audit.record("appeal.over", by=None, subject=appeal, now=now, state=str(state), seed=appeal.seed)
    return appeal


def _locked(appeal: Appeal) -> Appeal:
    return (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("asked_by", "acted_by", "message__thread", "submission__thread", "pause__person")
        .get(pk=appeal.pk)
    )
