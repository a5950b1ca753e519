"""Who may do what on a day. Every voters' roll comes from `decisional_people`."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from accounts.enums import AgeGroup, DelegateKind, Role
from accounts.models import DelegateAbsence, Delegation, Mandate, Person
from accounts.models.mandate import MandateQuerySet
from accounts.models.person import PersonQuerySet
from accounts.rules.capacity import NOBODY, Capacity

__all__ = ["NOBODY", "Capacity", "capacity", "citizens", "decisional_people", "holders", "standing"]


def capacity(person: Person | AnonymousUser | None, *, on: date) -> Capacity:
    """The mandates in force that day, with what the badge shows, in one query at most.

    Somebody unknown, inactive or who has left may do nothing.
    """
    if not isinstance(person, Person):
        # request.user is a lazy wrapper: isinstance() sees through it.
        return NOBODY
    if not person.is_active or person.left_at is not None:
        return Capacity(person=person)
    held = Mandate.objects.in_force(on).filter(person_id=person.pk)
    mandates = held.select_related("organisation", "territory", "seat")
    # Put in order here: for the few that there are, less work than writing it in a query of every page.
    return Capacity(person=person, mandates=tuple(sorted(mandates, key=lambda one: (one.starts_on, one.pk))))


def standing(person_ids: set[int], *, on: date) -> dict[int, tuple[int, ...]]:
    """Of each of these people who is present, the mandates in force that day: what changes as soon as rights do.

    One query, whatever their number; who may do nothing is left out.
    """
    held = (
        Mandate.objects.in_force(on)
        .filter(person_id__in=person_ids, person__is_active=True, person__left_at__isnull=True)
        .order_by("person_id", "pk")
        .values_list("person_id", "pk")
    )
    found: dict[int, tuple[int, ...]] = {}
    for person_id, mandate_id in held:
        found[person_id] = (*found.get(person_id, ()), mandate_id)
    return found


def _in_force(on: date) -> MandateQuerySet:
    return Mandate.objects.in_force(on).filter(person_id=OuterRef("pk"))


def citizens(on: date) -> PersonQuerySet:
    """Present people whose citizen mandate is in force that day, whatever their age."""
    return Person.objects.present().filter(Exists(_in_force(on).filter(role=Role.CITIZEN)))


def holders(role: Role, *, on: date) -> PersonQuerySet:
    """Present people who hold that role that day."""
    return Person.objects.present().filter(Exists(_in_force(on).filter(role=role)))


def decisional_people(
    *, on: date, min_voting_age: int, delegates_only: bool = False, alternates: bool = True
) -> PersonQuerySet:
    """The people who decide that day: citizens, present, surely old enough, who hold nothing else.

    `min_voting_age` is in years; an unknown age group is never « surely » old enough. `delegates_only`: among them,
    only the delegates of the MRCs, each alternate standing for a titular who is absent or missing (`alternates`).
    """
    deciding = (
        citizens(on)
        .filter(age_group__in=AgeGroup.surely_at_least(min_voting_age), is_superuser=False)
        .exclude(Exists(_in_force(on).exclude(role=Role.CITIZEN)))
    )
    return deciding.filter(pk__in=_of_the_circle(deciding, on, alternates)) if delegates_only else deciding


def _of_the_circle(deciding: PersonQuerySet, on: date, alternates: bool) -> list[int]:
    """One person per MRC at most: the titular who may decide and is there that day, else the alternate."""
    able = set(deciding.values_list("pk", flat=True))
    absent = DelegateAbsence.objects.filter(delegation=OuterRef("pk"), from_on__lte=on, until_on__gte=on)
    found: dict[int, int] = {}
    # « titulaire » comes after « suppleance »: it takes the place of its alternate.
    places = Delegation.objects.in_force(on).exclude(Exists(absent)).order_by("kind", "pk")
    for place in places if alternates else places.filter(kind=DelegateKind.TITULAR):
        if place.person_id in able:
            found[place.territory_id] = place.person_id
    return list(found.values())
