"""What the Table said it would do, what became of it, and who saw it done."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.enums import CommitmentStepKind
from participation.models.transmission import TableResponse, Transmission


class CommitmentQuerySet(models.QuerySet):
    def nearest_first(self):
        return self.order_by("due_on", "pk")


class Commitment(models.Model):
    """One thing promised in an answer: what, by which seat or body, by when. Append-only: the first date stays."""

    response = models.ForeignKey(TableResponse, on_delete=models.PROTECT, related_name="commitments")
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=120, help_text="A seat or a body, never a person's name.")
    due_on = models.DateField()

    objects = CommitmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what


class CommitmentStep(models.Model):
    """What the Table says of it later: another date with its reason, or that it is kept. Append-only."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=CommitmentStepKind)
    due_on = models.DateField(null=True, blank=True, help_text="The new date, when it changed.")
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_changed_date_has_its_reason",
                condition=Q(kind=CommitmentStepKind.KEPT, due_on__isnull=True)
                | Q(kind=CommitmentStepKind.CHANGED, due_on__isnull=False) & ~Q(words=""),
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(kind=CommitmentStepKind.KEPT),
                name="a_commitment_is_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Sighting(models.Model):
    """A citizen saw it kept: once each, taken back when they want. A trigger refuses anybody else."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="sightings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "person"], name="one_sighting_per_citizen"),
        ]

    def __str__(self) -> str:
        return f"{self.given_on}"


class TableQuestion(models.Model):
    """The Table asks the Espace back, on a dossier or on one commitment; facilitation answers once. Public."""

    transmission = models.ForeignKey(Transmission, on_delete=models.PROTECT, related_name="questions")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    words = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answer_to_the_table_has_its_day",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words
