"""Telling people things: one notice each, given by the path they chose, each try written down."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.enums import ContactPath
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from participation.enums import DELIVERED, NoticeKind, NoticeOutcome
from participation.models import Concern, Notice, NoticeTry
from participation.rules import notices as rules
from voting.models import Vote

# What a worker may note of a try, and by which way it was made; None: the person's own.
NOTED = {
    NoticeOutcome.TOLD: (ContactPath.PHONE, ContactPath.MEETING),
    NoticeOutcome.NO_ANSWER: (ContactPath.PHONE,),
    NoticeOutcome.MESSAGE_LEFT: (ContactPath.PHONE,),
    NoticeOutcome.POSTED: (ContactPath.POST,),
    NoticeOutcome.RETURNED: (ContactPath.POST,),
}


@transaction.atomic
def tell(
    *,
    people_to_tell: Iterable[int],
    kind: NoticeKind,
    event: str,
    title: str,
    now: datetime,
    by: Person | None = None,
    due_on: date | None = None,
    state: str = "",
    words: str = "",
    link: str = "",
    is_own: bool = True,
    concern: Concern | None = None,
    vote: Vote | None = None,
) -> int:
    """One notice for each of these people (primary keys); how many were asked for. Twice is once.

    `event` names what happened: « concern:4:repondue ». Whoever acted (`by`) and who has left are told nothing.
    `words` and `title`: only what each of these people may read. `due_on`: 7 days from now when not given.
    Called inside a verb that is already checked and audited.
    """
    wanted = set(people_to_tell) - {by.pk if by else None}
    present = Person.objects.present().filter(pk__in=wanted).values_list("pk", flat=True)
    rows = [
        Notice(
            person_id=pk,
            kind=kind,
            event=event,
            state=state,
            title=title[:200],
            words=words,
            link=link,
            is_own=is_own,
            concern=concern,
            vote=vote,
            created_at=now,
            due_on=due_on or rules.due_on(local_day(now)),
        )
        for pk in sorted(present)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def is_told(event: str) -> bool:
    """Whether somebody was already told this event: what runs at each tick asks before it writes."""
    return Notice.objects.filter(event=event).exists()


@transaction.atomic
def replace(
    *,
    concern: Concern | None = None,
    vote: Vote | None = None,
    event: str = "",
    to: Collection[int] | None = None,
) -> int:
    """What nobody was told yet of one of these is no longer to be told: taken back, answered, or followed by more.

    `to`: these people alone (primary keys).
    """
    about: dict[str, Any] = {"concern": concern, "vote": vote, "event": event}
    given = {name: thing for name, thing in about.items() if thing}
    if len(given) != 1:
        raise ValueError("replace() needs exactly one thing")
    waiting = Notice.objects.filter(outcome="", **given)
    if to is not None:
        waiting = waiting.filter(person_id__in=to)
    return waiting.update(outcome=NoticeOutcome.REPLACED)


def replace_each_time(event: str) -> int:
    """The same, for what happens again: « objection:4:texte:20260901… », whenever it was."""
    return _each_time(event).filter(outcome="").update(outcome=NoticeOutcome.REPLACED)


def wait_again(event: str) -> int:
    """What was replaced the last time is true again: those who had not been told of it wait again."""
    last = _each_time(event).order_by("pk").last()
    found = Notice.objects.filter(event=last.event if last else event, outcome=NoticeOutcome.REPLACED)
    return found.update(outcome="")


def _each_time(event: str) -> QuerySet[Notice]:
    return Notice.objects.filter(Q(event=event) | Q(event__startswith=f"{event}:"))


def replace_others(*, kind: NoticeKind, still_true: Collection[str]) -> int:
    """Those of a kind that nobody was told yet and that are not true any more."""
    waiting = Notice.objects.filter(kind=kind, outcome="").exclude(event__in=still_true)
    return waiting.update(outcome=NoticeOutcome.REPLACED)


def forget_past_meetings(today: date) -> int:
    """A meeting that is over is no longer to be told."""
    over = Notice.objects.filter(kind=NoticeKind.MEETING, outcome="", state__lt=today.isoformat())
    return over.update(outcome=NoticeOutcome.REPLACED)


@transaction.atomic
def read(*, by: Person, pks: Iterable[int], now: datetime) -> int:
    """The person has read these news of theirs on screen; how many were new. Somebody else's are left alone."""
    waiting = _held(Notice.objects.filter(person=by, pk__in=list(pks), outcome=""))
    _give(waiting, outcome=NoticeOutcome.SEEN, path=ContactPath.WEB, by=by, now=now)
    return len(waiting)


@transaction.atomic
def note(
    *, by: Person, person: Person, pks: Iterable[int], outcome: str, now: datetime, path: str = ""
) -> list[Notice]:
    """A worker writes what came of one call, letter or meeting, for several notices of one person at once.

    « Told » and « posted » give them; « nobody answered » and « a message was left » leave them waiting; « the letter
    came back » makes posted ones wait again. Each try is kept, with who made it.
    Refused: neither facilitation nor support; an unknown outcome; no notice of this person in that state (409).
    """
    rules.check_may_tell(people.capacity(by, on=local_day(now)))
    paths = NOTED.get(NoticeOutcome(outcome)) if outcome in NoticeOutcome.values else None
    if paths is None:
        raise BadInput("outcome", _("Choose what came of it."))
    path = path if path in paths else paths[0]
    expected = NoticeOutcome.POSTED if outcome == NoticeOutcome.RETURNED else ""
    held = _held(Notice.objects.filter(person=person, pk__in=list(pks), outcome=expected))
    if not held:
        raise IllegalTransition("already_told", _("This is already noted. Load the list again."))
    if outcome in DELIVERED:
        _give(held, outcome=outcome, path=path, by=by, now=now)
    else:
        if outcome == NoticeOutcome.RETURNED:
            _wait_again(held)
        _try(held, outcome=outcome, path=path, by=by, now=now)
    audit.record("notice.noted", by=by, subject=person, now=now, outcome=str(outcome), count=len(held))
    return held


@transaction.atomic
def mailed(*, pks: Iterable[int], is_sent: bool, now: datetime) -> None:
    """What came of one e-mail. A failed one falls back on the call list, or on « we cannot reach them »."""
    held = _held(Notice.objects.filter(pk__in=list(pks), outcome=""))
    if is_sent:
        _give(held, outcome=NoticeOutcome.MAILED, path=ContactPath.EMAIL, by=None, now=now)
    else:
        _try(held, outcome=NoticeOutcome.MAIL_FAILED, path=ContactPath.EMAIL, by=None, now=now)


def _held(found: QuerySet[Notice]) -> list[Notice]:
    return list(found.select_for_update(of=("self",)).order_by("pk"))


def _give(held: list[Notice], *, outcome: str, path: str, by: Person | None, now: datetime) -> None:
    Notice.objects.filter(pk__in=[one.pk for one in held]).update(
        outcome=outcome, path=path, delivered_at=now, delivered_by=by
    )
    _try(held, outcome=outcome, path=path, by=by, now=now)


def _wait_again(held: list[Notice]) -> None:
    Notice.objects.filter(pk__in=[one.pk for one in held]).update(
        outcome="", path="", delivered_at=None, delivered_by=None
    )


def _try(held: list[Notice], *, outcome: str, path: str, by: Person | None, now: datetime) -> None:
    NoticeTry.objects.bulk_create(
        [NoticeTry(notice=one, outcome=outcome, path=path, by=by, at=now) for one in held]
    )
