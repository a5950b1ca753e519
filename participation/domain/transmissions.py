"""What the Espace sends to the Table, and what the Table answers."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import IllegalTransition, Refused
from participation.domain import dossiers, stages
from participation.domain.queries import calendar
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, IssueState, ResponseKind, TransmissionKind, TransmissionState
from participation.models import Concern, Initiative, Issue, TableResponse, Transmission
from participation.rules import due_dates, lifecycles, responses
from participation.rules.book import RuleBook

ALREADY_ANSWERED = (TransmissionState.ANSWERED, TransmissionState.FOLLOWED)


@transaction.atomic
def prepare(
    *,
    by: Person,
    kind: str,
    title: str,
    body: str,
    expects: str,
    now: datetime,
    initiative: Initiative | None = None,
    issue: Issue | None = None,
    concern: Concern | None = None,
) -> Transmission:
    """A dossier nobody at the Table sees yet. By facilitation or the CRD's officer.

    Refused: anybody else; a decision about an initiative that the Espace has not approved; a concern whose author
    kept it from the Table; words that let somebody be recognised (`rules.anonymity`).
    """
    _check_prepares(by, now=now)
    dossiers.check_source(kind=kind, expects=expects, initiative=initiative, issue=issue, concern=concern)
    title, body = dossiers.checked_words(title, body, now=now)
    transmission = Transmission.objects.create(
        kind=kind,
        title=title,
        body=body,
        expects=expects,
        initiative=initiative,
        issue=issue,
        concern=concern,
        prepared_by=by,
        prepared_at=now,
    )
    stages.begin(transmission, by=by, now=now)
    return transmission


@transaction.atomic
def rewrite(*, by: Person, transmission: Transmission, title: str, body: str, now: datetime) -> Transmission:
    """Other words, before anything leaves; a citizen must then reread them again.

    Refused: once sent, and once the words are in a vote: what is voted is what is sent.
    """
    _check_prepares(by, now=now)
    held = _held(transmission, TransmissionState.PREPARED)
    if held.decisions.exists():
        raise IllegalTransition("words_in_a_vote", _("These words are in a vote. They stay as they are."))
    held.title, held.body = dossiers.checked_words(title, body, now=now)
    held.reread_by = held.reread_at = None
    held.save(update_fields=["title", "body", "reread_by", "reread_at"])
    audit.record("transmission.rewritten", by=by, subject=held, now=now)
    transmission.refresh_from_db()
    return transmission


@transaction.atomic
def reread(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """A citizen has read it and nobody can be recognised in it."""
    if not people.capacity(by, on=dates.local_day(now)).is_citizen:
        raise Refused("citizens_reread", _("A citizen rereads before anything leaves."))
    held = _held(transmission, TransmissionState.PREPARED)
    held.reread_by, held.reread_at = by, now
    held.save(update_fields=["reread_by", "reread_at"])
    audit.record("transmission.reread", by=by, subject=held, now=now)
    transmission.refresh_from_db()
    return transmission


@transaction.atomic
def send(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """Gives the number and the due date, and tells the concern or the issue that it was sent.

    Refused: `not_your_move`, `not_reread`, `not_voted` (a recommendation without an approved vote, while the rule
    `transmission_vote_required` asks for one), and words that let somebody be recognised today.
    """
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    roles = stages.roles_of(by, held, on=dates.local_day(now))
    lifecycles.check_move("transmission", held.state, TransmissionState.SENT, roles)
    book = rule_queries.rule_book(now)
    if held.reread_by_id is None:
        raise Refused("not_reread", _("A citizen rereads before anything leaves."))
    is_recommendation = held.kind == TransmissionKind.RECOMMANDATION
    if (
        is_recommendation
        and book.transmission_vote_required
        and not decision_queries.approved_recommendation(held)
    ):
        raise Refused("not_voted", _("The Espace votes before a recommendation leaves."))
    dossiers.checked_words(held.title, held.body, now=now)
    _number_and_send(held, by=by, roles=roles, due_on=_due_on(held, book=book, now=now), now=now)
    _tell_source(
        held, by=by, to_concern=ConcernState.SENT, to_issue=IssueState.SENT, who={"facilitator"}, now=now
    )
    transmission.refresh_from_db()
    return transmission


@transaction.atomic
def acknowledge(*, by: Person, transmission: Transmission, now: datetime) -> TableResponse:
    """The Table says that it received it."""
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    stages.move(held, to=TransmissionState.RECEIVED, by=by, now=now)
    response = _write(held, by=by, kind=ResponseKind.ACKNOWLEDGED, now=now)
    transmission.refresh_from_db()
    return response


@transaction.atomic
def put_on_agenda(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """The Table will talk about it at a meeting."""
    stages.move(transmission, to=TransmissionState.ON_AGENDA, by=by, now=now)
    return transmission


@transaction.atomic
def respond(
    *,
    by: Person,
    transmission: Transmission,
    kind: str,
    reason: str,
    plain_words: str,
    now: datetime,
    commitment_on: date | None = None,
    commitment_owner: str = "",
) -> TableResponse:
    """One published answer of the Table, with its reason and in plain words. It is never rewritten: a later
    answer is added after it. Answering what was not acknowledged acknowledges it too.

    Refused: anybody but the Table; a kind that does not fit (an initiative approved by the Espace only gets a link
    or a lever: founding text, l.154); a missing reason, plain words, new date or owner.
    """
    responses.check_answers_for_the_table(people.capacity(by, on=dates.local_day(now)))
    responses.check_kind_fits(transmission.kind, kind)
    if kind == ResponseKind.ACKNOWLEDGED:
        return acknowledge(by=by, transmission=transmission, now=now)
    reason, plain_words = text.plain(reason), text.plain(plain_words)
    commitment_owner = text.plain(commitment_owner)[:120]
    responses.check_says_why(
        kind=kind,
        reason=reason,
        plain_words=plain_words,
        commitment_on=commitment_on,
        commitment_owner=commitment_owner,
    )
    held = _held_as_answered(transmission, by=by, now=now)
    response = _write(
        held,
        by=by,
        kind=kind,
        reason=reason,
        plain_words=plain_words,
        commitment_on=commitment_on,
        commitment_owner=commitment_owner,
        now=now,
    )
    transmission.refresh_from_db()
    return response


def _held_as_answered(transmission: Transmission, *, by: Person, now: datetime) -> Transmission:
    """Walks to « repondue » with its source, through the acknowledgement; a later answer moves nothing."""
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    if held.state == TransmissionState.SENT:
        acknowledge(by=by, transmission=held, now=now)
    if held.state not in ALREADY_ANSWERED:
        stages.move(held, to=TransmissionState.ANSWERED, by=by, now=now)
        states = {"to_concern": ConcernState.ANSWERED, "to_issue": IssueState.ANSWERED}
        _tell_source(held, by=by, who={"table_member"}, now=now, **states)
    return held


@transaction.atomic
def follow(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """Facilitation follows what the Table said it would do."""
    stages.move(transmission, to=TransmissionState.FOLLOWED, by=by, now=now)
    return transmission


@transaction.atomic
def close(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """Finished: the Espace was told."""
    stages.move(transmission, to=TransmissionState.CLOSED, by=by, now=now)
    return transmission


def _check_prepares(by: Person, *, now: datetime) -> None:
    capacity = people.capacity(by, on=dates.local_day(now))
    if not (capacity.is_facilitator or capacity.is_crd_agent):
        raise Refused("facilitation_prepares", _("Facilitation prepares what goes to the Table."))


def _held(transmission: Transmission, state: str) -> Transmission:
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    if held.state != state:
        raise IllegalTransition("already_sent", _("This was already sent. Its words never change."))
    return held


def _due_on(transmission: Transmission, *, book: RuleBook, now: datetime) -> date | None:
    if not due_dates.expects_an_answer(transmission.kind, transmission.expects):
        return None
    sent_on = dates.local_day(now)
    meetings = calendar.table_meetings_after(sent_on)
    return due_dates.due_on(sent_on, meetings, book.response_rule_days_after_meeting)


def _number_and_send(
    held: Transmission, *, by: Person, roles: set[str], due_on: date | None, now: datetime
) -> None:
    """The next number; somebody may take the same one at the same time, then the one after it is tried."""
    tries = 5
    for left in reversed(range(tries)):
        number = (Transmission.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                stages.move(
                    held,
                    to=TransmissionState.SENT,
                    by=by,
                    now=now,
                    who=roles,
                    number=number,
                    sent_at=now,
                    due_on=due_on,
                )
            return
        except IntegrityError:
            held.refresh_from_db()
            if not left:
                raise


def _tell_source(
    transmission: Transmission, *, by: Person, to_concern: str, to_issue: str, who: set[str], now: datetime
) -> None:
    """The concern or the issue takes the same step, when its own table has that step from where it is.

    `who` is the role the step belongs to: whoever acted was allowed to by the transmission's own table.
    """
    source: Concern | Issue | None = transmission.concern or transmission.issue
    if source is None:
        return
    to = to_concern if isinstance(source, Concern) else to_issue
    if lifecycles.may_move(stages.noun_of(source), source.state, to, who):
        stages.move(source, to=to, by=by, now=now, who=who)


def _write(
    transmission: Transmission, *, by: Person, kind: str, now: datetime, **words: Any
) -> TableResponse:
    response = TableResponse.objects.create(
        transmission=transmission,
        is_on_decision=transmission.kind == TransmissionKind.DECISION,
        kind=kind,
        by=by,
        responded_at=now,
        **words,
    )
    audit.record("table.answered", by=by, subject=transmission, now=now, answer=str(kind))
    return response
