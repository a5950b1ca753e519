"""Recognises a card number or a login name with its NIP."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.domain import entering
from accounts.models import Person


class CardOrNameBackend(ModelBackend):
    def authenticate(  # type: ignore[override]
        self,
        request: HttpRequest | None,
        login: str | None = None,
        pin: str | None = None,
        **credentials: Any,
    ) -> Person | None:
        if login is None or pin is None:
            return None
        person = entering.find_by_card_or_name(login)
        if person is None:
            # The same work as for a known card, so that the time taken does not tell which cards exist.
            Person().set_password(pin)
            return None
        if person.check_password(entering.typed_pin(pin)) and self.user_can_authenticate(person):
            return person
        return None

    def user_can_authenticate(self, user: Person | AnonymousUser | None) -> bool:
        return isinstance(user, Person) and entering.may_enter(user)
