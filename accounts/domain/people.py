"""Register, welcome, leave: the life of a person here."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from accounts.domain import cards, mandates, opening_codes
from accounts.enums import ContactPath, Role
from accounts.models import Mandate, Person, Territory
from accounts.rules import ages, entering, naming
from accounts.rules import mandates as rules
from accounts.rules.visibility import shown_name, shown_with_territory
from common import audit, live
from common.exceptions import BadInput, IllegalTransition, Refused

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


def welcome(
    *,
    by: Person | None,
    person: Person,
    now: datetime,
    on: date | None = None,
    min_age: int = ages.MIN_PARTICIPATION_AGE,
    territory: Territory | None = None,
    age_group: str = "",
) -> Mandate:
    """Record the talk of welcome held by a facilitator and give the citizen mandate from `on` (default: today).

    `territory` and `age_group`: what the person says in the talk replaces what was noted before. `min_age` is the
    rule `min_participation_age`, in years. Refused: not a facilitator, oneself, an unknown or too young age group,
    another role on these days.
    """
    rules.check_may_welcome(mandates.acting(by, now=now), person)
    ages.check_may_take_part(age_group or person.age_group, min_age=min_age)
    with transaction.atomic():
        person.territory = territory or person.territory
        person.age_group = age_group or person.age_group
        person.save(update_fields=["territory", "age_group"])
        mandate = mandates.record_mandate(
            by=by, person=person, now=now, role=Role.CITIZEN, starts_on=on or timezone.localdate(now)
        )
        audit.record("person_welcomed", by=by, subject=person, now=now)
    return mandate


def leave(*, by: Person | None, person: Person, now: datetime) -> Person:
    """Leave the Espace: mandates end today, cards, API tokens and sockets close; texts stay under « Ancien membre ».

    A mandate that has not begun ends on its first day: `left_at` already takes every right away.
    Refused: somebody else than the person (or the loader), twice.
    """
    if by is not None and by.pk != person.pk:
        raise Refused("not_allowed", _("Only the person decides to leave."))
    on = timezone.localdate(now)
    with transaction.atomic():
        if not Person.objects.filter(pk=person.pk, left_at__isnull=True).update(left_at=now, is_active=False):
            raise IllegalTransition("has_left", _("This person has left the Espace."))
        person.refresh_from_db(fields=["left_at", "is_active"])
        opening_codes.revoke_of(person=person, now=now)
        person.cards.filter(revoked_at__isnull=True).update(revoked_at=now)
        AuthToken.objects.filter(user=person).delete()
        for mandate in person.mandates.order_by("pk"):
            if mandate.ends_on is None or mandate.ends_on > on:
                mandates.record_end(by=by, mandate=mandate, on=max(on, mandate.starts_on), now=now)
        audit.record("person_left", by=by, subject=person, now=now)
    live.disconnect_person(person.pk)
    return person
