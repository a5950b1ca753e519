"""An account opened by the person alone, without a card: no right yet, until the welcome talk."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain import contacts, people, tries
from accounts.enums import ContactPath
from accounts.models import Person, Territory
from accounts.rules import signing_up as rules
from common import audit
from common.exceptions import BadInput


def open_account(
    *,
    request: HttpRequest,
    name: str,
    login: str,
    secret: str,
    territory: Territory,
    age_group: str,
    now: datetime,
    phone: str = "",
    email: str = "",
) -> Person:
    """Make the account, its borrowed name and its NIP (or password), and how to call the person back if they want.

    Effects: the person is among those who wait for a welcome talk; they hold no mandate. Nothing asks for an e-mail.
    A taken login name is said plainly: the name to enter is chosen by the person, so this cannot be hidden; a name is
    proposed that nobody has, the count per address slows whoever looks for names, and a name opens nothing.
    Refused: too many accounts from one address, too young, a name taken or not allowed, a secret too easy, a phone or
    an e-mail that is none.
    """
    rules.check_age(age_group)
    name = people.free_name(person=Person(), name=name)
    login = rules.check_login_name(login, shown=name)
    secret = rules.check_secret(secret)
    path = ContactPath.PHONE if phone else ContactPath.EMAIL if email else ContactPath.WEB
    contacts.check(path=path, phone=phone, email=email)
    tries.take_sign_up(request)
    if Person.objects.filter(username__iexact=login).exists():
        raise _taken()
    try:
        with transaction.atomic():
            person = Person.objects.create_user(
                username=login,
                password=secret,
                display_name=name,
                name_chosen_at=now,
                territory=territory,
                age_group=age_group,
                joined_at=now,
            )
            audit.record("person_signed_up", by=person, subject=person, now=now)
            if path != ContactPath.WEB:
                contacts.choose(by=person, person=person, path=path, phone=phone, email=email, now=now)
    except IntegrityError as error:
        # Somebody took one of the two names a moment ago.
        people.free_name(person=Person(), name=name)
        raise _taken() from error
    return person


def _taken() -> BadInput:
    return BadInput("login_name_taken", _("This login name is already taken. Choose another one."))
