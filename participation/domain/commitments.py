"""What the Table committed to: promised with an answer, dated again with a reason, kept, seen by citizens."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, Missing, Refused
from participation.domain import dossiers, table_news
from participation.enums import CommitmentStepKind
from participation.models import Commitment, CommitmentStep, Sighting, TableResponse
from participation.rules import commitments as rules
from participation.rules import responses
from participation.rules.commitments import Promised


def checked(promised: Iterable[Promised], *, now: datetime) -> list[Promised]:
    """The cleaned words. Refused (422): one without what, owner or a day to come; more than five; words that name
    somebody, for they are public."""
    found = [
        Promised(text.plain(one.what)[:300], text.plain(one.owner)[:120], one.due_on) for one in promised
    ]
    rules.check_not_too_many(len(found))
    for one in found:
        rules.check_is_promised(one)
        responses.check_is_to_come(one.due_on, today=dates.local_day(now))
        check_public("what", one.what, now=now)
        check_public("commitment_owner", f"par {one.owner}", now=now)
    return found


def check_public(field: str, words: str, *, now: datetime) -> None:
    """Refused (422): what lets somebody be recognised. A municipality may be named: the Table does things there."""
    try:
        dossiers.check_words(words, now=now, municipalities_too=False)
    except BadInput as refusal:
        raise responses.not_public(field, refusal) from refusal


def promise(response: TableResponse, promised: Iterable[Promised]) -> list[Commitment]:
    """Written with the answer that holds them, inside the verb that checked and audits it."""
    return Commitment.objects.bulk_create(
        Commitment(response=response, what=one.what, owner=one.owner, due_on=one.due_on) for one in promised
    )


@transaction.atomic
def keep(*, by: Person, commitment: Commitment, now: datetime, words: str = "") -> CommitmentStep:
    """The Table says it is done, with a word if it wants; those who wait for it are told.

    Refused: anybody but the secretary; what is already kept; words that name somebody.
    """
    rules.check_speaks_for_the_table(people.capacity(by, on=dates.local_day(now)))
    words = text.plain(words)[:500]
    if words:
        check_public("words", words, now=now)
    return _step(commitment, by=by, now=now, kind=CommitmentStepKind.KEPT, words=words)


@transaction.atomic
def change_date(
    *, by: Person, commitment: Commitment, due_on: date, reason: str, now: datetime
) -> CommitmentStep:
    """Another date, with its reason; the dates before stay visible.

    Refused: anybody but the secretary; what is already kept; a day already past; no reason, or one that names somebody.
    """
    rules.check_speaks_for_the_table(people.capacity(by, on=dates.local_day(now)))
    reason = text.plain(reason)[:500]
    if not reason:
        raise BadInput("reason_missing", _("Write why the date changes."))
    responses.check_is_to_come(due_on, today=dates.local_day(now))
    check_public("reason", reason, now=now)
    return _step(commitment, by=by, now=now, kind=CommitmentStepKind.CHANGED, words=reason, due_on=due_on)


def _step(commitment: Commitment, *, by: Person, now: datetime, kind: str, **said: Any) -> CommitmentStep:
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    rules.check_not_kept(held.steps.all())
    step = CommitmentStep.objects.create(commitment=held, kind=kind, by=by, at=now, **said)
    audit.record("commitment.moved", by=by, subject=held, now=now, to_state=str(kind))
    table_news.commitment_moved(step, now=now)
    return step


@transaction.atomic
def saw(*, by: Person, commitment: Commitment, now: datetime) -> Sighting:
    """« Je l'ai vu ». Twice is once; nobody knows who said it. Refused: anybody but a citizen."""
    rules.check_may_see(people.capacity(by, on=dates.local_day(now)))
    known = Sighting.objects.filter(person=by, commitment=commitment).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            made = Sighting.objects.create(person=by, commitment=commitment, given_on=dates.local_day(now))
    except IntegrityError as error:
        known = Sighting.objects.filter(person=by, commitment=commitment).first()
        if known is not None:
            return known  # the same tap, twice at once
        raise Refused("citizens_only", _("Only the citizens of the Espace say what they saw.")) from error
    audit.record("commitment.seen", by=by, subject=commitment, now=now)
    return made


@transaction.atomic
def take_back_sighting(*, by: Person, commitment: Commitment, now: datetime) -> None:
    """Refused (404): nothing to take back."""
    removed, _rows = Sighting.objects.filter(person=by, commitment=commitment).delete()
    if not removed:
        raise Missing("sighting_missing", _("You had not said that you saw it."))
    audit.record("commitment.unseen", by=by, subject=commitment, now=now)
