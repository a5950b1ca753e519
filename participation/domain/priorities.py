"""Writing what comes first in the region or in an MRC, and saying which priorities an issue touches."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person, Territory
from common import audit, text
from common.dates import local_day
from common.exceptions import BadInput
from participation.domain.commitments import check_public
from participation.domain.queries import priorities as queries
from participation.models import Issue, IssuePriority, Priority, PriorityList
from participation.rules import priorities as rules


@transaction.atomic
def write(
    *, by: Person, territory: Territory | None, lines: str, decided_on: date, source: str, now: datetime
) -> PriorityList:
    """One line a priority; the list before stays. What keeps the same words keeps its issues.

    Refused: whoever does not speak for the Table (the region's) or for that MRC; no line, too many, one twice; a
    day to come; no source; words that let somebody be recognised.
    """
    capacity = people.capacity(by, on=local_day(now))
    rules.check_may_write(capacity, territory.pk if territory else None)
    said, source = checked(lines=lines, decided_on=decided_on, source=source, now=now)
    before = queries.current(territory)
    made = PriorityList.objects.create(
        territory=territory, decided_on=decided_on, source=source, written_by=by, written_at=now
    )
    new = Priority.objects.bulk_create(
        Priority(list=made, position=position, words=words) for position, words in enumerate(said, start=1)
    )
    if before is not None:
        _keep_issues(before.lines, new)
    audit.record("priorities.written", by=by, subject=made, now=now, count=len(said))
    return made


def checked(*, lines: str, decided_on: date, source: str, now: datetime) -> tuple[list[str], str]:
    """The cleaned lines and source. Refused (422) as `write` says, so that a page may ask before it writes."""
    said = [line.strip() for line in text.plain(lines).splitlines() if line.strip()]
    rules.check_lines(said)
    rules.check_is_decided(decided_on, today=local_day(now))
    source = text.plain(source)[:200]
    if not source:
        raise BadInput("source_missing", _("Write where it is written."))
    check_public("lines", "\n".join(said), now=now)
    check_public("source", source, now=now)
    return said, source


def _keep_issues(before: Iterable[Priority], new: Iterable[Priority]) -> None:
    by_words = {one.words: one for one in new}
    kept = IssuePriority.objects.filter(priority__in=list(before)).select_related("priority").order_by("pk")
    IssuePriority.objects.bulk_create(
        IssuePriority(
            issue_id=link.issue_id,
            priority=by_words[link.priority.words],
            linked_by_id=link.linked_by_id,
            linked_at=link.linked_at,
        )
        for link in kept
        if link.priority.words in by_words
    )


@transaction.atomic
def link(*, by: Person, issue: Issue, priorities: Iterable[Priority], now: datetime) -> list[Priority]:
    """Which of the priorities of today this issue touches: exactly these ones.

    Refused: anybody but facilitation and the CRD's officer; a priority that is no longer on a list of today.
    """
    rules.check_may_link(people.capacity(by, on=local_day(now)))
    wanted = list(priorities)
    today = {line.pk for one in queries.current_lists() for line in one.lines}
    if not {one.pk for one in wanted} <= today:
        raise BadInput("priorities", _("Choose an answer from the list."))
    IssuePriority.objects.filter(issue=issue, priority__in=today).exclude(priority__in=wanted).delete()
    IssuePriority.objects.bulk_create(
        (IssuePriority(issue=issue, priority=one, linked_by=by, linked_at=now) for one in wanted),
        ignore_conflicts=True,
    )
    audit.record("issue.priorities", by=by, subject=issue, now=now, count=len(wanted))
    return wanted
