"""How to reach somebody: chosen by the person, read by whoever answers them, and each look is written down."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal, mandates
from accounts.enums import AccountEventKind, ContactPath, IdentityPart
from accounts.models import ContactDetails, Person
from accounts.rules import contacts as rules
from common import audit
from common.exceptions import BadInput, Refused

_PHONE = re.compile(r"\+?[\d ().-]{7,20}( ?(poste|ext\.?|#) ?\d{1,6})?", re.IGNORECASE)


@transaction.atomic
def choose(
    *,
    by: Person | None,
    person: Person,
    path: str,
    now: datetime,
    phone: str = "",
    call_name: str = "",
    may_leave_message: bool = False,
    postal_address: str = "",
    email: str = "",
) -> None:
    """Keep how the person wants to be told things, and only that: what they leave empty is erased.

    `by` is the person, or a facilitator or support resource to whom they said it (written in their journal).
    An e-mail lets the person in (`email_codes`) only when they wrote it themself: one that a worker wrote down does not.
    Refused: anybody else; a path whose detail is missing (a call needs a phone); a malformed phone or e-mail.
    """
    rules.check_may_note_for(mandates.acting(by, now=now), person)
    phone, email, postal_address = phone.strip(), email.strip(), postal_address.strip()
    check(path=path, phone=phone, email=email, postal_address=postal_address)
    is_own = bool(email) and (by is None or by.pk == person.pk or _is_known_as_own(person, email))
    person.contact_path, person.email = path, email
    person.save(update_fields=["contact_path", "email"])
    ContactDetails.objects.update_or_create(
        person=person,
        defaults={
            "phone": phone,
            "call_name": call_name.strip()[:80],
            "may_leave_message": may_leave_message,
            "postal_address": postal_address[:400],
            "email_is_own": is_own,
            "changed_at": now,
        },
    )
    journal.note(person=person, kind=AccountEventKind.CONTACT_CHANGED, by=by, now=now)
    audit.record("contact_chosen", by=by, subject=person, now=now, path=path)


def _is_known_as_own(person: Person, email: str) -> bool:
    """The person wrote this very address before: a worker who writes it again changes nothing."""
    is_same = person.email.casefold() == email.casefold()
    return is_same and ContactDetails.objects.filter(person=person, email_is_own=True).exists()


def check(
    *, path: str, phone: str = "", email: str = "", postal_address: str = "", **_others: object
) -> None:
    """The answers can be kept as they are; asked before « Vérifie ». Refused: see `choose`."""
    phone, email, postal_address = phone.strip(), email.strip(), postal_address.strip()
    if path not in ContactPath.values:
        raise BadInput("contact_path", _("Choose one of the answers."))
    if phone and not _PHONE.fullmatch(phone):
        raise BadInput("phone", _("This does not look like a phone number. Example: 418 555-0142."))
    if email:
        _check_email(email)
    rules.check_path_has_its_detail(path, phone=phone, postal_address=postal_address, email=email)


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadInput("email", _("This does not look like an e-mail address.")) from error


def details_of(person: Person) -> ContactDetails | None:
    """The person's own details, for their own page."""
    return ContactDetails.objects.filter(person=person).first()


def details_for(*, by: Person, person: Person, now: datetime) -> ContactDetails | None:
    """The details, for whoever has to answer the person; the look is written in the person's journal.

    Refused: neither facilitation nor support.
    """
    if not rules.may_read_details(mandates.acting(by, now=now)):
        raise Refused("not_your_role", _("This page is not open to your role."))
    journal.note_look(person=person, viewer=by, part=IdentityPart.CONTACT, now=now)
    return details_of(person)


def forget(*, person: Person) -> None:
    """Erase how to reach somebody who leaves. Called inside a verb that is audited."""
    ContactDetails.objects.filter(person=person).delete()
    if person.email:
        person.email = ""
        person.save(update_fields=["email"])
