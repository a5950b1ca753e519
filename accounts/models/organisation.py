"""Employers, partners and carriers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from accounts.models.territory import Territory

# Source: FQIS 2024-2029 list of eligible bodies (scenario, organisations.yaml).
FUND_ELIGIBLE_KINDS = frozenset(
    {
        OrganisationKind.NON_PROFIT,
        OrganisationKind.COOPERATIVE,
        OrganisationKind.MUNICIPAL,
        OrganisationKind.INDIGENOUS,
        OrganisationKind.RESEARCH,
    }
)


class Organisation(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    short_name = models.CharField(
        max_length=60, blank=True, help_text=_("As shown on a badge, e.g. « CRD ».")
    )
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mission = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name

    @property
    def is_fund_eligible(self) -> bool:
        """May carry an initiative paid by the fund, by its kind."""
        return self.kind in FUND_ELIGIBLE_KINDS
