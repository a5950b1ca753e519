"""What the Espace sends to the Table, and what the Table answers."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.enums import (
    DECISION_RESPONSES,
    REQUEST_RESPONSES,
    Expectation,
    ResponseKind,
    TransmissionKind,
    TransmissionState,
)
from participation.models.concern import Concern
from participation.models.initiative import Initiative
from participation.models.issue import Issue


class TransmissionQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(state=TransmissionState.PREPARED)

    def asking_again(self):
        """Those that stand: what facilitation dropped may be asked anew."""
        return self.filter(asks_again__isnull=False, dropped_at__isnull=True)

    def being_prepared(self):
        """Not what facilitation dropped: that one stays for its history alone."""
        return self.filter(state=TransmissionState.PREPARED, dropped_at__isnull=True)

    def newest_first(self):
        return self.order_by("-sent_at", "-pk")


class Transmission(models.Model):
    """A numbered dossier without identities. Once sent, its words and dates never change (trigger)."""

    number = models.PositiveIntegerField(null=True, blank=True, unique=True, help_text="Given when sent.")
    kind = models.CharField(max_length=16, choices=TransmissionKind)
    state = models.CharField(max_length=20, choices=TransmissionState, default=TransmissionState.PREPARED)
    title = models.CharField(max_length=160)
    body = models.TextField()
    expects = models.CharField(max_length=28, choices=Expectation)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="transmissions"
    )
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="transmissions"
    )
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="transmissions"
    )
    asks_again = models.ForeignKey(
        "participation.TableResponse",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="asked_again",
        help_text="The answer that did not answer, when this asks again.",
    )
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    reread_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reread_at = models.DateTimeField(null=True, blank=True)
    doubted_at = models.DateTimeField(
        null=True, blank=True, help_text="A citizen recognised somebody; empty once rewritten."
    )
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="It never leaves; out of sight.")
    sent_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="By the rule; empty for a decision.")

    objects = TransmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="transmission_has_one_source",
                condition=Q(initiative__isnull=False, issue__isnull=True, concern__isnull=True)
                | Q(initiative__isnull=True, issue__isnull=False, concern__isnull=True)
                | Q(initiative__isnull=True, issue__isnull=True, concern__isnull=False),
            ),
            models.CheckConstraint(
                name="a_decision_is_about_an_initiative",
                condition=~Q(kind=TransmissionKind.DECISION) | Q(initiative__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["asks_again"],
                condition=Q(dropped_at__isnull=True),
                name="an_answer_is_asked_again_once",
            ),
            # A citizen rereads before anything leaves.
            models.CheckConstraint(
                name="nothing_leaves_unread",
                condition=Q(state=TransmissionState.PREPARED)
                | Q(reread_by__isnull=False, sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_reread(self) -> bool:
        """A citizen read these words, and nobody is recognised in them since."""
        return self.reread_by_id is not None and self.doubted_at is None


class TableResponse(models.Model):
    """One published answer of the Table, append-only.

    `is_on_decision` copies the transmission's kind so that the database itself refuses any answer to an
    initiative approved by the Espace but an acknowledgement, a linkage or a lever (trigger checks the copy).
    """

    transmission = models.ForeignKey(Transmission, on_delete=models.PROTECT, related_name="responses")
    is_on_decision = models.BooleanField()
    kind = models.CharField(max_length=24, choices=ResponseKind)
    reason = models.TextField(blank=True)
    plain_words = models.TextField(blank=True)
    commitment_on = models.DateField(null=True, blank=True)
    commitment_owner = models.CharField(max_length=120, blank=True)
    resolution = models.CharField(max_length=40, blank=True, db_default="", help_text="Of the Table.")
    adopted_on = models.DateField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_reason = models.CharField(max_length=500, blank=True, db_default="")
    by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty for a receipt by link: whoever pressed is not known.",
    )
    receipt = models.OneToOneField(
        "participation.DossierMail",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="acknowledgement",
        help_text="The e-mail whose link acknowledged it.",
    )
    responded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="table_never_decides_for_the_espace",
                condition=Q(is_on_decision=True, kind__in=sorted(DECISION_RESPONSES))
                | Q(is_on_decision=False, kind__in=sorted(REQUEST_RESPONSES)),
            ),
            models.CheckConstraint(
                name="an_answer_has_a_reason", condition=Q(kind=ResponseKind.ACKNOWLEDGED) | ~Q(reason="")
            ),
            # A link says that it was received, and nothing else; everything else is somebody's.
            models.CheckConstraint(
                name="an_answer_is_a_persons_or_a_link_acknowledged",
                condition=Q(by__isnull=False, receipt__isnull=True)
                | Q(by__isnull=True, receipt__isnull=False, kind=ResponseKind.ACKNOWLEDGED),
            ),
            models.CheckConstraint(
                name="a_correction_says_why", condition=Q(corrects__isnull=True) | ~Q(correction_reason="")
            ),
            models.UniqueConstraint(fields=["corrects"], name="an_answer_is_corrected_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
