"""A forgotten NIP: a worker makes a one-time code, the person alone chooses the new NIP. Nobody enters in their place."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain import cards, disputes, entering, journal, mandates, one_time_codes, passkeys, tries
from accounts.domain.one_time_codes import Shown
from accounts.domain.queries.people import capacity
from accounts.enums import AccountEventKind
from accounts.models import NipCode, Person, RecoveryRequest
from accounts.rules import entering as entering_rules
from accounts.rules import opening, recovering
from accounts.rules.capacity import Capacity
from common import audit, dates
from common.exceptions import IllegalTransition, Refused


def ask(*, by: Person, person: Person, now: datetime) -> RecoveryRequest:
    """A first worker asks for a code, for `recovering.LIFE`; a worker of another employer makes it with `make_code`.

    Refused: see `recovering.check_may_make_code`; a worker named in a dispute; more than `MOST_A_DAY`; a request that
    already waits.
    """
    target = _checked(by, person, now=now)
    try:
        with transaction.atomic():
            _check_within_a_day(by, now=now)
            _settle_expired(person, now=now)
            asked = RecoveryRequest.objects.create(
                person=person, asked_by=by, asked_at=now, expires_at=now + recovering.LIFE
            )
            journal.note(person=person, kind=AccountEventKind.RECOVERY_ASKED, by=by, now=now)
            audit.record("recovery_asked", by=by, subject=target, now=now)
    except IntegrityError as error:
        raise IllegalTransition("already_asked", _("A request already waits for this person.")) from error
    return asked


def make_code(*, by: Person | None, person: Person, needs_two: bool, now: datetime) -> Shown:
    """The code, shown to whoever makes it and kept nowhere; the one before stops working. Lives `recovering.LIFE`.

    `needs_two` is told by whoever knows the votes; so do an unsettled dispute of somebody who enters with a card, and a
    card that nobody opened of somebody who already decides. Then
    the one who makes it confirms the waiting request of somebody else, of another employer. Refused: like `ask`; `needs_two` with nothing
    asked; confirming one's own request; the same employer.
    """
    asked = RecoveryRequest.objects.live(now).filter(person=person).select_related("asked_by").first()
    target = _capacity(person, now)
    is_disputed = disputes.is_open(person) and not recovering.works_here(target)
    if needs_two or is_disputed or recovering.never_entered(target):
        return _make_by_two(by=by, person=person, asked=asked, now=now)
    _checked(by, person, now=now)
    with transaction.atomic():
        if by is not None:
            _check_within_a_day(by, now=now)
        return _write(by=by, person=person, asked=None, now=now)


def _make_by_two(*, by: Person | None, person: Person, asked: RecoveryRequest | None, now: datetime) -> Shown:
    recovering.check_alone_is_enough(asked is None or by is None)
    assert asked is not None
    assert by is not None
    acting, target = _capacity(by, now), _capacity(person, now)
    recovering.check_may_come_back(person, target)
    recovering.check_may_confirm(acting, asker=_capacity(asked.asked_by, now), target=target)
    recovering.check_not_involved(acting, disputes.involved(person))
    with transaction.atomic():
        _check_within_a_day(by, now=now)
        # Whoever comes second waits for the first, then finds nothing to confirm.
        waiting = RecoveryRequest.objects.live(now).filter(pk=asked.pk)
        if not waiting.update(confirmed_by=by, confirmed_at=now):
            raise IllegalTransition("needs_two", _("Two people of two employers are needed for this code."))
        return _write(by=by, person=person, asked=asked, now=now)


def _write(*, by: Person | None, person: Person, asked: RecoveryRequest | None, now: datetime) -> Shown:
    digits = one_time_codes.drawn()
    expires_at = now + recovering.LIFE
    try:
        with transaction.atomic():
            NipCode.objects.unsettled().filter(person=person).update(revoked_at=now)
            if asked is None:
                RecoveryRequest.objects.unsettled().filter(person=person).update(cancelled_at=now)
            code = NipCode.objects.create(
                person=person,
                request=asked,
                code_hash=one_time_codes.scrambled(digits),
                issued_by=by,
                issued_at=now,
                expires_at=expires_at,
            )
            journal.note(person=person, kind=AccountEventKind.RECOVERY_ISSUED, by=by, now=now)
            audit.record("recovery_code_issued", by=by, subject=code, now=now, person_id=person.pk)
    except IntegrityError as error:
        raise IllegalTransition(
            "code_race", _("Somebody has just made a code for this person. Try again.")
        ) from error
    return Shown(expires_at=expires_at, digits=digits)


@transaction.atomic
def cancel(*, by: Person, person: Person, now: datetime) -> None:
    """Whatever request or code waits for this person stops working; their journal tells it.

    Refused: whoever may neither ask nor confirm; nothing that waits.
    """
    acting = _capacity(by, now)
    if not (acting.is_support and not recovering.works_here(_capacity(person, now))):
        recovering.check_may_make_code(acting, _capacity(person, now))
    if not one_time_codes.revoke_recovery(by=by, person=person, now=now):
        raise IllegalTransition("nothing_waits", _("No code and no request waits for this person."))
    audit.record("recovery_cancelled", by=by, subject=person, now=now)


def open_with_code(*, request: HttpRequest, login: str, code: str, now: datetime) -> NipCode:
    """The live code that these digits are, for this card or login name: the right to go on to `finish`, nothing else.

    Refused: a wrong number of digits (not counted as a try), too many tries, a pair that does not go together. One
    sentence and one amount of work for an unknown person, a wrong code, a used, revoked or expired one.
    """
    if entering_rules.looks_like_a_number(login):
        entering_rules.check_card_number(login)
    code = opening.check_code_digits(code)
    usage = tries.take_code(request, tries.RECOVERING, of=login)
    person = entering.find_by_card_or_name(login)
    waiting = NipCode.objects.live(now).filter(person=person, person__is_active=True)
    found = one_time_codes.matching(waiting.first(), code)
    if found is None:
        raise Refused(
            "wrong_code",
            _(
                "This card and this code do not go together. Check both. A code works only once, for 24 hours."
            ),
            status=401,
        )
    usage.rollback()
    return found


def still_live(*, code_id: int, now: datetime) -> NipCode | None:
    """The code, when it may still change the NIP."""
    return NipCode.objects.live(now).filter(pk=code_id).select_related("person", "issued_by").first()


def uses_password(person: Person, *, now: datetime) -> bool:
    """Whoever works here chooses a password, the others a NIP."""
    return recovering.works_here(_capacity(person, now))


def finish(*, code: NipCode, secret: str, now: datetime) -> Person:
    """Spend the code and set the NIP (or password) that the person chose: all or nothing, once, whoever else tries.

    Every session, API token and socket of the person ends, every other code is revoked, the passkeys of a citizen
    are removed, their journal says who made the code, and their votes already cast can no longer be changed (`Person.nip_recovered_at`). Being recovered ends
    what they disputed. Refused: a NIP too easy, a code that has been used or revoked meanwhile, a code made by one
    worker alone before a vote that concerns the person was announced (the database knows).
    """
    try:
        return _finish(code=code, secret=secret, now=now)
    except IntegrityError as error:
        raise IllegalTransition(
            "needs_two", _("A vote has been announced since. This code no longer works. Call us.")
        ) from error


def _finish(*, code: NipCode, secret: str, now: datetime) -> Person:
    with transaction.atomic():
        if not NipCode.objects.live(now).filter(pk=code.pk).update(used_at=now):
            raise IllegalTransition(
                "code_used", _("This code no longer works. If you chose a NIP, enter with it.")
            )
        person = Person.objects.select_for_update().get(pk=code.person_id)
        target = _capacity(person, now)
        is_staff = recovering.works_here(target)
        recovering.check_may_come_back(person, target)
        person.nip_recovered_at, person.nip_recovered_on = now, dates.local_day(now)
        person.save(update_fields=["nip_recovered_at", "nip_recovered_on"])
        if is_staff:
            cards.choose_password(by=person, person=person, password=secret, now=now)
        else:
            cards.choose_pin(by=person, person=person, pin=secret, now=now)
            passkeys.forget_all(person=person, now=now)
        journal.note(person=person, kind=AccountEventKind.RECOVERY_USED, by=code.issued_by or person, now=now)
        if is_staff or code.request_id is not None:
            # Made by nobody whom they disputed: what they said is settled.
            disputes.end_by_recovery(person=person, by=code.issued_by, now=now)
        audit.record("recovery_finished", by=person, subject=code, now=now)
    return person


def _capacity(person: Person, now: datetime) -> Capacity:
    return capacity(person, on=dates.local_day(now))


def _checked(by: Person | None, person: Person, *, now: datetime) -> Person:
    """The person, when this worker may make or ask for a code for them."""
    acting, target = mandates.acting(by, now=now), _capacity(person, now)
    recovering.check_may_make_code(acting, target)
    recovering.check_may_come_back(person, target)
    if acting is not None:
        recovering.check_not_involved(acting, disputes.involved(person))
    return person


def _check_within_a_day(by: Person, *, now: datetime) -> None:
    """One worker at a time: two tabs do not make one code more."""
    Person.objects.select_for_update().get(pk=by.pk)
    recovering.check_within_a_day(made_lately(by, now=now))


def made_lately(by: Person, *, now: datetime) -> int:
    """Codes made and requests asked by this worker in the last 24 hours."""
    since = now - recovering.DAY
    made = NipCode.objects.filter(issued_by=by, issued_at__gt=since).count()
    return made + RecoveryRequest.objects.filter(asked_by=by, asked_at__gt=since).count()


def _settle_expired(person: Person, *, now: datetime) -> None:
    """A request that nobody confirmed in time makes room for another one."""
    old = RecoveryRequest.objects.unsettled().filter(Q(person=person), expires_at__lte=now)
    old.update(cancelled_at=now)
