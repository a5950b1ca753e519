"""The Table asks the Espace, as an issue with a date; facilitation declines in public or the calendar accepts it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person, Territory
from common import audit, dates, text
from common.exceptions import BadInput
from deliberation.domain import threads
from participation.domain import dossiers, issue_versions, stages, table_news, talk
from participation.domain.commitments import check_public
from participation.domain.queries import rules as rule_queries
from participation.enums import ConsultationState, IssueState, Theme
from participation.models import Consultation, Issue, Transmission
from participation.rules import consultations as rules
from participation.rules.commitments import check_speaks_for_the_table

WORDS_MAX, REASON_MAX = 1500, 500


@transaction.atomic
def ask(*, by: Person, kind: str, title: str, words: str, wished_on: date, now: datetime) -> Consultation:
    """The Table asks: an issue of the whole region, shared at once, with its thread among the members.

    Nobody of the Espace opens it, so nobody holds it back. Refused: anybody but the secretary; an unknown kind; no
    title or words, or words that name somebody; a day that leaves the Espace no time to talk.
    """
    check_speaks_for_the_table(people.capacity(by, on=dates.local_day(now)))
    said = checked(kind=kind, title=title, words=words, wished_on=wished_on, now=now)
    issue = _issue(said["title"], by=by, now=now)
    asked = Consultation.objects.create(
        issue=issue,
        kind=kind,
        words=said["words"],
        wished_on=wished_on,
        asked_by=by,
        asked_at=now,
        decline_by=rules.decline_by(dates.local_day(now)),
    )
    audit.record("consultation.asked", by=by, subject=asked, now=now, asks=str(kind))
    return asked


def checked(*, kind: str, title: str, words: str, wished_on: date, now: datetime) -> dict[str, str]:
    """The cleaned words. Refused (422) as `ask` says, so that a page may ask before it writes."""
    rules.check_is_a_kind(kind)
    said = {"title": text.plain(title), "words": text.plain(words)[:WORDS_MAX]}
    if not said["title"]:
        raise BadInput("title_missing", _("Write a title."))
    if len(said["title"]) > dossiers.TITLE_MAX:
        raise BadInput("title_too_long", _("The title is too long. Write 160 characters at most."))
    if not said["words"]:
        raise BadInput("words_missing", _("Write your question."))
    for field, written in said.items():
        check_public(field, written, now=now)
    days = rule_queries.value("min_deliberation_days", at=now)
    rules.check_leaves_time(wished_on, today=dates.local_day(now), days=days)
    return said


def _issue(title: str, *, by: Person, now: datetime) -> Issue:
    issue = Issue.objects.create(
        title=title,
        theme=Theme.OTHER,
        state=IssueState.SHARED,
        proposed_by=by,
        proposed_at=now,
        shared_at=now,
    )
    issue.territories.set(Territory.objects.all())
    stages.begin(issue, by=by, now=now)
    issue_versions.begin(issue, by=by, now=now)
    issue.thread = threads.open_thread(
        by=None, title=title, back_path=f"/enjeux/{issue.pk}/", now=now, **talk.rules_of_talk(now)
    )
    issue.save(update_fields=["thread"])
    return issue


@transaction.atomic
def decline(*, by: Person, consultation: Consultation, reason: str, now: datetime) -> Consultation:
    """The Espace will not answer: a public act with its reason; the issue ends with it, and the Table is told.

    Refused: anybody but facilitation; past `decline_by`, for the calendar accepted it; what is over; no reason, or
    one that lets somebody be recognised.
    """
    held = (
        Consultation.objects.select_for_update(of=("self",)).select_related("issue").get(pk=consultation.pk)
    )
    today = dates.local_day(now)
    rules.check_may_decline(held, people.capacity(by, on=today), today=today)
    held.decline_reason = checked_reason(reason, now=now)
    held.state, held.declined_by, held.declined_at = ConsultationState.DECLINED, by, now
    held.save(update_fields=["decline_reason", "state", "declined_by", "declined_at"])
    audit.record("consultation.declined", by=by, subject=held, now=now)
    stages.move(held.issue, to=IssueState.CLOSED, by=by, now=now, note=held.decline_reason)
    table_news.consultation_moved(held, by=by, words=held.decline_reason, now=now)
    consultation.refresh_from_db()
    return consultation


def checked_reason(reason: str, *, now: datetime) -> str:
    """The cleaned reason. Refused (422) as `decline` says."""
    reason = text.plain(reason)[:REASON_MAX]
    if not reason:
        raise BadInput("reason_missing", _("Write why the Espace does not answer."))
    dossiers.check_words(reason, now=now)
    return reason


@transaction.atomic
def accept_due(*, now: datetime) -> list[Consultation]:
    """What nobody declined in time is accepted, by the calendar alone. Idempotent."""
    due = Consultation.objects.select_for_update().filter(
        state=ConsultationState.ASKED, decline_by__lt=dates.local_day(now)
    )
    accepted = list(due.order_by("pk"))
    for one in accepted:
        one.state, one.accepted_at = ConsultationState.ACCEPTED, now
        one.save(update_fields=["state", "accepted_at"])
        audit.record("consultation.accepted", by=None, subject=one, now=now)
    return accepted


def note_answer(transmission: Transmission, *, by: Person, now: datetime) -> Consultation | None:
    """The first opinion sent from the issue is the Espace's answer, linked on both sides. None: nothing was asked.

    Inside the verb that sends, already checked and audited.
    """
    if transmission.issue_id is None or not rules.is_answered_by(transmission.kind):
        return None
    waiting = Consultation.objects.select_for_update().waiting()
    held = waiting.filter(issue_id=transmission.issue_id).first()
    if held is None:
        return None
    held.state, held.answer, held.answered_at = ConsultationState.ANSWERED, transmission, now
    held.save(update_fields=["state", "answer", "answered_at"])
    audit.record("consultation.answered", by=by, subject=held, now=now, sending=transmission.pk)
    table_news.consultation_moved(held, by=by, words="", now=now)
    return held
