"""Saying a concern: begun as a draft, sent, published, and taken back whenever its author wants."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.enums import Via
from accounts.models import Person, Territory
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from deliberation.rules import distress
from participation.domain import concern_threads, finding, help_offers, referrals, stages
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, GroupingAnswer, Readers, Theme
from participation.models import Concern, Grouping
from participation.rules import reading_hours, speaking, starting_again, wording

TEXT_FIELDS = ("title", "text", "content_note")
CHOICES = {"theme": Theme, "readers": Readers}
FIELDS = frozenset({*TEXT_FIELDS, *CHOICES, "territory", "has_no_fixed_place"})
NOT_SENT_YET = frozenset({ConcernState.DISCUSSED, ConcernState.GROUPED, ConcernState.BECAME_INITIATIVE})
# Once others have read the words, only these may still change.
LATE_FIELDS = frozenset({"readers", "content_note"})


@transaction.atomic
def start(
    *,
    by: Person,
    now: datetime,
    via: str = Via.WEB,
    assisted_by: Person | None = None,
    author: Person | None = None,
) -> Concern:
    """A draft. When `by` is not the author, `by` writes the author's words down and the help is shown.

    Refused: an author who is not a citizen; a writer who is neither the author nor somebody who helps.
    """
    author = author or by
    today = local_day(now)
    speaking.check_may_speak(people.capacity(author, on=today))
    if by != author:
        speaking.check_may_write_for(people.capacity(by, on=today))
        assisted_by = assisted_by or by
    if assisted_by is not None:
        speaking.check_may_write_for(people.capacity(assisted_by, on=today))
    concern = Concern.objects.create(
        author=author, via=via, assisted_by=assisted_by, territory=author.territory, created_at=now
    )
    stages.begin(concern, by=by, now=now)
    return concern


@transaction.atomic
def begin(*, by: Person, text: str, now: datetime) -> Concern:
    """A draft with its first words: no empty draft is left when they are refused."""
    return write(by=by, concern=start(by=by, now=now), text=text, now=now)


def may_change_readers(concern: Concern) -> bool:
    """Until it is sent: to facilitation when it is a draft, to the Table afterwards."""
    if concern.state in NOT_SENT_YET:
        return not _stays_apart(concern)
    return concern.state in concern_threads.UNREAD_STATES


def _stays_apart(concern: Concern) -> bool:
    """Opened again after help, while no member was ever let read it: its author shows it to nobody else alone."""
    return concern.published_at is None and concern.readers == Readers.FACILITATION


def check_may_change_readers(concern: Concern) -> None:
    if concern.state in NOT_SENT_YET and _stays_apart(concern):
        raise IllegalTransition(
            "never_published", _("Only facilitation read it. To show it to others, say it in a new text.")
        )
    if not may_change_readers(concern):
        raise IllegalTransition(
            "readers_stay", _("It is too late to change who reads it: it has left or is over.")
        )


@transaction.atomic
def write(*, by: Person, concern: Concern, now: datetime, **answers: Any) -> Concern:
    """Keep some answers: title, text, theme, territory, has_no_fixed_place, readers, content_note.

    Refused: somebody else's words; words that others have already read (who reads them may still be changed);
    showing to others what facilitation never let them read.
    """
    _check_writes(by, concern)
    unknown = set(answers) - FIELDS
    if unknown:
        raise BadInput("unknown_answer", _("This answer has no question."))
    if set(answers) != {"readers"} and concern.state not in concern_threads.UNREAD_STATES:
        is_late_answer = concern.state in NOT_SENT_YET and set(answers) <= LATE_FIELDS
        if not is_late_answer:
            raise IllegalTransition("already_read", _("Others have read these words: they stay as they are."))
    if "readers" in answers:
        check_may_change_readers(concern)
    for name, answer in answers.items():
        setattr(concern, name, _cleaned(name, answer))
    if "text" in answers:
        concern.html = words.to_html(concern.text)
    concern.save(update_fields=[*answers, "html"])
    finding.keep(concern)
    is_private = concern.readers == Readers.FACILITATION and concern.state != ConcernState.DRAFT
    if "readers" in answers and (concern.thread_id or is_private):
        concern_threads.open_for(concern, now=now, hidden_since=concern.created_at)
    audit.record("concern.written", by=by, subject=concern, now=now, fields=sorted(answers))
    return concern


@transaction.atomic
def submit(*, by: Person, concern: Concern, now: datetime) -> Concern:
    """Send the draft; published at once when the rule says so, else read by `read_by_at`.

    Refused: less than a sentence; an author who is not a citizen any more; somebody else's draft; a paused voice,
    unless only facilitation will read it.
    """
    _check_writes(by, concern)
    speaking.check_may_speak(people.capacity(concern.author, on=local_day(now)))
    wording.check_text(concern.text)
    if concern.readers != Readers.FACILITATION:
        voices.check_may_write(concern.author, now)
    book = rule_queries.rule_book(now)
    fields: dict[str, Any] = {
        "title": concern.title or wording.title_from(concern.text),
        "theme": concern.theme or Theme.OTHER,
        "html": words.to_html(concern.text),
        "submitted_at": now,
        # Words that say danger are read first: due at once.
        "read_by_at": now
        if distress.rings(concern.text)
        else reading_hours.read_by(now, hours=book.moderation_delay_hours, open_hours=book.fil_hours),
    }
    # Whoever helps sends it for the author, under the author's name, and the help is shown.
    stages.move(concern, to=ConcernState.SUBMITTED, by=by, now=now, who={"author"}, **fields)
    if concern.readers == Readers.FACILITATION:
        concern_threads.open_for(concern, now=now)
    elif is_published_at_once(concern, book.moderation_mode):
        _publish(concern, by=None, now=now)
    return concern


@transaction.atomic
def say(*, by: Person, now: datetime, **answers: Any) -> Concern:
    """Begin, write and send in one go: nothing is kept when one of the three is refused."""
    concern = start(by=by, now=now)
    write(by=by, concern=concern, now=now, **answers)
    return submit(by=by, concern=concern, now=now)


@transaction.atomic
def publish(*, by: Person | None, concern: Concern, now: datetime) -> Concern:
    """Facilitation lets the members read it; after a call, this says that its author agreed.

    Refused: a word its author keeps between facilitation and themself.
    """
    if concern.readers == Readers.FACILITATION:
        raise Refused("private_word", _("Its author wrote this for facilitation only."))
    return _publish(concern, by=by, now=now)


@transaction.atomic
def hold(*, by: Person, concern: Concern, reason: str, now: datetime) -> Concern:
    """Facilitation calls the person first: danger, a third person, private data. Nobody else reads it meanwhile."""
    reason = words.plain(reason)[:200]
    if not reason:
        raise BadInput("reason", _("Write why, in a few words."))
    stages.move(concern, to=ConcernState.CHECKING, by=by, now=now, check_reason=reason)
    concern_threads.follow(concern)
    return concern


@transaction.atomic
def offer_help(*, by: Person, concern: Concern, now: datetime) -> Concern:
    """Personal help, because the person asked for it: never a way to silence a word. Somebody now has it to give."""
    stages.move(concern, to=ConcernState.HELPED, by=by, now=now)
    help_offers.note_asked(by=by, concern=concern, now=now)
    concern_threads.follow(concern)
    return concern


@transaction.atomic
def withdraw(*, by: Person, concern: Concern, now: datetime) -> Concern:
    """Its author takes it back, at any time before it goes to the Table. It leaves its issue; nobody reads it.

    Refused: while an initiative that came from it goes on.
    """
    _check_is_left_alone(concern)
    stages.move(concern, to=ConcernState.WITHDRAWN, by=by, now=now, issue=None)
    Grouping.objects.filter(concern=concern).update(answer=GroupingAnswer.DECLINED, answered_at=now)
    concern_threads.follow(concern)
    return concern


@transaction.atomic
def close(*, by: Person, concern: Concern, now: datetime, word: str = "") -> Concern:
    """Facilitation ends it with a word to its author (what became of it). What was set apart for help stays apart.

    Refused: without that word.
    """
    word = words.plain(word)[:300]
    if not word:
        raise BadInput("word", _("First write to the author what became of it."))
    apart: dict[str, Any] = {"readers": Readers.FACILITATION} if concern.state == ConcernState.HELPED else {}
    stages.move(concern, to=ConcernState.CLOSED, by=by, now=now, note=word, **apart)
    concern_threads.follow(concern)
    return concern


@transaction.atomic
def reopen(*, by: Person, concern: Concern, now: datetime) -> Concern:
    """It starts again: its author opens it once more, out of any issue; a new issue or initiative may take it.

    Refused: while an initiative that came from it goes on.
    """
    _check_is_left_alone(concern)
    stages.move(concern, to=ConcernState.DISCUSSED, by=by, now=now, issue=None)
    joined = Grouping.objects.filter(concern=concern, answer=GroupingAnswer.ACCEPTED)
    joined.update(answer=GroupingAnswer.DECLINED, answered_at=now)
    concern_threads.open_for(concern, now=now)
    return concern


@transaction.atomic
def refer(
    *,
    by: Person,
    concern: Concern,
    territory: Territory,
    plain_reason: str,
    accord_on: date | None,
    now: datetime,
) -> Concern:
    """Send it to one MRC's concertation, because its author agreed that day."""
    referrals.refer(
        by=by, thing=concern, territory=territory, plain_reason=plain_reason, accord_on=accord_on, now=now
    )
    return concern


def _publish(concern: Concern, *, by: Person | None, now: datetime) -> Concern:
    is_called = concern.state == ConcernState.CHECKING
    fields: dict[str, Any] = {"published_at": concern.published_at or now}
    if is_called:
        fields["check_reason"] = ""
    note = _("The person agreed.") if is_called else ""
    stages.move(concern, to=ConcernState.DISCUSSED, by=by, now=now, note=note, **fields)
    concern_threads.open_for(concern, now=now)
    return concern


def is_published_at_once(concern: Concern, mode: str) -> bool:
    """Whether the rule lets members read it as soon as it is sent."""
    if mode == "avant" or concern.readers == Readers.FACILITATION:
        return False
    if mode == "premier_message":
        return Concern.objects.filter(author=concern.author, published_at__isnull=False).exists()
    return True


def _check_is_left_alone(concern: Concern) -> None:
    came_of_it = concern.initiatives.order_by("pk").values_list("state", flat=True)
    starting_again.check_is_left_alone(concern, came_of_it=came_of_it)


def _check_writes(by: Person, concern: Concern) -> None:
    is_helper = concern.assisted_by_id == by.pk and concern.state == ConcernState.DRAFT
    if concern.author_id != by.pk and not is_helper:
        raise Missing("concern_missing", _("This concern is not here."))


def _cleaned(name: str, answer: Any) -> Any:
    if name in CHOICES:
        if answer not in CHOICES[name].values:
            raise BadInput(name, _("Choose one of the answers."))
        return answer
    if name not in TEXT_FIELDS:
        return answer
    text = words.plain(answer or "")
    if name == "title":
        wording.check_title(text)
    if name == "text":
        wording.check_length(text)
    return text[:120] if name == "content_note" else text
