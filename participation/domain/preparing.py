"""What is prepared for the Table, before anything leaves: written, reread, doubted, written again, dropped.

`domain.transmissions` says these verbs with the others.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import IllegalTransition, Refused
from participation.domain import dossiers, stages
from participation.enums import TransmissionState
from participation.models import Concern, Initiative, Issue, Transmission
from participation.rules import asking_again
from voting.enums import Outcome

IN_A_VOTE = _("These words are in a vote. They stay as they are.")
DROPPED = _("This sending was dropped. It will not leave.")
DOUBTED = _("A citizen recognises somebody in it. Facilitation writes it again first.")


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
    check_prepares(by, now=now)
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

    Refused: once sent or dropped, and once the words are in a vote: what is voted is what is sent.
    """
    check_prepares(by, now=now)
    held = held_while_prepared(transmission)
    check_may_be_rewritten(held)
    held.title, held.body = dossiers.checked_words(title, body, now=now)
    held.reread_by = held.reread_at = held.doubted_at = None
    held.save(update_fields=["title", "body", "reread_by", "reread_at", "doubted_at"])
    audit.record("transmission.rewritten", by=by, subject=held, now=now)
    transmission.refresh_from_db()
    return transmission


@transaction.atomic
def reread(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """A citizen has read it and nobody can be recognised in it.

    Refused: anybody but a citizen; whoever asks again in their own words; words in which another one recognised
    somebody, until they are written again.
    """
    if not people.capacity(by, on=dates.local_day(now)).is_citizen:
        raise Refused("citizens_reread", _("A citizen rereads before anything leaves."))
    held = held_while_prepared(transmission)
    asking_again.check_another_rereads(held, by.pk)
    if held.doubted_at is not None:
        raise IllegalTransition("doubted", DOUBTED)
    held.reread_by, held.reread_at = by, now
    held.save(update_fields=["reread_by", "reread_at"])
    audit.record("transmission.reread", by=by, subject=held, now=now)
    transmission.refresh_from_db()
    return transmission


@transaction.atomic
def doubt(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """A citizen who reads it recognises somebody: back to facilitation, with that remark.

    Nothing is cleared; it leaves only once written again, then reread again. Doubting twice changes nothing.
    Refused: anybody but a citizen; once sent or dropped; once the words are in a vote, which everybody reads.
    """
    if not people.capacity(by, on=dates.local_day(now)).is_citizen:
        raise Refused("citizens_reread", _("A citizen rereads before anything leaves."))
    held = held_while_prepared(transmission)
    check_may_be_rewritten(held)
    if held.doubted_at is None:
        held.doubted_at = now
        held.save(update_fields=["doubted_at"])
        audit.record("transmission.doubted", by=by, subject=held, now=now)
    transmission.refresh_from_db()
    return transmission


@transaction.atomic
def drop(*, by: Person, transmission: Transmission, now: datetime) -> Transmission:
    """It will not leave. By facilitation or the CRD's officer; its source may be prepared again at once.

    The row stays, out of sight of everybody, `dropped_at` written: its first step is in the history, which only
    grows, so the row cannot go; and the scenario's table has no state for what never left. The database refuses that
    it leaves or comes back.
    Refused: once sent or dropped; while a vote on its words runs, and once the Espace approved them.
    """
    check_prepares(by, now=now)
    held = held_while_prepared(transmission)
    check_may_be_dropped(held)
    held.dropped_at = now
    held.save(update_fields=["dropped_at"])
    audit.record("transmission.dropped", by=by, subject=held, now=now)
    transmission.refresh_from_db()
    return transmission


def check_may_be_rewritten(transmission: Transmission) -> None:
    """What was put to a vote stays as it was voted."""
    if transmission.decisions.exists():
        raise IllegalTransition("words_in_a_vote", IN_A_VOTE)


def check_may_be_dropped(transmission: Transmission) -> None:
    held_by = Q(recorded_at__isnull=True) | Q(outcome=Outcome.APPROVED)
    if transmission.decisions.filter(held_by).exists():
        raise IllegalTransition("words_in_a_vote", IN_A_VOTE)


def check_prepares(by: Person, *, now: datetime) -> None:
    capacity = people.capacity(by, on=dates.local_day(now))
    if not (capacity.is_facilitator or capacity.is_crd_agent):
        raise Refused("facilitation_prepares", _("Facilitation prepares what goes to the Table."))


def held_while_prepared(transmission: Transmission) -> Transmission:
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    if held.state != TransmissionState.PREPARED:
        raise IllegalTransition("already_sent", _("This was already sent. Its words never change."))
    if held.dropped_at is not None:
        raise IllegalTransition("dropped", DROPPED)
    return held
