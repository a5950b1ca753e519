"""The text of an issue, written together: each version stays, with why it came."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, Refused
from participation.domain import finding
from participation.domain.queries import issues as queries
from participation.models import Issue, IssueVersion
from participation.rules import issue_writing, short_version

REASON_MAX = 300


def begin(issue: Issue, *, by: Person, now: datetime) -> IssueVersion:
    """The first version, with the issue itself."""
    return IssueVersion.objects.create(issue=issue, number=1, text=issue.text, made_by=by, made_at=now)


def check_may_rewrite(*, by: Person, issue: Issue, now: datetime) -> None:
    """Refused: see `rules.issue_writing`; a paused voice."""
    issue_writing.check_may_write(
        issue,
        people.capacity(by, on=local_day(now)),
        has_concern_in_it=queries.has_concern_in(issue, by),
        is_in_a_vote=queries.is_in_a_vote(issue),
    )
    voices.check_may_write(by, now)


def may_rewrite(*, by: Person, issue: Issue, now: datetime) -> bool:
    try:
        check_may_rewrite(by=by, issue=issue, now=now)
    except Refused:
        return False
    return True


@transaction.atomic
def rewrite(
    *, by: Person, issue: Issue, text: str, reason: str, based_on: int, now: datetime
) -> IssueVersion:
    """Tell it again in « nous »: a new numbered version, the ones before stay. `based_on`: the version that was read.

    Refused: see `check_may_rewrite`; no text, no reason, the same words, a long text that begins long; 409 when
    somebody wrote another version meanwhile.
    """
    held = Issue.objects.select_for_update().get(pk=issue.pk)
    check_may_rewrite(by=by, issue=held, now=now)
    text, reason = words.plain(text), words.plain(reason)[:REASON_MAX]
    if not text:
        raise BadInput("text", _("Write at least one sentence."))
    if not reason:
        raise BadInput("reason", _("Say why in one sentence."))
    short_version.check_begins_short(text)
    latest = held.versions.latest("number")
    issue_writing.check_still_the_last(based_on, latest.number)
    if text == latest.text:
        raise BadInput("text", _("These are the same words. Change them first."))
    version = IssueVersion.objects.create(
        issue=held, number=latest.number + 1, text=text, reason=reason, made_by=by, made_at=now
    )
    held.text = issue.text = text
    held.save(update_fields=["text"])
    finding.keep(held)
    audit.record("issue.rewritten", by=by, subject=held, now=now, number=version.number)
    return version
