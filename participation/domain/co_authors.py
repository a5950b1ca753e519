"""Writing an initiative together: an author invites by a code, the other says yes or no, and may leave later."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.domain import one_time_codes, tries
from accounts.domain.one_time_codes import Shown
from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import IllegalTransition, Missing, Refused
from participation.domain import circle, stages, telling_of_texts
from participation.enums import InvitationState
from participation.models import AuthorInvitation, Initiative
from participation.rules import co_writing, speaking

SALT = "participation.author_invitation"


@transaction.atomic
def invite(*, by: Person, initiative: Initiative, now: datetime) -> Shown:
    """A code for one person, shown once and kept nowhere; the author's code before stops working.

    Refused: anybody but an author; a text being checked, voted or carried out.
    """
    _check_may_write(by, now)
    co_writing.check_may_invite(initiative, is_author=stages.is_author(by, initiative))
    _stop(by=by, initiative=initiative, now=now)
    digits, expires_at = one_time_codes.drawn(), now + co_writing.LIFE
    made = AuthorInvitation.objects.create(
        initiative=initiative,
        invited_by=by,
        code_hash=_hash(digits),
        made_at=now,
        expires_at=expires_at,
    )
    audit.record("author_invitation.made", by=by, subject=made, now=now, initiative=initiative.pk)
    return Shown(expires_at=expires_at, digits=digits)


@transaction.atomic
def cancel(*, by: Person, initiative: Initiative, now: datetime) -> None:
    """The author's code stops working. Refused: no code of theirs waits (409)."""
    if not _stop(by=by, initiative=initiative, now=now):
        raise IllegalTransition("nothing_waits", _("No code of yours waits."))
    audit.record("author_invitation.cancelled", by=by, subject=initiative, now=now)


def open_with_code(*, request: HttpRequest, by: Person, code: str, now: datetime) -> AuthorInvitation:
    """The invitation that these digits open: what one is asked, before saying yes or no.

    Refused: anybody but a citizen; a wrong number of digits (not counted as a try); too many tries; one sentence for
    a wrong, used, cancelled or expired code.
    """
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    digits = co_writing.check_code_digits(code)
    usage = tries.take_invitation(request, person=by)
    found = (
        AuthorInvitation.objects.live(now)
        .filter(code_hash=_hash(digits))
        .select_related("initiative__current", "invited_by")
        .first()
    )
    if found is None:
        raise Refused(
            "wrong_code", _("This code opens nothing. It works once, for 7 days. Check it, or ask again.")
        )
    usage.rollback()
    return found


def opened(pk: int | None, *, now: datetime) -> AuthorInvitation:
    """The invitation that was opened a moment ago, as long as it lives. Refused: like a missing one."""
    found = (
        AuthorInvitation.objects.live(now)
        .filter(pk=pk)
        .select_related("initiative__current", "invited_by")
        .first()
    )
    if found is None:
        raise Missing("missing", _("This invitation is not here any more."))
    return found


@transaction.atomic
def accept(*, by: Person, invitation: AuthorInvitation, now: datetime) -> Initiative:
    """Whoever holds the code writes it too; the other authors are told.

    Refused: anybody but a citizen; an author already; a text that nobody writes now; a code answered meanwhile.
    """
    _check_may_write(by, now)
    circle.check_takes_part(by, now=now)
    initiative = Initiative.objects.select_for_update().get(pk=invitation.initiative_id)
    co_writing.check_may_join(initiative, is_author=stages.is_author(by, initiative))
    _answer(invitation, InvitationState.ACCEPTED, by=by, now=now)
    initiative.authors.add(by)
    audit.record("initiative.author_joined", by=by, subject=initiative, now=now)
    telling_of_texts.author_joined(initiative, by=by, now=now)
    return initiative


@transaction.atomic
def decline(*, by: Person, invitation: AuthorInvitation, now: datetime) -> None:
    """« Non merci »: the code stops working, and whoever invited is told, without a name."""
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    _answer(invitation, InvitationState.DECLINED, by=by, now=now)
    audit.record("author_invitation.declined", by=by, subject=invitation, now=now)
    telling_of_texts.invitation_declined(invitation, by=by, now=now)


def check_may_leave(*, by: Person, initiative: Initiative) -> None:
    """Refused as in `leave`, before the question is asked."""
    co_writing.check_may_leave(is_author=stages.is_author(by, initiative), authors=initiative.authors.count())


@transaction.atomic
def leave(*, by: Person, initiative: Initiative, now: datetime) -> None:
    """An author stops writing it, at any step; the others are told. Refused: the last one; who does not write it."""
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    check_may_leave(by=by, initiative=held)
    _stop(by=by, initiative=held, now=now)
    held.authors.remove(by)
    audit.record("initiative.author_left", by=by, subject=held, now=now)
    telling_of_texts.author_left(held, by=by, now=now)


def _check_may_write(by: Person, now: datetime) -> None:
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    voices.check_may_write(by, now)


def _stop(*, by: Person, initiative: Initiative, now: datetime) -> int:
    waiting = AuthorInvitation.objects.waiting().filter(initiative=initiative, invited_by=by)
    return waiting.update(state=InvitationState.CANCELLED, answered_by=by, answered_at=now)


def _answer(invitation: AuthorInvitation, to: InvitationState, *, by: Person, now: datetime) -> None:
    """Of two answers at once, one only."""
    waiting = AuthorInvitation.objects.live(now).filter(pk=invitation.pk)
    if not waiting.update(state=to, answered_by=by, answered_at=now):
        raise IllegalTransition("already_answered", _("This invitation already has its answer."))


def _hash(digits: str) -> str:
    """Found again by its digits, and read from the database by nobody who lacks the key of the site."""
    return salted_hmac(SALT, digits, algorithm="sha256").hexdigest()
