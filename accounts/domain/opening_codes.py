"""Opening codes: issued on paper, shown once, revoked by the next one."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import mandates, one_time_codes
from accounts.domain.queries.people import capacity
from accounts.models import AccessCard, OpeningCode, Person
from accounts.rules import mandates as who
from accounts.rules import opening as rules
from common import audit, dates
from common.exceptions import IllegalTransition, Refused


@dataclass(frozen=True)
class Secret:
    """A code in clear and as it is kept; never logged."""

    digits: str = field(repr=False)
    hashed: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Slip(one_time_codes.Shown):
    """The slip to tear off under a card."""

    card: AccessCard


def issue_opening_code(
    *, by: Person | None, card: AccessCard, now: datetime, digits: str | None = None
) -> Slip:
    """Make the one code that opens this card; the one before stops working. Valid for `rules.FIRST_OPENING`.

    Only the loader (`by=None`) may choose the digits. Refused: neither facilitator nor technical administration, a
    card that no longer works, somebody who has left or already has a NIP, somebody who already decides (`needs_two`).
    """
    acting = mandates.acting(by, now=now)
    who.check_may_open_accounts(acting)
    if by is not None and digits is not None:
        raise Refused("not_allowed", _("Nobody chooses an opening code."))
    if card.revoked_at is not None:
        raise IllegalTransition("card_revoked", _("This card no longer works. Make another one."))
    rules.check_may_be_opened(card.person)
    rules.check_may_be_opened_alone(acting, capacity(card.person, on=dates.local_day(now)))
    secret = _scrambled(rules.check_opening_code(digits)) if digits else drawn()
    try:
        return record(by=by, card=card, secret=secret, now=now)
    except IntegrityError as error:
        raise IllegalTransition(
            "code_race", _("Somebody has just made a code for this card. Try again.")
        ) from error


@transaction.atomic
def record(*, by: Person | None, card: AccessCard, secret: Secret, now: datetime) -> Slip:
    """Write a code whose giver and card were already checked; the code before stops working."""
    expires_at = now + rules.FIRST_OPENING
    revoke_of(person=card.person, now=now)
    OpeningCode.objects.create(
        card=card, code_hash=secret.hashed, issued_by=by, issued_at=now, expires_at=expires_at
    )
    audit.record("opening_code_issued", by=by, subject=card, now=now, person_id=card.person_id)
    return Slip(card=card, expires_at=expires_at, digits=secret.digits)


def revoke_of(*, person: Person, now: datetime) -> int:
    """The person's codes that still wait stop working; how many they were. Called inside a verb that is audited."""
    return one_time_codes.revoke_opening_codes(person=person, now=now)


def drawn() -> Secret:
    """A code and its hash, slow on purpose: drawn before a transaction begins, so that nobody waits for it."""
    return _scrambled(one_time_codes.drawn())


def _scrambled(digits: str) -> Secret:
    return Secret(digits=digits, hashed=one_time_codes.scrambled(digits))
