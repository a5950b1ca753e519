"""Welcome talks that wait for a second worker."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Welcome
from common.exceptions import Missing


def waiting() -> QuerySet[Welcome]:
    """The oldest first; somebody who left waits for nothing."""
    return (
        Welcome.objects.waiting()
        .filter(person__in=Person.objects.present())
        .select_related("person__territory", "held_by", "referred_by")
        .order_by("held_at", "pk")
    )


def of_pk(pk: int) -> Welcome:
    """Refused (Missing): no such talk, or a person who left."""
    found = (
        Welcome.objects.filter(pk=pk, person__in=Person.objects.present())
        .select_related("person__territory", "held_by", "referred_by")
        .first()
    )
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def of_person(person: Person) -> Welcome | None:
    """The talk that waits for a second worker, when there is one."""
    return Welcome.objects.waiting().filter(person=person).select_related("held_by").first()
