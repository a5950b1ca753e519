"""Who may do what on a day. Every voters' roll comes from `decisional_people`."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from accounts.enums import AgeGroup, Role
from accounts.models import Mandate, Person
from accounts.models.mandate import MandateQuerySet
from accounts.models.person import PersonQuerySet
from accounts.rules.capacity import NOBODY, Capacity

__all__ = ["NOBODY", "Capacity", "capacity", "citizens", "decisional_people", "holders"]


def capacity(person: Person | AnonymousUser | None, *, on: date) -> Capacity:
    """The mandates in force that day, with what the badge shows, in one query at most.

    Somebody unknown, inactive or who has left may do nothing.
    """
    if not isinstance(person, Person):
        # request.user is a lazy wrapper: isinstance() sees through it.
        return NOBODY
    if not person.is_active or person.left_at is not None:
        return Capacity(person=person)
    mandates = (
        Mandate.objects.in_force(on)
        .filter(person_id=person.pk)
        .select_related("organisation", "territory", "seat")
        .order_by("starts_on", "pk")
    )
    return Capacity(person=person, mandates=tuple(mandates))


def _in_force(on: date) -> MandateQuerySet:
    return Mandate.objects.in_force(on).filter(person_id=OuterRef("pk"))


def citizens(on: date) -> PersonQuerySet:
    """Present people whose citizen mandate is in force that day, whatever their age."""
    return Person.objects.present().filter(Exists(_in_force(on).filter(role=Role.CITIZEN)))


def holders(role: Role, *, on: date) -> PersonQuerySet:
    """Present people who hold that role that day."""
    return Person.objects.present().filter(Exists(_in_force(on).filter(role=role)))


def decisional_people(*, on: date, min_voting_age: int) -> PersonQuerySet:
    """The people who decide that day: citizens, present, surely old enough, who hold nothing else.

    `min_voting_age` is in years; an unknown age group is never « surely » old enough.
    """
    return (
        citizens(on)
        .filter(age_group__in=AgeGroup.surely_at_least(min_voting_age), is_superuser=False)
        .exclude(Exists(_in_force(on).exclude(role=Role.CITIZEN)))
    )
