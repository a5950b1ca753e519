"""The Table's answer in the making: begun, rewritten, circulated, adopted, published, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition
from participation.domain import commitments, table_news, transmissions
from participation.enums import AnswerState, TransmissionKind, TransmissionState
from participation.models import AnswerDraft, CirculatedAnswer, SeatOpinion, TableResponse, Transmission
from participation.rules import answering, responses
from participation.rules.commitments import Promised

WORDS = ("kind", "reason", "plain_words", "commitment_on", "commitment_owner", "promised")
CLOSED = (TransmissionState.PREPARED, TransmissionState.CLOSED)


@dataclass(frozen=True)
class Words:
    """What the secretary types of an answer."""

    kind: str
    reason: str
    plain_words: str
    commitment_on: date | None = None
    commitment_owner: str = ""
    promised: Sequence[Promised] = field(default=())


@transaction.atomic
def begin(
    *,
    by: Person,
    transmission: Transmission,
    words: Words,
    now: datetime,
    corrects: TableResponse | None = None,
    correction_reason: str = "",
) -> AnswerDraft:
    """A draft that only the Table reads. `corrects`: a published answer, with the reason of the correction.

    Refused: anybody but the secretary; a kind that does not fit (a decision of the Espace gets a link or a lever);
    a second open draft; what is not sent or is over; a correction without reason or of what is already corrected;
    words that `transmissions.respond` would refuse.
    """
    _check_writes(by, now=now)
    if transmission.state in CLOSED:
        raise IllegalTransition("not_open", _("This dossier does not wait for an answer."))
    correction_reason = text.plain(correction_reason)[:500]
    if corrects is not None:
        answering.check_may_be_corrected(corrects.kind, is_corrected=corrects.corrections.exists())
        if not correction_reason:
            raise BadInput("correction_reason_missing", _("Write why the answer is corrected."))
        commitments.check_public("correction_reason", correction_reason, now=now)
    try:
        with transaction.atomic():
            made = AnswerDraft.objects.create(
                transmission=transmission,
                is_on_decision=transmission.kind == TransmissionKind.DECISION,
                corrects=corrects,
                correction_reason=correction_reason,
                begun_by=by,
                begun_at=now,
                **checked(transmission, words, now=now),
            )
    except IntegrityError as error:
        raise IllegalTransition(
            "draft_open", _("An answer is already being written for this dossier.")
        ) from error
    audit.record("answer.begun", by=by, subject=made, now=now)
    return made


@transaction.atomic
def rewrite(*, by: Person, draft: AnswerDraft, words: Words, now: datetime) -> AnswerDraft:
    """Other words. Once it circulates, they are a new version: the seats are asked again, their former words stay.

    Refused: anybody but the secretary; once adopted; words that could not be published.
    """
    _check_writes(by, now=now)
    held = _held(draft)
    answering.check_may_be_rewritten(held.state)
    for name, value in checked(held.transmission, words, now=now).items():
        setattr(held, name, value)
    held.save(update_fields=WORDS)
    audit.record("answer.rewritten", by=by, subject=held, now=now)
    if held.state == AnswerState.CIRCULATED:
        _send_to_the_seats(held, by=by, now=now)
    draft.refresh_from_db()
    return draft


def checked(transmission: Transmission, words: Words, *, now: datetime) -> dict[str, Any]:
    """The cleaned words, as they are kept. Refused as when they are published, so that the page may ask before."""
    responses.check_kind_fits(transmission.kind, words.kind)
    responses.check_is_an_answer(words.kind)
    said = transmissions.checked_answer(
        kind=words.kind,
        reason=words.reason,
        plain_words=words.plain_words,
        commitment_on=words.commitment_on,
        commitment_owner=words.commitment_owner,
        now=now,
    )
    promised = commitments.checked(words.promised, now=now)
    rows = [{"what": one.what, "owner": one.owner, "due_on": one.due_on.isoformat()} for one in promised]
    return {"kind": str(words.kind), "commitment_on": words.commitment_on, "promised": rows, **said}


@transaction.atomic
def circulate(*, by: Person, draft: AnswerDraft, now: datetime) -> CirculatedAnswer:
    """To every seat: each consents or comments. Refused: anybody but the secretary; not a draft any more."""
    _check_writes(by, now=now)
    held = _moved(draft, to=AnswerState.CIRCULATED, by=by, now=now)
    sent = _send_to_the_seats(held, by=by, now=now)
    draft.refresh_from_db()
    return sent


def _send_to_the_seats(held: AnswerDraft, *, by: Person, now: datetime) -> CirculatedAnswer:
    held.version += 1
    held.save(update_fields=["version"])
    words = {name: getattr(held, name) for name in WORDS}
    sent = CirculatedAnswer.objects.create(draft=held, number=held.version, by=by, at=now, **words)
    table_news.answer_circulated(sent, now=now)
    return sent


@transaction.atomic
def give_opinion(
    *, by: Person, draft: AnswerDraft, consents: bool, now: datetime, words: str = ""
) -> SeatOpinion:
    """One seat consents or comments on the version that circulates; it may replace what it said until the adoption.

    Refused: whoever holds no seat; a draft that does not circulate; a comment without words.
    """
    held = _held(draft)
    seat = answering.check_may_give_opinion(people.capacity(by, on=dates.local_day(now)), held.state)
    words = text.plain(words)[:500]
    if not consents and not words:
        raise BadInput("words_missing", _("Write your comment, or consent."))
    said = {"by": by, "consents": consents, "words": words, "given_at": now}
    version = held.circulated.get(number=held.version)
    opinion, _is_new = SeatOpinion.objects.update_or_create(circulated=version, seat=seat, defaults=said)
    audit.record("answer.opinion", by=by, subject=held, now=now, seat=seat.slug)
    return opinion


@transaction.atomic
def adopt(*, by: Person, draft: AnswerDraft, resolution: str, adopted_on: date, now: datetime) -> AnswerDraft:
    """The Table adopted these words: its resolution and its day are noted. It may not have circulated first.

    Refused: anybody but the secretary; no resolution; a day to come; an answer already adopted.
    """
    _check_writes(by, now=now)
    resolution = text.plain(resolution)[:40]
    answering.check_adoption(resolution=resolution, adopted_on=adopted_on, today=dates.local_day(now))
    commitments.check_public("resolution", resolution, now=now)
    adoption = {"resolution": resolution, "adopted_on": adopted_on}
    _moved(draft, to=AnswerState.ADOPTED, by=by, now=now, **adoption)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def reopen(*, by: Person, draft: AnswerDraft, now: datetime) -> AnswerDraft:
    """The adoption was noted by mistake: back to the draft. Refused: anybody but the secretary; once published."""
    _check_writes(by, now=now)
    _moved(draft, to=AnswerState.DRAFT, by=by, now=now, resolution="", adopted_on=None)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def publish(*, by: Person, draft: AnswerDraft, now: datetime) -> TableResponse:
    """The adopted words, for everybody and for good; those they are about are told.

    Refused: anybody but the secretary; not adopted; words that may no longer be published (a date past meanwhile).
    """
    _check_writes(by, now=now)
    held = _held(draft)
    answering.check_move(held.state, AnswerState.PUBLISHED)
    promised = [
        Promised(row["what"], row["owner"], date.fromisoformat(row["due_on"])) for row in held.promised
    ]
    made = transmissions.respond(
        by=by,
        transmission=held.transmission,
        kind=held.kind,
        reason=held.reason,
        plain_words=held.plain_words,
        commitment_on=held.commitment_on,
        commitment_owner=held.commitment_owner,
        commitments=promised,
        adoption=transmissions.Adoption(
            held.resolution, held.adopted_on, held.corrects, held.correction_reason
        ),
        now=now,
    )
    _moved(held, to=AnswerState.PUBLISHED, by=by, now=now, published=made)
    corrected = AnswerDraft.objects.filter(published=held.corrects_id) if held.corrects_id else []
    for former in corrected:
        _moved(former, to=AnswerState.CORRECTED, by=by, now=now)
    draft.refresh_from_db()
    return made


def _moved(draft: AnswerDraft, *, to: str, by: Person, now: datetime, **fields: Any) -> AnswerDraft:
    held = _held(draft)
    answering.check_move(held.state, to)
    origin, held.state = held.state, to
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *fields])
    audit.record("answer.moved", by=by, subject=held, now=now, from_state=str(origin), to_state=str(to))
    return held


def _held(draft: AnswerDraft) -> AnswerDraft:
    return AnswerDraft.objects.select_for_update().get(pk=draft.pk)


def _check_writes(by: Person, *, now: datetime) -> None:
    answering.check_speaks_for_the_table(people.capacity(by, on=dates.local_day(now)))
