"""The second step to enter: set it up, prove it, lose it."""

import secrets
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from accounts.domain import factors, journal, mandates, sessions, tries
from accounts.enums import AccountEventKind
from accounts.models import Person, RecoveryCode, UsedStep
from accounts.rules import second_step as rules
from common import audit, live
from common.exceptions import BadInput, IllegalTransition, Refused


def set_up_application(*, person: Person, secret: str, code: str, now: datetime) -> int:
    """Keep the application that holds this secret, once it has shown a good code; the number of its row.

    The application before, if any, stops working: sessions and tokens that it proved go through again.
    Refused: not 6 digits, a code that is not of now.
    """
    digits = rules.typed_code(code)
    with transaction.atomic():
        if not factors.spend_step(person, secret=secret, code=digits, now=now):
            raise _wrong_first_code()
        kept = factors.keep_application(person, secret=secret, now=now)
        journal.note(person=person, kind=AccountEventKind.SECOND_FACTOR_SET, by=person, now=now)
        audit.record("second_step_set", by=person, subject=person, now=now)
    return kept.pk


def _wrong_first_code() -> Refused:
    return BadInput(
        "wrong_code", _("This code is not the one of now. Wait for the next one, then try again.")
    )


def prove(*, request: HttpRequest, person: Person, code: str, now: datetime) -> int:
    """The row that this code proves (the application), 0 for a recovery code; a code never serves twice.

    Refused: neither 6 nor 10 digits (not counted as a try), too many tries, a wrong code or one that has served.
    """
    digits = rules.typed_code(code)
    usage = tries.take_second_step(request, person=person)
    factor = _spend(person, digits, now=now)
    if factor is None:
        raise Refused(
            "wrong_code",
            _("This code does not open, or has already served. Wait for the next one, then try again."),
            status=401,
        )
    usage.rollback()
    return factor


def _spend(person: Person, digits: str, *, now: datetime) -> int | None:
    if len(digits) == rules.RECOVERY_DIGITS:
        return 0 if _spend_recovery_code(person, digits, now=now) else None
    application = factors.application_of(person)
    if application is None:
        return None
    secret = factors.secret_of(application)
    return application.pk if factors.spend_step(person, secret=secret, code=digits, now=now) else None


@transaction.atomic
def _spend_recovery_code(person: Person, digits: str, *, now: datetime) -> bool:
    waiting = RecoveryCode.objects.filter(person=person, digest=digest_of(person, digits), used_at=None)
    if not factors.has_any(person) or not waiting.update(used_at=now):
        return False
    audit.record("recovery_code_used", by=person, subject=person, now=now)
    return True


def digest_of(person: Person, digits: str) -> str:
    """Keyed with SECRET_KEY: a copy of the database is not enough to guess a code."""
    return salted_hmac("accounts.recovery_code", f"{person.pk}:{digits}", algorithm="sha256").hexdigest()


def recovery_codes_left(person: Person) -> int:
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


@transaction.atomic
def make_recovery_codes(*, person: Person, now: datetime) -> list[str]:
    """Ten new codes, in clear in this answer only; the ones before stop working. Refused: no second step yet."""
    if not factors.has_any(person):
        raise IllegalTransition("no_second_step", _("Set up your second step first."))
    drawn: set[str] = set()
    while len(drawn) < rules.RECOVERY_CODES:
        drawn.add(f"{secrets.randbelow(10**rules.RECOVERY_DIGITS):0{rules.RECOVERY_DIGITS}d}")
    codes = sorted(drawn)
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=digest_of(person, code), made_at=now) for code in codes
    )
    audit.record("recovery_codes_made", by=person, subject=person, now=now)
    return codes


@transaction.atomic
def remove(*, by: Person | None, person: Person, reason: str, now: datetime) -> None:
    """Take away every second step of somebody who lost theirs: they set up another one at their next entry.

    Their sessions, tokens and sockets end. The journal and the history keep who did it; the journal keeps the reason.
    Refused: neither the technical administration nor the system, oneself, no reason, nothing to take away.
    """
    rules.check_may_remove(mandates.acting(by, now=now), person)
    reason = " ".join(reason.split())
    if not reason:
        raise BadInput("reason", _("Write why, in a few words."))
    if not factors.has_any(person):
        raise IllegalTransition("no_second_step", _("This person has no second step."))
    forget(person=person)
    end_everything(person)
    journal.note(person=person, kind=AccountEventKind.SECOND_FACTOR_REMOVED, by=by, now=now, detail=reason)
    audit.record("second_step_removed", by=by, subject=person, now=now)


def forget(*, person: Person) -> None:
    """Application, passkeys and codes are erased. Called inside a verb that is already checked and audited."""
    factors.of_person(person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    UsedStep.objects.filter(person=person).delete()


def end_everything(person: Person) -> None:
    """Sessions, tokens, sockets. Called inside a verb that is already checked and audited.

    Every session is signed with the person's round: the next one opens none of them."""
    person.session_round = (person.session_round or 0) + 1
    person.save(update_fields=["session_round"])
    sessions.forget_of(person=person)
    AuthToken.objects.filter(user=person).delete()
    live.disconnect_person(person.pk)
