"""Register, welcome, leave: the life of a person here."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from accounts.domain import (
    cards,
    contacts,
    devices,
    mandates,
    one_time_codes,
    second_step,
    sessions,
    welcomes,
)
from accounts.enums import ContactPath
from accounts.models import Person, Territory
from accounts.rules import entering, naming
from accounts.rules import mandates as rules
from accounts.rules.visibility import shown_name, shown_with_territory
from common import audit, live
from common.exceptions import BadInput, IllegalTransition, Refused
from common.record_words import in_the_espaces_language

__all__ = ["choose_name", "leave", "register", "shown_name", "shown_with_territory", "welcome"]


def register(
    *,
    by: Person | None,
    display_name: str,
    territory: Territory | None,
    now: datetime,
    municipality: str = "",
    age_group: str = "",
    contact_path: str = ContactPath.WEB,
    username: str | None = None,
) -> Person:
    """Open an account that gives no right yet, without a NIP: see `cards.issue_card` and `cards.choose_pin`.

    Refused: neither facilitator nor technical administration, no borrowed name, a login name already taken.
    """
    rules.check_may_open_accounts(mandates.acting(by, now=now))
    display_name = display_name.strip()
    if not display_name:
        raise BadInput("display_name", _("Write a borrowed name."))
    if username:
        entering.check_login_name(username)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(
                username=username,
                display_name=display_name,
                territory=territory,
                municipality=municipality,
                age_group=age_group,
                contact_path=contact_path,
                joined_at=now,
            )
            audit.record("person_registered", by=by, subject=person, now=now)
    except IntegrityError as error:
        raise BadInput(
            "login_name_taken", _("This login name is already taken. Choose another one.")
        ) from error
    return person


def register_with_card(
    *, by: Person | None, display_name: str, territory: Territory | None, age_group: str, now: datetime
) -> Person:
    """Open an account and give its first card, both or none; its opening code is made when it is printed."""
    with transaction.atomic():
        person = register(by=by, display_name=display_name, territory=territory, age_group=age_group, now=now)
        cards.issue_card(by=by, person=person, now=now)
    return person


def reread(person: Person) -> Person:
    """The person as stored now: a name refused half-way must not stay on the one of the request."""
    return Person.objects.get(pk=person.pk)


def free_name(*, person: Person, name: str) -> str:
    """The name, tidied. Refused: not allowed, or somebody else has it, or had it when they left."""
    name = naming.check_borrowed_name(name)
    if Person.objects.named_like(name).exclude(pk=person.pk).exists():
        raise _taken()
    return name


def _taken() -> BadInput:
    return BadInput("name_taken", _("Somebody here already has this name. Choose another one."))


def choose_name(*, by: Person, person: Person, name: str, now: datetime) -> None:
    """The name that others see, chosen by the person; everything already written shows it too.

    Refused: somebody else than the person, a person who works here, a name not allowed, a name that
    somebody has, or had when they left. A name given up for another one is free again.
    """
    if by.pk != person.pk:
        raise Refused("not_allowed", _("Only the person chooses their borrowed name."))
    naming.check_may_rename(mandates.acting(by, now=now))
    name = free_name(person=person, name=name)
    person.display_name, person.name_chosen_at = name, now
    try:
        with transaction.atomic():
            person.save(update_fields=["display_name", "name_chosen_at"])
            audit.record("name_chosen", by=by, subject=person, now=now)
    except IntegrityError as error:
        raise _taken() from error


# A talk is one act of a person's life here; how two workers make it one is in `welcomes`.
welcome = welcomes.hold


@transaction.atomic
def close_unopened(*, person: Person, now: datetime) -> bool:
    """Close an account that nobody opened: its card and code stop working. Called inside a verb that is audited.

    False, and nothing changes, when the person chose a NIP meanwhile or has left.
    """
    one_time_codes.revoke_opening_codes(person=person, now=now)
    unopened = Person.objects.present().without_nip().filter(pk=person.pk)
    if not unopened.update(left_at=now, is_active=False):
        return False
    person.cards.filter(revoked_at__isnull=True).update(revoked_at=now)
    return True


def leave(*, by: Person | None, person: Person, now: datetime) -> Person:
    """Leave the Espace: mandates end today, cards, API tokens and sockets close, contact details and second steps are erased; texts stay under « Ancien membre ».

    A mandate that has not begun ends on its first day: `left_at` already takes every right away.
    Refused: somebody else than the person (or the loader), twice.
    """
    if by is not None and by.pk != person.pk:
        raise Refused("not_allowed", _("Only the person decides to leave."))
    on = timezone.localdate(now)
    left = in_the_espaces_language(lambda: _("The person left the Espace."))
    with transaction.atomic():
        if not Person.objects.filter(pk=person.pk, left_at__isnull=True).update(left_at=now, is_active=False):
            raise IllegalTransition("has_left", _("This person has left the Espace."))
        person.refresh_from_db(fields=["left_at", "is_active"])
        one_time_codes.revoke_all(by=by, person=person, now=now)
        person.cards.filter(revoked_at__isnull=True).update(revoked_at=now)
        contacts.forget(person=person)
        second_step.forget(person=person)
        AuthToken.objects.filter(user=person).delete()
        devices.revoke(devices=person.known_devices.trusted(), now=now)
        sessions.forget_of(person=person)
        for mandate in person.mandates.order_by("pk"):
            if mandate.ends_on is None or mandate.ends_on > on:
                last = max(on, mandate.starts_on)
                mandates.record_end(by=by, mandate=mandate, on=last, now=now, reason=left)
        audit.record("person_left", by=by, subject=person, now=now)
    live.disconnect_person(person.pk)
    return person
