"""Funding years, agreements and carriers' reports: thin here, deepened by a later issue."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, Person
from participation.enums import ReportConformity
from participation.models.initiative import Initiative


class FundingYear(models.Model):
    """An envelope, in cents. The part reserved for new projects must be set: it has no default."""

    label = models.CharField(max_length=12, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    envelope_cents = models.PositiveBigIntegerField()
    reserved_new_num = models.PositiveIntegerField()
    reserved_new_den = models.PositiveIntegerField(default=100)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="funding_year_has_days", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(
                name="reserved_part_is_a_proportion",
                condition=Q(reserved_new_num__lte=F("reserved_new_den"), reserved_new_den__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Agreement(models.Model):
    """The signatory's agreement with a carrier. Append-only."""

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, related_name="agreement")
    carrier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.signed_on}"


class AccountabilityReport(models.Model):
    """A carrier's report (bilan). Money in cents."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20)
    received_on = models.DateField()
    spent_fund_cents = models.PositiveBigIntegerField()
    people_reached = models.PositiveIntegerField()
    plain_results = models.TextField()
    conformity = models.CharField(max_length=12, choices=ReportConformity, default=ReportConformity.WAITING)
    correction = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.received_on}"
