"""What a person may do on a day: only what their mandates of that day say."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from accounts.enums import AgeGroup, Role, SeatGroup
from accounts.models import Mandate, Person

# The role that gives its name to the badge, its menu and its home when somebody holds several.
LEADING = (
    Role.FACILITATOR,
    Role.CRD_AGENT,
    Role.MRC_RESOURCE,
    Role.SIGNATORY,
    Role.TABLE_MEMBER,
    Role.CARRIER,
    Role.SCRUTINEER,
    Role.SUPPORT,
    Role.ADMIN,
    Role.CITIZEN,
)
MEMBERS = frozenset({Role.CITIZEN, Role.FACILITATOR, Role.SUPPORT, Role.CRD_AGENT, Role.MRC_RESOURCE})


@dataclass(frozen=True)
class Capacity:
    """Being a superuser, or having been something on another day, gives nothing here."""

    person: Person | None = None
    mandates: tuple[Mandate, ...] = field(default=())

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(mandate.role) for mandate in self.mandates)

    @property
    def is_citizen(self) -> bool:
        return Role.CITIZEN in self.roles

    @property
    def is_facilitator(self) -> bool:
        return Role.FACILITATOR in self.roles

    @property
    def is_support(self) -> bool:
        return Role.SUPPORT in self.roles

    @property
    def is_signatory(self) -> bool:
        return Role.SIGNATORY in self.roles

    @property
    def is_table(self) -> bool:
        return Role.TABLE_MEMBER in self.roles

    @property
    def is_secretary(self) -> bool:
        """Holds the seat that leads the Table (founding text, l.154): what the Table publishes comes from there."""
        mandate = self.mandate_of(Role.TABLE_MEMBER)
        return bool(mandate and mandate.seat and mandate.seat.group == SeatGroup.SIGNATORY)

    @property
    def is_crd_agent(self) -> bool:
        return Role.CRD_AGENT in self.roles

    @property
    def is_mrc_resource(self) -> bool:
        return Role.MRC_RESOURCE in self.roles

    @property
    def is_carrier(self) -> bool:
        return Role.CARRIER in self.roles

    @property
    def is_scrutineer(self) -> bool:
        return Role.SCRUTINEER in self.roles

    @property
    def is_admin(self) -> bool:
        return Role.ADMIN in self.roles

    @property
    def is_member(self) -> bool:
        """Reads what only members read."""
        return bool(self.roles & MEMBERS)

    @property
    def awaits_welcome(self) -> bool:
        """Has a card and nothing else yet."""
        return self.person is not None and not self.roles and not self.person.is_superuser

    def holds(self, *roles: Role) -> bool:
        return bool(self.roles.intersection(roles))

    def mandate_of(self, role: Role) -> Mandate | None:
        return next((mandate for mandate in self.mandates if mandate.role == role), None)

    @property
    def leading_role(self) -> Role | None:
        return next((role for role in LEADING if role in self.roles), None)

    @property
    def role_label(self) -> str:
        """« animation », « travail de rue »: a support resource is shown by its profile."""
        role = self.leading_role
        if role is None:
            return ""
        mandate = self.mandate_of(role)
        profile = mandate.profile if mandate and role is Role.SUPPORT else ""
        return profile or str(role.label)

    @property
    def badge_employer(self) -> str:
        """The employer shown on the badge; a seat of the Table stands for it; nothing for a citizen."""
        role = self.leading_role
        mandate = self.mandate_of(role) if role else None
        if mandate is None or role is Role.CITIZEN:
            return ""
        if mandate.organisation:
            return mandate.organisation.short_name or mandate.organisation.name
        if mandate.seat:
            # The seat of a body is not the body: without the word, both would wear the same badge.
            return gettext("seat: %(seat)s") % {"seat": mandate.seat.label}
        return mandate.territory.official_name if mandate.territory else ""

    def may_vote_from(self, min_age: int) -> bool:
        """A citizen who holds no other mandate, and whose age group is surely old enough."""
        return (
            self.roles == {Role.CITIZEN}
            and self.person is not None
            and not self.person.is_superuser
            and self.person.age_group in AgeGroup.surely_at_least(min_age)
        )


NOBODY = Capacity()
