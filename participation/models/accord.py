"""« May your text go to your MRC's concertation? »: asked of the author, who says yes or no themself."""

from django.db import models
from django.db.models import Q

from accounts.models import Person, Territory
from participation.enums import GroupingAnswer
from participation.models.concern import Concern
from participation.models.initiative import Initiative


class ReferralAccordQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answer=GroupingAnswer.WAITING)

    def answered(self):
        return self.exclude(answer=GroupingAnswer.WAITING)

    def about(self, thing: Concern | Initiative):
        named = {"concern": thing} if isinstance(thing, Concern) else {"initiative": thing}
        return self.filter(**named)

    def oldest_first(self):
        return self.order_by("asked_at", "pk")


class ReferralAccord(models.Model):
    """Answered once, by an author (trigger). `heard_by`: who noted it, when the author said it by phone."""

    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="accords"
    )
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="accords"
    )
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    plain_reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=GroupingAnswer, default=GroupingAnswer.WAITING)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralAccordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_accord_is_about_one_thing",
                condition=Q(concern__isnull=False, initiative__isnull=True)
                | Q(concern__isnull=True, initiative__isnull=False),
            ),
            models.CheckConstraint(
                name="an_accord_is_an_authors",
                condition=Q(
                    answer=GroupingAnswer.WAITING,
                    answered_by__isnull=True,
                    heard_by__isnull=True,
                    answered_at__isnull=True,
                )
                | ~Q(answer=GroupingAnswer.WAITING) & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["concern"],
                condition=Q(answer=GroupingAnswer.WAITING, concern__isnull=False),
                name="one_accord_asked_per_concern",
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(answer=GroupingAnswer.WAITING, initiative__isnull=False),
                name="one_accord_asked_per_initiative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.answer}"

    @property
    def thing(self) -> Concern | Initiative:
        if self.concern is not None:
            return self.concern
        if self.initiative is not None:
            return self.initiative
        raise ValueError("an accord is about one thing")
