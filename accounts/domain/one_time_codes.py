"""What opening codes and codes to change a NIP share: drawn at random, shown once, compared with the same work."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.hashers import check_password, make_password

from accounts.domain import journal
from accounts.enums import AccountEventKind
from accounts.models import AccessCard, NipCode, OpeningCode, Person, RecoveryRequest
from accounts.models.one_time_code import OneTimeCode
from accounts.rules import opening as rules

C = TypeVar("C", bound=OneTimeCode)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What goes on paper. `digits` is the code in clear: it exists nowhere else, nor in what is logged of this."""

    expires_at: datetime
    digits: str = field(repr=False)

    @property
    def code(self) -> str:
        return rules.in_groups(self.digits)


def drawn() -> str:
    return f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"


def scrambled(digits: str) -> str:
    return make_password(digits)


def matching(found: C | None, digits: str) -> C | None:
    """The code when these are its digits; for a code that is not there, the same work as for one that is."""
    if found is None:
        make_password(digits)
        return None
    return found if check_password(digits, found.code_hash) else None


def revoke_opening_codes(*, person: Person, now: datetime) -> int:
    """The person's opening codes that still wait stop working; how many they were."""
    waiting = OpeningCode.objects.unsettled().filter(card__in=AccessCard.objects.filter(person=person))
    return waiting.update(revoked_at=now)


def revoke_recovery(*, by: Person | None, person: Person, now: datetime) -> bool:
    """A code to change the NIP, or a request for one, stops working; their journal tells it. Whether there was one.

    Called, like all of this module, inside a verb that is checked and audited.
    """
    codes = NipCode.objects.unsettled().filter(person=person).update(revoked_at=now)
    asked = RecoveryRequest.objects.unsettled().filter(person=person).update(cancelled_at=now)
    if codes or asked:
        journal.note(person=person, kind=AccountEventKind.RECOVERY_REVOKED, by=by, now=now)
    return bool(codes or asked)


def revoke_all(*, by: Person | None, person: Person, now: datetime) -> None:
    """Whatever one-time code waits for this person stops working."""
    revoke_opening_codes(person=person, now=now)
    revoke_recovery(by=by, person=person, now=now)
