"""Who holds which role, since when and why; and the roles that wait for a second person."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Mandate, MandateProposal, Person
from common.exceptions import Missing


def _listed() -> QuerySet[Mandate]:
    return Mandate.objects.select_related(
        "person", "organisation", "territory", "seat", "granted_by", "ended_by"
    )


def in_force(on: date) -> dict[Role, list[Mandate]]:
    """By role, in the order of the roles; citizens are not listed here, only counted on the page."""
    found: dict[Role, list[Mandate]] = {}
    held = Mandate.objects.in_force(on).filter(person__in=Person.objects.present())
    for mandate in _listed().filter(pk__in=held).exclude(role=Role.CITIZEN).order_by("starts_on", "pk"):
        found.setdefault(Role(mandate.role), []).append(mandate)
    return {role: found[role] for role in Role if role in found}


def of_person(person: Person) -> list[Mandate]:
    """The latest first."""
    return list(_listed().filter(person=person).order_by("-starts_on", "-pk"))


def of_pk(pk: int) -> Mandate:
    """Refused (Missing): no such mandate."""
    found = _listed().filter(pk=pk).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def person(pk: int) -> Person:
    """Refused (Missing): nobody there."""
    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def proposals() -> QuerySet[MandateProposal]:
    """Roles asked for that wait, the oldest first."""
    return (
        MandateProposal.objects.waiting()
        .filter(person__in=Person.objects.present())
        .select_related("person", "asked_by", "organisation")
        .order_by("asked_at", "pk")
    )


def proposal(pk: int) -> MandateProposal:
    """Refused (Missing): no such demand."""
    found = MandateProposal.objects.filter(pk=pk).select_related("person", "asked_by", "organisation").first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found
