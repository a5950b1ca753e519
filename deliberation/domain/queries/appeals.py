"""What may be read again, and what each side of an appeal sees of it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Person, VoicePause
from accounts.rules import voices
from common.exceptions import BadInput, Missing
from deliberation.enums import AppealState, ModerationAct, SubmissionState
from deliberation.models import Appeal, AppealReader, Message, Submission
from deliberation.rules import appeals as rules
from deliberation.rules import moderation
from deliberation.rules.flagging import HIDING_ACTS

MISSING = _("This page is not here.")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Words that were taken out elsewhere than in a thread. Whoever asks says whether they may come back, and puts
    them back: talk does not know where they are.
    """

    words: str
    reason: str
    owner_id: int
    at: datetime
    by: Person | None
    thread_id: int | None
    may_come_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Act:
    """What was done to somebody, whatever it was done to."""

    thing: Message | Submission | VoicePause | Sentence
    owner_id: int
    at: datetime | None
    by: Person | None
    actors: frozenset[int] = field(default=frozenset())
    flaggers: frozenset[int] = field(default=frozenset())
    thread_id: int | None = None
    is_move: bool = False

    def can_be_undone(self, now: datetime) -> bool:
        if isinstance(self.thing, Message):
            is_away = self.thing.moved_to is None or (self.is_move and moderation.is_still_there(self.thing))
            return self.thing.hidden_at is not None and is_away and self.thing.withdrawn_at is None
        if isinstance(self.thing, Submission):
            return self.thing.state == SubmissionState.REFUSED
        if isinstance(self.thing, Sentence):
            return self.thing.may_come_back
        return voices.is_running(self.thing, now)


def act_on(
    *,
    message: Message | None = None,
    submission: Submission | None = None,
    pause: VoicePause | None = None,
    sentence: Sentence | None = None,
) -> Act:
    """The act as it is now, and everybody who had a part in it."""
    if message is not None:
        return _on_message(message)
    if submission is not None:
        return Act(
            thing=submission,
            owner_id=submission.author_id,
            at=submission.read_at,
            by=submission.read_by,
            actors=frozenset(filter(None, [submission.read_by_id])),
            thread_id=submission.thread_id,
        )
    if pause is not None:
        return Act(
            thing=pause,
            owner_id=pause.person_id,
            at=pause.confirmed_at,
            by=pause.asked_by,
            actors=frozenset(filter(None, [pause.asked_by_id, pause.confirmed_by_id])),
        )
    if sentence is not None:
        return Act(
            thing=sentence,
            owner_id=sentence.owner_id,
            at=sentence.at,
            by=sentence.by,
            actors=frozenset([sentence.by.pk] if sentence.by else []),
            thread_id=sentence.thread_id,
        )
    raise BadInput("appeal_of_nothing", _("There is nothing to read again here."))


def act_of(appeal: Appeal) -> Act:
    sentence = None
    if appeal.sentence:
        sentence = Sentence(
            words=appeal.sentence,
            reason=appeal.sentence_reason,
            owner_id=appeal.asked_by_id,
            at=appeal.asked_at,
            by=appeal.acted_by,
            thread_id=appeal.thread_id,
        )
    return act_on(message=appeal.message, submission=appeal.submission, pause=appeal.pause, sentence=sentence)


def already_read(act: Act) -> bool:
    """Asked already: for this hiding of the message, or ever for words not published and for a pause. For a sentence,
    whoever holds it knows.
    """
    if isinstance(act.thing, Sentence):
        return False
    if isinstance(act.thing, Message):
        asked = Appeal.objects.filter(message=act.thing)
        return asked.filter(state=AppealState.HEARD).exists() or asked.filter(asked_at__gte=act.at).exists()
    key = "submission" if isinstance(act.thing, Submission) else "pause"
    return Appeal.objects.filter(**{key: act.thing}).exists()


def seat_of(appeal: Appeal, person: Person) -> AppealReader:
    """The place of somebody among the readers. Missing for anybody else."""
    seat = appeal.readers.seated().filter(person=person).first()
    if seat is None:
        raise Missing("appeal_missing", MISSING)
    return seat


def for_reader(pk: int, person: Person) -> tuple[Appeal, AppealReader]:
    found = (
        Appeal.objects.select_related("message__thread", "submission__thread", "pause").filter(pk=pk).first()
    )
    if found is None:
        raise Missing("appeal_missing", MISSING)
    return found, seat_of(found, person)


@dataclass(frozen=True)
class ToJudge:
    """What a reader weighs: the words or the sentence of the pause, the reason of the act, what the person adds."""

    appeal: Appeal
    words: str
    reason: str
    added: str
    answer_by: datetime


def to_judge(pk: int, person: Person) -> ToJudge:
    """Missing for whoever was not drawn, was replaced or has already answered; refused once it is over."""
    appeal, seat = for_reader(pk, person)
    if seat.opinion:
        raise Missing("appeal_missing", MISSING)
    rules.check_is_heard(appeal.state)
    words, reason = _words_and_reason(appeal)
    return ToJudge(appeal=appeal, words=words, reason=reason, added=appeal.words, answer_by=seat.answer_by)


def _words_and_reason(appeal: Appeal) -> tuple[str, str]:
    if appeal.sentence:
        return appeal.sentence, appeal.get_sentence_reason_display()
    if appeal.message is not None:
        return appeal.message.text, appeal.message.get_hidden_reason_display()
    if appeal.submission is not None:
        return appeal.submission.text, appeal.submission.get_reason_display()
    return (appeal.pause.why, appeal.pause.get_reason_display()) if appeal.pause else ("", "")


def to_read(person: Person) -> list[AppealReader]:
    """The appeals that wait for this person's opinion, the first due first."""
    found = AppealReader.objects.seated().filter(person=person, opinion="", appeal__state=AppealState.HEARD)
    return list(found.select_related("appeal").order_by("answer_by", "pk"))


def of_person(person: Person) -> list[Appeal]:
    return list(Appeal.objects.filter(asked_by=person).order_by("-asked_at", "-pk"))


def being_heard() -> list[Appeal]:
    return list(Appeal.objects.heard().order_by("due_at", "pk"))


def _on_message(message: Message) -> Act:
    last = (
        message.moderation_actions.filter(act__in=HIDING_ACTS | {ModerationAct.MOVE_BACK})
        .select_related("by")
        .order_by("-at", "-pk")
        .first()
    )
    by = last.by if last and not message.hidden_until_read else None
    return Act(
        thing=message,
        owner_id=message.author_id,
        at=message.hidden_at,
        by=by,
        actors=frozenset([by.pk] if by else []),
        flaggers=frozenset(message.flags.values_list("by", flat=True)),
        thread_id=message.thread_id,
        is_move=last is not None and last.act == ModerationAct.MOVE,
    )
