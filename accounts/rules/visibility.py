"""What is shown of a person, and to whom."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.rules.capacity import Capacity

FORMER_MEMBER = gettext_lazy("Former member")


def shown_name(person: Person | None) -> str:
    """The borrowed name; what somebody wrote stays after they leave, without it."""
    if person is None or person.left_at is not None:
        return str(FORMER_MEMBER)
    return person.display_name


def shown_with_territory(person: Person | None) -> str:
    """« Ginette, La Matapédia »: the borrowed name and the MRC, never the municipality."""
    name = shown_name(person)
    if person is None or person.left_at is not None or person.territory is None:
        return name
    return _("%(name)s, %(territory)s") % {"name": name, "territory": person.territory.name}


def with_details(name: str, *details: str) -> str:
    """« Josée (soutien, La Maison du Rivage) »: what the name says in its brackets is not said twice."""
    bare, opening, told = name.removesuffix(")").partition(" (") if name.endswith(")") else (name, "", "")
    said: list[str] = []
    for each in (*(told.split(", ") if opening else ()), *filter(None, details)):
        said = [one for one in said if one.casefold() not in each.casefold()] + [each]
    return f"{bare} ({', '.join(said)})" if said else name


def shown_badge(capacity: Capacity | None) -> str:
    """« Élodie (animation, CRD) »: the public badge of somebody who works here, nothing else of theirs."""
    if capacity is None:
        return ""
    return with_details(shown_name(capacity.person), capacity.role_label, capacity.badge_employer)


def may_see_municipality(viewer: Capacity, person: Person) -> bool:
    """The person and the facilitators: in a village the municipality tells who somebody is."""
    if viewer.person is None:
        return False
    return viewer.person.pk == person.pk or viewer.is_facilitator


def shown_municipality(viewer: Capacity, person: Person) -> str:
    return person.municipality if may_see_municipality(viewer, person) else ""
