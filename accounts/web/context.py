"""`me` in every template: who is reading this page, and with which rights."""

from dataclasses import dataclass

from django.http import HttpRequest

from accounts.domain.queries import journal
from accounts.doors import capacity_of
from accounts.models import Person
from accounts.rules.capacity import NOBODY, Capacity
from accounts.rules.homes import home_of, menu_of
from accounts.web.pages.journal import Told, told
from common import clock


@dataclass(frozen=True)
class Me:
    capacity: Capacity

    @property
    def person(self) -> Person | None:
        return self.capacity.person

    @property
    def display_name(self) -> str:
        return self.person.display_name if self.person else ""

    @property
    def menu(self) -> str:
        return menu_of(self.capacity)

    @property
    def home_url_name(self) -> str:
        return home_of(self.capacity)

    @property
    def is_citizen(self) -> bool:
        return self.capacity.is_citizen

    @property
    def is_facilitator(self) -> bool:
        return self.capacity.is_facilitator

    @property
    def is_member(self) -> bool:
        return self.capacity.is_member

    @property
    def change_to_read(self) -> Told | None:
        """The latest change made by somebody else that the person has not read: for the homes. One query or two."""
        if self.person is None:
            return None
        now = clock.now()
        found = journal.to_read(self.person, now=now)
        return told(journal.of_event(found[0], now=now)) if found else None

    @property
    def role_label(self) -> str:
        return self.capacity.role_label

    @property
    def employer(self) -> str:
        return self.capacity.badge_employer


def who(request: HttpRequest) -> dict[str, Me]:
    # An error page may be rendered before anybody was recognised.
    return {"me": Me(capacity_of(request) if hasattr(request, "user") else NOBODY)}
