"""What the Espace sends to the Table, and what the Table answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import IllegalTransition, Refused
from common.record_words import in_the_espaces_language
from participation.domain import commitments as commitment_verbs
from participation.domain import (
    consultations,
    dossiers,
    preparing,
    quotes,
    stages,
    table_mail,
    table_news,
    telling,
)
from participation.domain.agenda import put_on_agenda, take_off_agenda
from participation.domain.preparing import check_may_be_rewritten, doubt, drop, prepare, reread, rewrite
from participation.domain.queries import calendar
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, IssueState, ResponseKind, TransmissionKind, TransmissionState
from participation.models import Concern, Issue, TableResponse, Transmission
from participation.rules import due_dates, lifecycles, responses
from participation.rules.book import RuleBook
from participation.rules.commitments import Promised
from participation.rules.short_version import first_sentence

__all__ = [
    "acknowledge",
    "check_may_be_rewritten",
    "checked_answer",
    "close",
    "doubt",
    "drop",
    "follow",
    "prepare",
    "put_on_agenda",
    "reread",
    "respond",
    "rewrite",
    "send",
    "take_off_agenda",
]


@dataclass(frozen=True)
class Adoption:
    """How the Table came to an answer, and the published one it corrects, with why."""

    resolution: str = ""
    adopted_on: date | None = None
    corrects: TableResponse | None = None
    correction_reason: str = ""


ALREADY_ANSWERED = (TransmissionState.ANSWERED, TransmissionState.FOLLOWED)


@transaction.atomic
def send(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """Gives the number and the due date, and tells the concern or the issue that it was sent. The Table's
    secretary is told, and e-mailed if an address is set.
    An opinion about what the Table asked is the Espace's answer to it.

    Refused: `not_your_move`, `not_reread`, `quote_without_consent`, `not_voted` (a recommendation without an approved vote, while the rule
    `transmission_vote_required` asks for one), `doubted`, `dropped`, and words that let somebody be recognised today.
    """
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    roles = stages.roles_of(by, held, on=dates.local_day(now))
    lifecycles.check_move("transmission", held.state, TransmissionState.SENT, roles)
    book = rule_queries.rule_book(now)
    if held.dropped_at is not None:
        raise IllegalTransition("dropped", preparing.DROPPED)
    if held.doubted_at is not None:
        raise Refused("doubted", preparing.DOUBTED)
    if held.reread_by_id is None:
        raise Refused("not_reread", _("A citizen rereads before anything leaves."))
    is_recommendation = held.kind == TransmissionKind.RECOMMANDATION
    if (
        is_recommendation
        and book.transmission_vote_required
        and not decision_queries.approved_recommendation(held)
    ):
        raise Refused("not_voted", _("The Espace votes before a recommendation leaves."))
    quotes.check_all_consented(held)
    dossiers.checked_words(held.title, held.body, now=now)
    _number_and_send(held, by=by, roles=roles, due_on=_due_on(held, book=book, now=now), now=now)
    _tell_source(
        held, by=by, to_concern=ConcernState.SENT, to_issue=IssueState.SENT, who={"facilitator"}, now=now
    )
    if consultations.note_answer(held, by=by, now=now) is None:
        table_news.dossier_delivered(held, by=by, now=now)
    table_mail.queue(held, now=now)
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
    commitments: Sequence[Promised] = (),
    adoption: Adoption | None = None,
) -> TableResponse:
    """One published answer of the Table, with its reason, in plain words, and what it commits to. It is never
    rewritten: a later answer is added after it. Answering what was not acknowledged acknowledges it too.
    A date without a commitment of its own (`commitment_on`) is one: what the plain words say first.

    `adoption`: its resolution, and the answer it corrects, which stays.

    Refused: anybody but the Table, and a seat that does not lead it for a reasoned answer; a kind that does not fit (an initiative approved by the Espace only gets a link
    or a lever: founding text, l.154); a missing reason, plain words, new date or owner; a date already past; words
    that let somebody be recognised, the owner's included: the answer is public for good.
    """
    responses.check_answers_for_the_table(people.capacity(by, on=dates.local_day(now)))
    responses.check_kind_fits(transmission.kind, kind)
    responses.check_publishes(people.capacity(by, on=dates.local_day(now)), kind)
    if kind == ResponseKind.ACKNOWLEDGED:
        return acknowledge(by=by, transmission=transmission, now=now)
    said = checked_answer(
        kind=kind,
        reason=reason,
        plain_words=plain_words,
        commitment_on=commitment_on,
        commitment_owner=commitment_owner,
        now=now,
    )
    promised = commitment_verbs.checked(commitments, now=now)
    held = _held_as_answered(transmission, by=by, now=now)
    response = _write(
        held,
        by=by,
        kind=kind,
        commitment_on=commitment_on,
        now=now,
        **said,
        **(vars(adoption) if adoption else {}),
    )
    own = _of_the_answer(response)
    is_said = any(one.due_on == commitment_on for one in promised)
    commitment_verbs.promise(response, promised if is_said else [*own, *promised])
    telling.table_answered(response, now=now)
    transmission.refresh_from_db()
    return response


def _of_the_answer(response: TableResponse) -> list[Promised]:
    """The commitment that an answer with one date makes."""
    if response.commitment_on is None:
        return []
    what = first_sentence(response.plain_words)[:300] or response.reason[:300]
    owner = response.commitment_owner or in_the_espaces_language(lambda: _("The regional Table"))
    return [Promised(what, owner, response.commitment_on)]


def checked_answer(
    *,
    kind: str,
    reason: str,
    plain_words: str,
    commitment_on: date | None,
    commitment_owner: str,
    now: datetime,
) -> dict[str, str]:
    """The cleaned words of an answer. Refused (422) as `respond` says, so that a page may ask before it publishes."""
    said = {
        "reason": text.plain(reason),
        "plain_words": text.plain(plain_words),
        "commitment_owner": text.plain(commitment_owner)[:120],
    }
    responses.check_says_why(kind=kind, commitment_on=commitment_on, **said)
    responses.check_is_to_come(commitment_on, today=dates.local_day(now))
    for field, words in said.items():
        # An owner is read as the end of a sentence: its first word has no capital of its own.
        read = f"par {words}" if field == "commitment_owner" else words
        commitment_verbs.check_public(field, read, now=now)
    return said


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
