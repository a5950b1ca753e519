"""Recognise who enters: a card number or a login name, with its NIP."""

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain import devices, tries
from accounts.models import Person
from accounts.rules import entering as rules
from common.exceptions import Refused


def recognise(*, request: HttpRequest, login: str, pin: str) -> Person:
    """The person who enters with this card number (or login name) and this NIP; for the page and the API alike.

    Refused: a card number or its NIP with a wrong number of digits (not counted as a try), too many tries, a pair
    that does not go together. One sentence for every wrong pair: it does not say which cards exist.
    """
    if rules.looks_like_a_number(login):
        rules.check_card_number(login)
        rules.check_is_no_opening_code(pin)
        rules.check_pin(pin)
    found = find_by_card_or_name(login)
    device = devices.known(person=found, mark=devices.mark_of(request))
    usage = tries.take(request, login=login, person=found, device=device)
    person = authenticate(request, login=login, pin=pin)
    if person is None:
        raise Refused("wrong_pair", _("This number and this NIP do not go together. Check both."), status=401)
    usage.rollback()
    return person


def may_enter(person: Person) -> bool:
    """Whatever the way in: an open account of somebody who has not left."""
    return person.is_active and person.left_at is None


def find_by_card_or_name(text: str) -> Person | None:
    """The person whose live card has this number, or whose login name this is (case does not matter)."""
    typed = rules.squeezed(text)
    if not typed or "\x00" in typed:
        return None
    if rules.looks_like_a_number(typed):
        return Person.objects.filter(cards__number=typed, cards__revoked_at__isnull=True).first()
    named = list(Person.objects.filter(username__iexact=typed).order_by("pk")[:2])
    exact = [person for person in named if person.username == typed]
    if exact:
        return exact[0]
    return named[0] if len(named) == 1 else None


def typed_pin(text: str) -> str:
    """A NIP is typed with or without spaces; a password is left as it is."""
    return rules.squeezed(text) if rules.looks_like_a_number(text) else text
