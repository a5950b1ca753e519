"""« It was not me »: the person says that a change of their account does not come from them."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts.domain import cards, journal, one_time_codes, passkeys, tries
from accounts.domain.queries.people import capacity
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, Dispute, NipCode, Person
from accounts.rules import disputing as rules
from accounts.rules import entering
from accounts.rules.capacity import Capacity
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition

# Longer than any code lives: whoever made the code of the disputed change is found.
BEFORE = timedelta(days=2)


def is_open(person: Person) -> bool:
    return Dispute.objects.open().filter(person=person).exists()


def involved(person: Person) -> frozenset[int]:
    """The workers behind what the person disputes now, by number."""
    found: set[int | None] = set()
    for dispute in Dispute.objects.open().filter(person=person).select_related("event"):
        found |= workers_behind(dispute.event)
    return frozenset(pk for pk in found if pk is not None and pk != person.pk)


def workers_behind(event: AccountEvent) -> set[int | None]:
    """Who did it, and who asked for or made the codes of the person just before."""
    codes = NipCode.objects.filter(
        person_id=event.person_id, issued_at__gt=event.at - BEFORE, issued_at__lte=event.at
    )
    found: set[int | None] = {event.by_id}
    for maker, asker in codes.values_list("issued_by_id", "request__asked_by_id"):
        found |= {maker, asker}
    return found


@transaction.atomic
def mark_seen(*, person: Person, now: datetime) -> None:
    """« I have read it, it was me »: the note on the home goes away; the journal keeps its line."""
    person.journal_seen_at = now
    person.save(update_fields=["journal_seen_at"])
    audit.record("journal_seen", by=person, subject=person, now=now)


def raise_dispute(*, request: HttpRequest, event: AccountEvent, pin: str, now: datetime) -> Dispute:
    """Sessions, API tokens, sockets, waiting codes and passkeys of the person end; another employer's people are told.

    The account is put on hold (nobody enters any more, until two workers of two employers make a code) only when the
    NIP of now is the disputed one *and* `pin` is it: an open session found at the library is not enough to lock its
    owner out. An empty `pin` holds nothing; otherwise a right `pin` keeps working. Refused: an event that is not the
    person's or cannot be disputed, twice, a wrong `pin` (counted as a try of entering).
    """
    person = event.person
    rules.check_may_dispute(event, by=request.user if isinstance(request.user, Person) else None, now=now)
    knows_pin = _check_pin(request, person, pin)
    try:
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=person.pk)
            is_held = knows_pin and rules.is_behind_the_nip_of_now(event, person)
            if is_held:
                # Nobody knows this one. Still « has a NIP »: an opening code does not lead in.
                person.set_password(get_random_string(64))
            person.journal_seen_at = now
            person.session_round = (person.session_round or 0) + 1
            person.save(update_fields=["password", "session_round", "journal_seen_at"])
            one_time_codes.revoke_all(by=person, person=person, now=now)
            cards.close_elsewhere(person)
            passkeys.forget_all(person=person, now=now)
            raised = Dispute.objects.create(person=person, event=event, raised_at=now, is_held=is_held)
            journal.note(person=person, kind=AccountEventKind.NOT_ME, by=person, now=now)
            audit.record("change_disputed", by=person, subject=raised, now=now, is_held=is_held)
    except IntegrityError as error:
        raise IllegalTransition("already_said", _("You already said it. We call you.")) from error
    return raised


def _check_pin(request: HttpRequest, person: Person, pin: str) -> bool:
    if not pin.strip():
        return False
    usage = tries.take_inside(request, person=person)
    if not person.check_password(entering.squeezed(pin)) and not person.check_password(pin):
        raise BadInput("old_pin", _("This is not your NIP of now. Check it, or leave it empty."))
    usage.rollback()
    return True


@transaction.atomic
def settle(*, by: Person, dispute: Dispute, now: datetime) -> Dispute:
    """After a talk with the person: nothing waits any more. An account on hold stays so until a code of two workers.

    Refused: whoever is behind the disputed change, or of the same employer as who is; on hold; twice.
    """
    dispute = (
        Dispute.objects.select_for_update(of=("self",))
        .select_related("event__by", "person")
        .get(pk=dispute.pk)
    )
    rules.check_may_settle(
        capacity(by, on=dates.local_day(now)),
        dispute,
        behind=behind(dispute.event, now=now),
    )
    dispute.settled_at, dispute.settled_by = now, by
    dispute.save(update_fields=["settled_at", "settled_by"])
    audit.record("dispute_settled", by=by, subject=dispute, now=now)
    return dispute


def behind(event: AccountEvent, *, now: datetime) -> list[Capacity]:
    """What each worker behind an event may do now, for the comparison of employers."""
    numbers = [pk for pk in workers_behind(event) if pk is not None and pk != event.person_id]
    found = Person.objects.filter(pk__in=numbers).order_by("pk")
    return [capacity(worker, on=dates.local_day(now)) for worker in found]


def end_by_recovery(*, person: Person, by: Person | None, now: datetime) -> None:
    """The person is back with a code that nobody they disputed has made: `by` made it."""
    if by is not None:
        Dispute.objects.open().filter(person=person).update(settled_at=now, settled_by=by)
