"""Access cards and NIPs."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from accounts.domain import journal, mandates, one_time_codes, sessions, tries
from accounts.enums import AccountEventKind
from accounts.models import AccessCard, CardBatch, Person
from accounts.rules import entering, recovering
from accounts.rules import mandates as rules
from common import audit, live
from common.exceptions import BadInput, IllegalTransition, Refused

TRIES = 20


def issue_card(
    *,
    by: Person | None,
    person: Person,
    now: datetime,
    number: str | None = None,
    batch: CardBatch | None = None,
) -> AccessCard:
    """Give a card with a random public number; the person's previous card, and its opening code, stop working.

    Refused: neither facilitator nor technical administration, somebody who has left, a number already given.
    """
    rules.check_may_open_accounts(mandates.acting(by, now=now))
    if person.left_at is not None:
        raise Refused("has_left", _("This person has left the Espace."))
    number = entering.check_card_number(number) if number else _unused_number()
    try:
        with transaction.atomic():
            one_time_codes.revoke_opening_codes(person=person, now=now)
            person.cards.filter(revoked_at__isnull=True).update(revoked_at=now)
            card = AccessCard.objects.create(
                number=number, person=person, issued_by=by, issued_at=now, batch=batch
            )
            journal.note(person=person, kind=AccountEventKind.CARD_ISSUED, by=by, now=now)
            audit.record("card_issued", by=by, subject=card, now=now, person_id=person.pk)
    except IntegrityError as error:
        raise IllegalTransition("card_taken", _("This card number is already given.")) from error
    return card


def _unused_number() -> str:
    """Eight random digits that begin with no zero, so that nobody drops it."""
    for _attempt in range(TRIES):
        number = str(10_000_000 + secrets.randbelow(90_000_000))
        if not AccessCard.objects.filter(number=number).exists():
            return number
    raise Refused("no_card_number", _("No card number could be drawn. Try again."), status=409)


def change_pin(*, request: HttpRequest, person: Person, old: str, new: str, now: datetime) -> None:
    """The person changes their own NIP, knowing the old one; the request's session must be kept by the caller.

    Refused: too many tries (a count of its own: nobody outside uses it up), a wrong old NIP, a new one too easy or the same.
    """
    new = entering.check_pin(new)
    entering.check_pin_is_not_too_easy(new)
    usage = tries.take_inside(request, person=person)
    if not person.check_password(entering.squeezed(old)):
        raise BadInput("old_pin", _("This is not your NIP of now. Check it."))
    usage.rollback()
    if person.check_password(new):
        raise BadInput("same_pin", _("This is already your NIP. Choose another one."))
    with transaction.atomic():
        choose_pin(by=person, person=person, pin=new, now=now)
        journal.note(person=person, kind=AccountEventKind.PIN_CHANGED, by=person, now=now)


@transaction.atomic
def choose_pin(*, by: Person | None, person: Person, pin: str, now: datetime) -> None:
    """Set the person's NIP (6 digits); only the person chooses it, nobody ever reads it. Sessions, API tokens and sockets close.

    Refused: somebody else than the person (or the loader), not 6 digits, too easy to guess.
    """
    if by is not None and by.pk != person.pk:
        raise Refused("not_allowed", _("Only the person chooses their NIP."))
    pin = entering.check_pin(pin)
    if by is not None:
        entering.check_pin_is_not_too_easy(pin)
    person.set_password(pin)
    person.save(update_fields=["password"])
    one_time_codes.revoke_all(by=by, person=person, now=now)
    audit.record("pin_chosen", by=by, subject=person, now=now)
    close_elsewhere(person)


@transaction.atomic
def choose_password(*, by: Person, person: Person, password: str, now: datetime) -> None:
    """Set the password of somebody who works here, chosen by them alone. Sessions, API tokens and sockets close.

    Refused: somebody else than the person, too short or too common a password.
    """
    if by.pk != person.pk:
        raise Refused("not_allowed", _("Only the person chooses their password."))
    recovering.check_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    one_time_codes.revoke_all(by=by, person=person, now=now)
    audit.record("password_chosen", by=by, subject=person, now=now)
    close_elsewhere(person)


@transaction.atomic
def note_password(*, person: Person, now: datetime) -> None:
    """After somebody who works here changed their own password: what the old one had opened closes too."""
    one_time_codes.revoke_all(by=person, person=person, now=now)
    audit.record("password_chosen", by=person, subject=person, now=now)
    journal.note(person=person, kind=AccountEventKind.PIN_CHANGED, by=person, now=now)
    close_elsewhere(person)


def close_elsewhere(person: Person) -> None:
    """API tokens and sockets; the pages end by themselves, their session was signed with the old secret."""
    sessions.forget_of(person=person)
    AuthToken.objects.filter(user=person).delete()
    live.disconnect_person(person.pk)
