"""What became of what a person said, and what a home shows beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import Person
from common.dates import local_day
from participation.domain.queries import (
    calendar,
    concerns,
    initiatives,
    onward,
    paths,
    timeline,
    transmissions,
)
from participation.domain.queries.waiting import NO_DATE
from participation.enums import ConcernState, InitiativeState, ResponseKind
from participation.models import CalendarEvent, Concern, Initiative, TableResponse, Transmission
from participation.rules import clock_words
from voting.domain.queries import votes
from voting.enums import VoteState
from voting.models import Vote

ENDED = (ConcernState.DRAFT, ConcernState.WITHDRAWN)


ANSWER_IS_NEWS = timedelta(days=30)


@dataclass(frozen=True)
class Said:
    """What became of something a person said: its step, what comes and by when.

    `further`: the issue or the initiative where it goes on, whose step is then the next one.
    """

    thing: Concern | Initiative
    title: str
    path: str
    here: str
    step: timeline.Step
    items: tuple[dict[str, Any], ...]
    moved_on: date
    further: onward.Onward | None = None


def where_it_is(person: Person, now: datetime) -> list[Said]:
    """Concerns and initiatives of this person, the last to move first; drafts and what was taken back left out."""
    things: list[Concern | Initiative] = [
        *concerns.mine(person).exclude(state__in=ENDED),
        *initiatives.of_author(person).exclude(state=InitiativeState.WITHDRAWN),
    ]
    ahead = onward.things_of(thing for thing in things if isinstance(thing, Concern))
    # In one go with what each joined, or became.
    both = timeline.stories([*things, *ahead.values()], now=now, tells_notes=True)
    told, after = both[: len(things)], both[len(things) :]
    further = {
        pk: onward.told(thing, story.step) for (pk, thing), story in zip(ahead.items(), after, strict=True)
    }
    said = [
        _said(thing, story, further.get(thing.pk) if isinstance(thing, Concern) else None)
        for thing, story in zip(things, told, strict=True)
    ]
    return sorted(said, key=lambda one: (one.moved_on, one.thing.pk), reverse=True)


def answered_lately(person: Person, now: datetime) -> list[Transmission]:
    """What the Table answered these last 30 days about this person's words, or about what they reread.

    The last answer first, with its `answered_at` and `plain_words`: one query.
    """
    answers = TableResponse.objects.exclude(kind=ResponseKind.ACKNOWLEDGED).filter(
        transmission_id=OuterRef("pk"), responded_at__gt=now - ANSWER_IS_NEWS, responded_at__lte=now
    )
    last = answers.order_by("-responded_at", "-pk")
    theirs_now = Concern.objects.filter(author=person).exclude(state__in=ENDED)
    theirs = (
        Q(reread_by=person)
        | Q(concern__author=person)
        | Q(initiative_id__in=Initiative.objects.filter(authors=person).values("pk"))
        | Q(initiative_id__in=Initiative.objects.filter(from_concerns__in=theirs_now).values("pk"))
        | Q(issue_id__in=Concern.objects.filter(author=person).values("issue_id"))
    )
    found = Transmission.objects.sent().filter(theirs)
    found = found.annotate(
        answered_at=Subquery(last.values("responded_at")[:1]),
        plain_words=Subquery(last.values("plain_words")[:1]),
    )
    return list(found.filter(answered_at__isnull=False).order_by("-answered_at", "-pk"))


def next_meeting(now: datetime) -> CalendarEvent | None:
    """The Espace's next meeting."""
    return calendar.next_espace_meeting(local_day(now))


def votes_under_way() -> QuerySet[Vote]:
    """Votes announced or open, for anybody, the first to close first, their participation counted."""
    moving = votes.visible_votes().filter(state__in=(VoteState.ANNOUNCED, VoteState.OPEN))
    return moving.order_by("closes_at", "pk")


def answers_past_their_date(now: datetime) -> list[transmissions.Sent]:
    """What the Table has not answered though the date has passed, the oldest date first."""
    passed = (clock_words.LATE, clock_words.PAST_WISHED)
    waiting = [one for one in transmissions.with_clocks(local_day(now)) if one.clock.status in passed]
    return sorted(waiting, key=lambda one: (one.clock.due_on or NO_DATE, one.transmission.pk))


def _said(thing: Concern | Initiative, story: timeline.Story, further: onward.Onward | None) -> Said:
    return Said(
        thing=thing,
        title=thing.title,
        path=paths.path_of(thing),
        here=str(thing.get_state_display()),
        step=further.step if further else story.step,
        further=further,
        items=story.items,
        moved_on=max((item["on"] for item in story.items if item["state"] != "later"), default=date.min),
    )
