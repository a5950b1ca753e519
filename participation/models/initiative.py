"""An initiative and its numbered, immutable versions."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, Person, Territory
from deliberation.models import Thread
from participation.enums import InitiativeKind, InitiativeScope, InitiativeState
from participation.models.concern import Concern
from participation.models.issue import Issue

APPROVED_STATES = (
    InitiativeState.APPROVED,
    InitiativeState.SEEKING_CARRIER,
    InitiativeState.AGREEMENT_SIGNED,
    InitiativeState.UNDER_WAY,
    InitiativeState.REPORT_RECEIVED,
    InitiativeState.FINISHED,
)


class InitiativeQuerySet(models.QuerySet):
    def approved(self):
        """Approved by the Espace, whatever came next."""
        return self.filter(state__in=APPROVED_STATES)

    def not_withdrawn(self):
        return self.exclude(state=InitiativeState.WITHDRAWN)

    def newest_first(self):
        return self.order_by("-proposed_at", "-pk")


class Initiative(models.Model):
    """What the Espace may approve. Its words are in its versions; `current` is the last one.

    `title` and `territories` repeat the current version, for lists and filters.
    """

    state = models.CharField(max_length=20, choices=InitiativeState, default=InitiativeState.IDEA)
    scope = models.CharField(max_length=12, choices=InitiativeScope)
    title = models.CharField(max_length=120)
    territories = models.ManyToManyField(Territory, related_name="initiatives")
    authors = models.ManyToManyField(Person, related_name="initiatives")
    from_concerns = models.ManyToManyField(Concern, related_name="initiatives")
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )
    current = models.OneToOneField(
        "InitiativeVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    thread = models.OneToOneField(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="initiative"
    )
    proposed_at = models.DateTimeField()
    deliberation_started_at = models.DateTimeField(null=True, blank=True)
    review_requested_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    next_vote_from = models.DateField(
        null=True, blank=True, help_text="First day of a new vote after a missed quorum."
    )
    revisable_from = models.DateField(
        null=True, blank=True, help_text="First day to come back after a refusal."
    )

    objects = InitiativeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class InitiativeVersion(models.Model):
    """One numbered text, append-only. Money in cents. `content_hash` is the SHA-256 that a vote freezes.

    `budget_lines` is a list of `{"label": str, "cents": int}`; `aims` a list of sentences; `territory_slugs`
    repeats the territories so that the hash covers them. `partner_gifts`: what each partner gives in kind,
    `{"name": str, "gives": str}`, in the hash when there is one.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=InitiativeKind)
    is_new = models.BooleanField(default=True)
    aims = models.JSONField(default=list)
    territory_slugs = models.JSONField(default=list)
    total_cents = models.PositiveBigIntegerField(null=True, blank=True)
    fund_cents = models.PositiveBigIntegerField(null=True, blank=True)
    other_cash_cents = models.PositiveBigIntegerField(default=0)
    in_kind_cents = models.PositiveBigIntegerField(default=0)
    budget_lines = models.JSONField(default=list)
    people_planned = models.PositiveIntegerField(null=True, blank=True)
    people_counting = models.CharField(max_length=200, blank=True)
    carrier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="carried"
    )
    partner_names = models.JSONField(default=list)
    partner_gifts = models.JSONField(default=list)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    renews = models.CharField(
        max_length=160, blank=True, help_text="The project it keeps going, when not new."
    )
    reason = models.CharField(max_length=300, blank=True, help_text="« On l'a changé parce que… »")
    content_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="one_number_per_version"),
            models.CheckConstraint(
                name="money_adds_up",
                condition=Q(total_cents__isnull=True)
                | Q(fund_cents__isnull=True)
                | Q(total_cents=F("fund_cents") + F("other_cash_cents") + F("in_kind_cents")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
