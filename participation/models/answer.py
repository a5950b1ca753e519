"""The Table's answers before they are published: written, circulated to the seats, adopted."""

from django.db import models
from django.db.models import Q

from accounts.models import Person, Seat
from participation.enums import (
    DECISION_RESPONSES,
    REQUEST_RESPONSES,
    AnswerState,
    ResponseKind,
)
from participation.models.transmission import TableResponse, Transmission

OPEN = (AnswerState.DRAFT, AnswerState.CIRCULATED, AnswerState.ADOPTED)


class AnswerWords(models.Model):
    """What an answer says. `promised`: a list of {what, owner, due_on}."""

    kind = models.CharField(max_length=24, choices=ResponseKind)
    reason = models.TextField()
    plain_words = models.TextField()
    commitment_on = models.DateField(null=True, blank=True)
    commitment_owner = models.CharField(max_length=120, blank=True)
    promised = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True


class AnswerDraftQuerySet(models.QuerySet):
    def open(self):
        """Not published yet."""
        return self.filter(state__in=OPEN)


class AnswerDraft(AnswerWords):
    """One answer in the making: only the Table reads it. Once adopted, its words stay as adopted (trigger).

    `version` is 0 until it circulates. A correction is a draft whose `corrects` is the published answer. The same
    bound as on `TableResponse`: on a decision of the Espace, a link or a lever and nothing else.
    """

    transmission = models.ForeignKey(Transmission, on_delete=models.PROTECT, related_name="drafts")
    is_on_decision = models.BooleanField()
    state = models.CharField(max_length=24, choices=AnswerState, default=AnswerState.DRAFT)
    version = models.PositiveSmallIntegerField(default=0)
    corrects = models.ForeignKey(
        TableResponse, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    correction_reason = models.CharField(max_length=500, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    resolution = models.CharField(max_length=40, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    published = models.OneToOneField(
        TableResponse, on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )

    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_draft_never_decides_for_the_espace",
                condition=Q(
                    is_on_decision=True, kind__in=sorted(DECISION_RESPONSES - {ResponseKind.ACKNOWLEDGED})
                )
                | Q(is_on_decision=False, kind__in=sorted(REQUEST_RESPONSES - {ResponseKind.ACKNOWLEDGED})),
            ),
            models.UniqueConstraint(
                fields=["transmission"], condition=Q(state__in=OPEN), name="one_open_draft_per_sending"
            ),
            models.CheckConstraint(
                name="an_adopted_answer_has_its_resolution",
                condition=Q(state__in=[AnswerState.DRAFT, AnswerState.CIRCULATED])
                | ~Q(resolution="") & Q(adopted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_draft_that_corrects_says_why",
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CirculatedAnswer(AnswerWords):
    """The words as the seats received them; another version for each change. Append-only."""

    draft = models.ForeignKey(AnswerDraft, on_delete=models.PROTECT, related_name="circulated")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.draft_id} v{self.number}"


class SeatOpinion(models.Model):
    """What one seat says of one version: it consents, or it comments. Its holder may replace it until adoption."""

    circulated = models.ForeignKey(CirculatedAnswer, on_delete=models.PROTECT, related_name="opinions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consents = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circulated", "seat"], name="one_opinion_per_seat"),
            models.CheckConstraint(
                name="a_seat_consents_or_comments", condition=Q(consents=True) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}"
