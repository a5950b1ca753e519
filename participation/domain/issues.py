"""From « je » to « nous »: facilitation proposes to join concerns, their authors say yes or no."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person, Territory
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from deliberation.domain import threads
from participation.domain import issue_versions, stages, talk, telling
from participation.domain.commitments import check_public
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, GroupingAnswer, IssueState, Theme
from participation.models import Concern, Consultation, Grouping, Issue
from participation.rules import grouping as grouping_rules
from participation.rules import lifecycles, short_version, speaking

TITLE_MAX = 160
NOT_HERE = _("This is not here.")


@transaction.atomic
def propose(
    *,
    by: Person,
    title: str,
    theme: str,
    text: str,
    territories: Iterable[Territory],
    concerns: Iterable[Concern],
    now: datetime,
) -> Issue:
    """An issue to be, and one question to the author of each concern. Facilitation only.

    Refused: fewer concerns than `issue_min_concerns`; a concern that cannot join; no title or theme; a long text
    that does not begin short.
    """
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    chosen = list(concerns)
    minimum = rule_queries.value("issue_min_concerns", at=now)
    if len(chosen) < minimum:
        raise BadInput("concerns", _("An issue needs at least %(count)d concerns.") % {"count": minimum})
    if theme not in Theme.values:
        raise BadInput("theme", _("Choose one of the answers."))
    text = words.plain(text)
    short_version.check_begins_short(text)
    issue = Issue.objects.create(title=_title(title), theme=theme, text=text, proposed_by=by, proposed_at=now)
    issue.territories.set(territories)
    stages.begin(issue, by=by, now=now)
    issue_versions.begin(issue, by=by, now=now)
    for concern in chosen:
        propose_grouping(by=by, issue=issue, concern=concern, now=now)
    return issue


@transaction.atomic
def propose_grouping(*, by: Person, issue: Issue, concern: Concern, now: datetime) -> Grouping:
    """Ask one author. Refused: a second question after « no »; a concern that cannot join."""
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    if issue.state not in {IssueState.PROPOSED, IssueState.SHARED}:
        raise IllegalTransition("issue_sent", _("This issue has already left: nothing joins it any more."))
    grouping_rules.check_may_join(concern)
    try:
        with transaction.atomic():
            asked = Grouping.objects.create(issue=issue, concern=concern, proposed_by=by, proposed_at=now)
    except IntegrityError as error:
        raise IllegalTransition("already_asked", _("The author was already asked.")) from error
    audit.record("grouping.proposed", by=by, subject=asked, now=now)
    telling.grouping_asked(asked, now=now)
    return asked


@transaction.atomic
def answer_grouping(*, by: Person, grouping: Grouping, accepts: bool, now: datetime) -> Grouping:
    """The author says yes or no, or facilitation notes what they said by phone. A shared issue is joined at once.

    Refused: anybody else (404); a concern that has joined (leave the group instead) or is gone.
    """
    is_author = grouping.concern.author_id == by.pk
    if not is_author and not people.capacity(by, on=local_day(now)).is_facilitator:
        raise Missing("missing", NOT_HERE)
    concern = Concern.objects.get(pk=grouping.concern_id)
    grouping_rules.check_may_join(concern)
    grouping.answer = GroupingAnswer.ACCEPTED if accepts else GroupingAnswer.DECLINED
    grouping.answered_at = now
    grouping.save(update_fields=["answer", "answered_at"])
    audit.record("grouping.answered", by=by, subject=grouping, now=now, accepts=accepts)
    telling.grouping_answered(grouping)
    if accepts and grouping.issue.state == IssueState.SHARED:
        _join(concern, grouping.issue, by=grouping.proposed_by, now=now)
    return grouping


@transaction.atomic
def share(*, by: Person, issue: Issue, now: datetime) -> Issue:
    """The Espace makes it its own: the concerns whose author did not decline join it, and a thread opens.

    Refused: an author still has time to answer; fewer concerns than `issue_min_concerns`.
    """
    groupings = list(issue.groupings.select_related("concern").order_by("pk"))
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    grouping_rules.check_may_share(
        groupings, minimum=rule_queries.value("issue_min_concerns", at=now), now=now
    )
    stages.move(issue, to=IssueState.SHARED, by=by, now=now, shared_at=now)
    for grouping in grouping_rules.joining(groupings):
        _join(grouping.concern, issue, by=by, now=now)
    issue.thread = threads.open_thread(
        by=by, title=issue.title, back_path=f"/enjeux/{issue.pk}/", now=now, **talk.rules_of_talk(now)
    )
    issue.save(update_fields=["thread"])
    return issue


@transaction.atomic
def leave_group(*, by: Person, concern: Concern, now: datetime) -> Concern:
    """Its author takes it out of the issue: it goes on being discussed alone."""
    grouping_rules.check_may_leave(concern)
    joined = concern.issue
    stages.move(concern, to=ConcernState.DISCUSSED, by=by, now=now, issue=None)
    if joined is not None:
        joined.groupings.filter(concern=concern).update(answer=GroupingAnswer.DECLINED, answered_at=now)
    return concern


@transaction.atomic
def close(*, by: Person, issue: Issue, now: datetime, word: str = "") -> Issue:
    """Facilitation ends it with a word that everybody reads.

    Refused: anybody else; without that word, or one that names somebody; what the Table asked and waits for; an issue
    that is not shared, or that the Table has not answered yet.
    """
    check_may_close(by=by, issue=issue, now=now)
    stages.move(issue, to=IssueState.CLOSED, by=by, now=now, note=checked_word(word, now=now))
    return issue


def check_may_close(*, by: Person, issue: Issue, now: datetime) -> None:
    """Refused as `close` says, but for the word."""
    capacity = people.capacity(by, on=local_day(now))
    speaking.check_may_facilitate(capacity)
    if Consultation.objects.waiting().filter(issue=issue).exists():
        raise IllegalTransition(
            "asked_by_the_table", _("The Table asked this. Answer it, or say no with the reason.")
        )
    lifecycles.check_move("issue", issue.state, IssueState.CLOSED, frozenset({"facilitator"}))


def may_close(*, by: Person, issue: Issue, now: datetime) -> bool:
    try:
        check_may_close(by=by, issue=issue, now=now)
    except Refused:
        return False
    return True


def checked_word(word: str, *, now: datetime) -> str:
    """The cleaned word. Refused (422): none, or one that lets somebody be recognised."""
    word = words.plain(word)[:300]
    if not word:
        raise BadInput("word", _("First write what became of it."))
    check_public("word", word, now=now)
    return word


def _join(concern: Concern, issue: Issue, *, by: Person, now: datetime) -> None:
    if concern.state == ConcernState.BECAME_INITIATIVE:
        Concern.objects.filter(pk=concern.pk, issue=None).update(issue=issue)
        audit.record("concern.joined", by=by, subject=concern, now=now, issue=issue.pk)
        return
    # Facilitation proposed it; the row of the table is facilitation's even when the author's yes comes later.
    stages.move(concern, to=ConcernState.GROUPED, by=by, now=now, who={"facilitator"}, issue=issue)


def _title(title: str) -> str:
    title = words.plain(title)
    if not 1 <= len(title) <= TITLE_MAX:
        raise BadInput("title", _("Write a title of 160 characters at most."))
    return title
