"""Words of a citizen in a dossier, with their consent. Who said them is never shown."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.enums import GroupingAnswer
from participation.models.concern import Concern
from participation.models.transmission import Transmission


class QuoteQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answer=GroupingAnswer.WAITING)

    def consented(self):
        return self.filter(answer=GroupingAnswer.ACCEPTED)

    def in_order(self):
        return self.order_by("proposed_at", "pk")


class Quote(models.Model):
    """A sentence of a concern. Nothing is sent with one that its author did not consent to (triggers).

    `heard_by`: who noted the consent, when the author gave it by phone.
    """

    transmission = models.ForeignKey(Transmission, on_delete=models.PROTECT, related_name="quotes")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="quotes")
    words = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=GroupingAnswer, default=GroupingAnswer.WAITING)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_quote_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_quote_is_its_authors_to_give",
                condition=Q(
                    answer=GroupingAnswer.WAITING,
                    answered_by__isnull=True,
                    heard_by__isnull=True,
                    answered_at__isnull=True,
                )
                | ~Q(answer=GroupingAnswer.WAITING) & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transmission_id} {self.answer}"
