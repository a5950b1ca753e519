"""What waits to be told, by way and by person; what each person has to read; what was written for them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from accounts.enums import ContactPath
from accounts.models import ContactDetails, Person
from common.dates import local_day
from common.exceptions import Missing
from participation.enums import NoticeKind, NoticeOutcome
from participation.models import HelpedContribution, Notice, NoticeTry, NotMyWords
from participation.rules import notices as rules
from participation.rules import visibility

NEWS_KEPT = timedelta(days=60)
# On the list of workers: who must be found first, then by the trouble it takes.
WAYS = (rules.UNKNOWN, ContactPath.PHONE, ContactPath.POST, ContactPath.MEETING)


@dataclass
class ToTell:
    """One person, the way that works today, and everything to tell them in one go."""

    person: Person
    way: str
    notices: list[Notice] = field(default_factory=list)
    tries: list[NoticeTry] = field(default_factory=list)
    may_leave_message: bool = False

    @property
    def due_on(self) -> date:
        return min(notice.due_on for notice in self.notices)


@dataclass(frozen=True)
class Waiting:
    """How many people wait by each way, how many are late, and since when."""

    people: int
    late: int
    oldest: date | None


def to_tell() -> list[ToTell]:
    """Everybody somebody must speak or write to, those waiting longest first.

    News on a screen or in an e-mail reach people by themselves (`mailing.send_due`). An e-mail that did not leave
    comes back here, and so does everybody's where this installation sends none.
    """
    found: dict[int, ToTell] = {}
    # What waits for the Table is in its own pages: facilitation does not call its seats.
    asked = Notice.objects.waiting().exclude(kind=NoticeKind.TABLE)
    waiting = asked.select_related("person__territory", "concern", "vote").oldest_first()
    ways = _ways({notice.person_id for notice in waiting})
    for notice in waiting:
        way, may_leave_message = ways[notice.person_id]
        if way in (ContactPath.WEB, ContactPath.EMAIL):
            continue
        one = found.setdefault(
            notice.person_id, ToTell(notice.person, way, may_leave_message=may_leave_message)
        )
        one.notices.append(notice)
    for tried in NoticeTry.objects.filter(notice__outcome="").select_related("notice").order_by("-at", "-pk"):
        if tried.notice.person_id in found:
            found[tried.notice.person_id].tries.append(tried)
    return sorted(found.values(), key=lambda one: (one.due_on, one.person.pk))


def unread_on_screen(*, now: datetime) -> int:
    """How many people have news on their screen that they have not opened in time."""
    late = Notice.objects.late(local_day(now)).filter(person__contact_path=ContactPath.WEB)
    late = late.exclude(kind=NoticeKind.TABLE)
    return late.values("person").distinct().count()


def waiting_counts(*, now: datetime) -> Waiting:
    """For the dashboard."""
    found, today = to_tell(), local_day(now)
    return Waiting(
        people=len(found),
        late=sum(1 for one in found if one.due_on < today),
        oldest=min((one.due_on for one in found), default=None),
    )


def of_person(person_pk: int) -> ToTell:
    """What waits for one person. Refused: nothing waits (404)."""
    one = next((one for one in to_tell() if one.person.pk == person_pk), None)
    if one is None:
        raise Missing("missing", visibility.NOT_HERE)
    return one


def posted_lately(*, now: datetime) -> QuerySet[Notice]:
    """Letters that may still come back."""
    since = now - NEWS_KEPT
    found = Notice.objects.filter(outcome=NoticeOutcome.POSTED, delivered_at__gt=since)
    return found.select_related("person").order_by("-delivered_at", "-pk")


def news_of(person: Person, *, now: datetime) -> tuple[list[Notice], list[Notice]]:
    """What this person has not read on screen yet, then what they were told lately, the newest first."""
    mine = Notice.objects.filter(person=person).exclude(outcome=NoticeOutcome.REPLACED)
    mine = mine.select_related("concern", "vote").order_by("-created_at", "-pk")
    fresh = list(mine.filter(outcome=""))
    told = mine.exclude(outcome="").filter(created_at__gt=now - NEWS_KEPT)
    return fresh, list(told[:20])


def unread_count(person: Person) -> int:
    return Notice.objects.filter(person=person, outcome="").count()


def written_for(person: Person) -> list[HelpedContribution]:
    """Everything that was written down for this person, the last first."""
    found = HelpedContribution.objects.filter(person=person)
    found = found.select_related(
        "concern", "message__thread", "submission__message__thread", "written_by", "not_my_words"
    )
    return list(found.order_by("-consented_at", "-pk"))


def written_for_one(pk: int, person: Person) -> HelpedContribution:
    one = next((one for one in written_for(person) if one.pk == pk), None)
    if one is None:
        raise Missing("missing", visibility.NOT_HERE)
    return one


def recorded_by(pk: int, worker: Person) -> HelpedContribution:
    """What this worker recorded; what others did answers like a missing one."""
    found = HelpedContribution.objects.filter(pk=pk, written_by=worker)
    one = found.select_related("person", "concern", "message__thread", "submission").first()
    if one is None:
        raise Missing("missing", visibility.NOT_HERE)
    return one


def not_recognised() -> QuerySet[NotMyWords]:
    """« Ce ne sont pas mes mots », not handled yet, the oldest first."""
    waiting = NotMyWords.objects.filter(handled_at__isnull=True)
    waiting = waiting.select_related("contribution__person", "contribution__written_by")
    return waiting.order_by("said_at", "pk")


def not_recognised_one(pk: int) -> NotMyWords:
    one = NotMyWords.objects.select_related("contribution").filter(pk=pk).first()
    if one is None:
        raise Missing("missing", visibility.NOT_HERE)
    return one


def _ways(people: set[int]) -> dict[int, tuple[str, bool]]:
    """The way that works for each, and whether a message may be left. Details are looked at, never handed out."""
    details = {one.person_id: one for one in ContactDetails.objects.filter(person_id__in=people)}
    failed = _failed_paths(people, details)
    ways = {}
    for person in Person.objects.filter(pk__in=people):
        known = details.get(person.pk)
        reach = rules.Reach(
            path=person.contact_path,
            has_entered=person.has_nip,
            has_phone=bool(known and known.phone),
            has_address=bool(known and known.postal_address),
            has_email=bool(person.email) and settings.CAN_SEND_MAIL,
            failed_path=failed.get(person.pk, ""),
        )
        ways[person.pk] = (rules.way(reach), bool(known and known.may_leave_message))
    return ways


def _failed_paths(people: set[int], details: dict[int, ContactDetails]) -> dict[int, str]:
    """The last way that failed for somebody, unless they changed their details since, or it worked since."""
    ended = Q(outcome__in=[NoticeOutcome.RETURNED, NoticeOutcome.MAIL_FAILED])
    rows = (
        NoticeTry.objects.filter(notice__person_id__in=people)
        .values("notice__person_id", "path")
        .annotate(
            failed_at=Max("at", filter=ended),
            worked_at=Max("at", filter=Q(outcome__in=[NoticeOutcome.POSTED, NoticeOutcome.MAILED])),
        )
        .filter(failed_at__isnull=False)
    )
    failed = {}
    for row in rows:
        known = details.get(row["notice__person_id"])
        since = max(filter(None, (known.changed_at if known else None, row["worked_at"])), default=None)
        if since is None or row["failed_at"] >= since:
            failed[row["notice__person_id"]] = row["path"]
    return failed


def told_since(since: datetime) -> int:
    """How many people were told something since then, whatever the way."""
    return Notice.objects.given().filter(delivered_at__gte=since).values("person").distinct().count()
