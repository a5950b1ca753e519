"""Opening codes: issued on paper, shown once, revoked by the next one."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import mandates
from accounts.models import AccessCard, OpeningCode, Person
from accounts.rules import mandates as who
from accounts.rules import opening as rules
from common import audit
from common.exceptions import IllegalTransition, Refused


@dataclass(frozen=True)
class Slip:
    """What goes on paper. `digits` is the code in clear: it exists nowhere else, nor in what is logged of this."""

    card: AccessCard
    expires_at: datetime
    digits: str = field(repr=False)

    @property
    def code(self) -> str:
        return rules.in_groups(self.digits)


def issue_opening_code(
    *, by: Person | None, card: AccessCard, now: datetime, digits: str | None = None
) -> Slip:
    """Make the one code that opens this card; the one before stops working. Valid for `rules.FIRST_OPENING`.

    Only the loader (`by=None`) may choose the digits. Refused: neither facilitator nor technical administration, a
    card that no longer works, somebody who has left or already has a NIP.
    """
    who.check_may_open_accounts(mandates.acting(by, now=now))
    if by is not None and digits is not None:
        raise Refused("not_allowed", _("Nobody chooses an opening code."))
    if card.revoked_at is not None:
        raise IllegalTransition("card_revoked", _("This card no longer works. Make another one."))
    rules.check_may_be_opened(card.person)
    digits = rules.check_opening_code(digits) if digits else _drawn()
    expires_at = now + rules.FIRST_OPENING
    try:
        with transaction.atomic():
            revoke_of(person=card.person, now=now)
            OpeningCode.objects.create(
                card=card,
                code_hash=make_password(digits),
                issued_by=by,
                issued_at=now,
                expires_at=expires_at,
            )
            audit.record("opening_code_issued", by=by, subject=card, now=now, person_id=card.person_id)
    except IntegrityError as error:
        raise IllegalTransition(
            "code_race", _("Somebody has just made a code for this card. Try again.")
        ) from error
    return Slip(card=card, expires_at=expires_at, digits=digits)


def revoke_of(*, person: Person, now: datetime) -> int:
    """The person's codes that still wait stop working; how many they were. Called inside a verb that is audited."""
    waiting = OpeningCode.objects.unsettled().filter(card__in=AccessCard.objects.filter(person=person))
    return waiting.update(revoked_at=now)


def _drawn() -> str:
    return f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
