"""What the signatory answers, who agreed to a renewal, and referrals to a territory."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person, Territory
from participation.enums import RenewalGroup, ReviewResult
from participation.models.concern import Concern
from participation.models.initiative import Initiative, InitiativeVersion


class AdmissibilityReview(models.Model):
    """The signatory's answer on one version, append-only: rules of the fund only, never desirability."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(InitiativeVersion, on_delete=models.PROTECT, related_name="reviews")
    result = models.CharField(max_length=16, choices=ReviewResult)
    plain_reason = models.TextField(blank=True)
    rule_cited = models.CharField(max_length=200, blank=True)
    condition = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # « Non admissible » never comes without its reason and the rule; « à ajuster » without its reason.
            models.CheckConstraint(
                name="a_negative_review_says_why",
                condition=Q(result=ReviewResult.ELIGIBLE)
                | (Q(result=ReviewResult.TO_ADJUST) & ~Q(plain_reason=""))
                | (Q(result=ReviewResult.NOT_ELIGIBLE) & ~Q(plain_reason="") & ~Q(rule_cited="")),
            )
        ]

    def __str__(self) -> str:
        return self.get_result_display()


class ReviewReminder(models.Model):
    """The public reminder of a check that is late, once for each time it was asked for. Append-only.

    The silence of the signatory counts from this day: without a reminder, nobody votes without its answer.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="review_reminders")
    requested_at = models.DateTimeField(help_text="The request it is about.")
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "requested_at"], name="one_reminder_per_request"),
            models.CheckConstraint(
                name="reminded_after_the_request", condition=Q(reminded_at__gt=F("requested_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id}"


class RenewalConsensus(models.Model):
    """One group's dated agreement to keep a project going (founding text, l.66). Append-only."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="renewal_agreements")
    group = models.CharField(max_length=32, choices=RenewalGroup)
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "group"], name="one_agreement_per_group")
        ]

    def __str__(self) -> str:
        return f"{self.group}"


class Referral(models.Model):
    """A concern or an initiative of one MRC goes to that MRC's concertation, with its author's accord."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="referrals")
    concern = models.OneToOneField(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="referral"
    )
    initiative = models.OneToOneField(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="referral"
    )
    plain_reason = models.TextField()
    accord_on = models.DateField(help_text="The day the author agreed.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_of_one_thing",
                condition=Q(concern__isnull=False, initiative__isnull=True)
                | Q(concern__isnull=True, initiative__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}"
