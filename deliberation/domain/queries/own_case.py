"""Whether words are a facilitator's own case: then another one judges them."""

import re
from datetime import date, datetime

from django.db.models import Q

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Person, VoicePause
from deliberation.enums import AppealState, SubmissionState
from deliberation.models import Appeal, Message, ModerationAction, Submission
from deliberation.rules import own_case as rules
from deliberation.rules.flagging import HIDING_ACTS

# The words of the facilitator that are compared: the latest in the thread.
MOST_COMPARED = 60


def is_own_case(said: Message | Submission, person: Person, *, on: date) -> bool:
    """Their own words; an answer to them, or a quote; words that name them; words about moderation in a thread where
    they acted; what somebody writes in this thread after they acted upon them; anything from somebody whose voice they
    paused, or who asks that an act of theirs be read again.

    Words about moderation are judged by whoever acted when nobody else of facilitation could judge them that day: a
    word of the language is no shield for an insult.
    Nothing else can be known: see `deliberation.rules.own_case`.
    """
    return _has_part(said, person) or (
        rules.speaks_of_moderation(said.text)
        and _acted_in(said, person)
        and any(
            not _has_part(said, other) and not _acted_in(said, other)
            for other in people.holders(Role.FACILITATOR, on=on).exclude(pk=person.pk)
        )
    )


def _has_part(said: Message | Submission, person: Person) -> bool:
    return (
        person.pk in _answered(said)
        or names(said.text, person)
        or _acted_upon(said, person, _said_at(said))
        or _quotes(said, person)
    )


def _said_at(said: Message | Submission) -> datetime:
    return said.posted_at if isinstance(said, Message) else said.sent_at


def names(text: str, person: Person) -> bool:
    """Whether words name somebody: the first name on the badge, as a whole word."""
    first = re.split(r"[\s(,]", person.display_name.strip(), maxsplit=1)[0]
    return len(first) > 2 and re.search(rf"\b{re.escape(first)}\b", text, re.IGNORECASE) is not None


def _answered(said: Message | Submission) -> set[int]:
    """Who wrote this, and whom it answers, up to the beginning of the talk."""
    found = {said.author_id}
    above = [said.reply_to, said.reply_to.reply_to if said.reply_to else None]
    above.append(said.quoted if isinstance(said, Message) else None)
    return found | {one.author_id for one in above if one is not None}


def _acted_upon(said: Message | Submission, person: Person, at: datetime) -> bool:
    author = said.author_id
    before = ModerationAction.objects.filter(
        by=person, act__in=HIDING_ACTS, thread_id=said.thread_id, message__author_id=author, at__lt=at
    )
    refused = Submission.objects.filter(
        read_by=person,
        state=SubmissionState.REFUSED,
        thread_id=said.thread_id,
        author_id=author,
        read_at__lt=at,
    )
    paused = VoicePause.objects.filter(
        Q(asked_by=person) | Q(confirmed_by=person),
        person_id=author,
        asked_at__lt=at,
        asked_at__gt=at - rules.AFTER_A_PAUSE,
    )
    # Who wrote a sentence outside threads is told to nobody: an appeal about one would tell whoever took it out.
    appeal = Appeal.objects.filter(asked_by_id=author, acted_by=person, state=AppealState.HEARD, sentence="")
    if isinstance(said, Message):
        appeal = appeal.exclude(message_id=said.pk)
    return before.exists() or refused.exists() or paused.exists() or appeal.exists()


def _acted_in(said: Message | Submission, person: Person) -> bool:
    return ModerationAction.objects.filter(
        by=person, act__in=rules.ACTS_ON_TALK, thread_id=said.thread_id, at__lt=_said_at(said)
    ).exists()


def _quotes(said: Message | Submission, person: Person) -> bool:
    runs = rules.runs_of_words(said.text)
    if not runs:
        return False
    theirs = Message.objects.filter(thread_id=said.thread_id, author=person).order_by("-number")
    return any(
        runs & rules.runs_of_words(text) for text in theirs.values_list("text", flat=True)[:MOST_COMPARED]
    )
