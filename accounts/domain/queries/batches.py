"""What became of the cards made for a workshop."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import AccessCard, CardBatch, Mandate, Person
from common.exceptions import Missing


def unopened(batch: CardBatch) -> QuerySet[AccessCard]:
    """Live cards of people who chose no NIP yet and whose welcome was not noted."""
    welcomed = Mandate.objects.filter(person_id=OuterRef("person_id"), role=Role.CITIZEN)
    return (
        AccessCard.objects.filter(batch=batch, revoked_at__isnull=True)
        .filter(person__in=Person.objects.present().without_nip())
        .exclude(Exists(welcomed))
        .order_by("pk")
    )


def batches() -> QuerySet[CardBatch]:
    """The latest first; `made`, `opened`, `welcomed` and `cancelled` are numbers of people."""
    without_nip = Q(cards__person__in=Person.objects.present().without_nip())
    closed = Q(cards__person__left_at__isnull=False) & Q(cards__person__last_login__isnull=True)
    people = "cards__person"
    return (
        CardBatch.objects.select_related("territory", "issued_by")
        .annotate(
            made=Count(people, distinct=True),
            cancelled=Count(people, distinct=True, filter=closed),
            waiting=Count(people, distinct=True, filter=without_nip),
            welcomed=Count(people, distinct=True, filter=Q(cards__person__mandates__role=Role.CITIZEN)),
        )
        .order_by("-issued_at", "-pk")
    )


def of_pk(pk: int) -> CardBatch:
    """Refused (Missing): no such workshop."""
    batch = batches().filter(pk=pk).first()
    if batch is None:
        raise Missing("missing", _("This is not here."))
    return batch
