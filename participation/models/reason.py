"""Reasons for and against that citizens write together, three a side, to be read on the ballot page."""

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.initiative import Initiative
from participation.models.rules import RuleChange


class ReasonSide(models.TextChoices):
    FOR = "pour", _("For")
    AGAINST = "contre", _("Against")


class ReasonManager(models.Manager):
    """Each wording comes with why facilitation took it out, if it did: no reader can forget to ask."""

    def get_queryset(self):
        running = FilteredRelation("set_asides", condition=Q(set_asides__ended_at__isnull=True))
        return super().get_queryset().annotate(running=running, set_aside_why=F("running__why"))


class Reason(models.Model):
    """One wording of one of the six sentences, append-only; the highest `number` is the one shown.

    An empty `text` means that the sentence was taken out. Who wrote which is never shown. A trigger refuses any
    wording once the vote is announced.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="reasons"
    )
    rule_change = models.ForeignKey(
        RuleChange, on_delete=models.PROTECT, null=True, blank=True, related_name="reasons"
    )
    side = models.CharField(max_length=8, choices=ReasonSide)
    slot = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=160, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    # Read with each row; see `ReasonManager`.
    set_aside_why: str | None = None

    objects = ReasonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reason_is_about_one_thing",
                condition=Q(initiative__isnull=False, rule_change__isnull=True)
                | Q(initiative__isnull=True, rule_change__isnull=False),
            ),
            models.CheckConstraint(
                name="three_reasons_a_side", condition=Q(side__in=ReasonSide.values, slot__gte=1, slot__lte=3)
            ),
            models.UniqueConstraint(
                fields=["initiative", "rule_change", "side", "slot", "number"],
                name="one_wording_per_number",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def shown(self) -> str:
        """Its words, unless facilitation took them out."""
        return "" if self.set_aside_why else self.text
