"""Who carries the words of the Espace to the Table, what they carry to each meeting, and what they bring back."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from participation.models.calendar import CalendarEvent
from participation.models.issue import Issue
from participation.models.transmission import Transmission


class SpokespersonOffer(models.Model):
    """« Je veux bien »: a citizen offers to be drawn, and takes it back when they want. A trigger refuses others."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="spokesperson_offer")
    given_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.given_on}"


class SpokespersonTermQuerySet(models.QuerySet):
    def in_force(self, on):
        """Terms that hold on that day, both ends included."""
        return self.filter(starts_on__lte=on, ends_on__gte=on).exclude(left_on__lte=on)


class SpokespersonTerm(models.Model):
    """One term, drawn among those who offered. Only `left_on` is written later, once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spokesperson_terms")
    starts_on = models.DateField()
    ends_on = models.DateField()
    left_on = models.DateField(null=True, blank=True, help_text="The day they left it sooner.")
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    objects = SpokespersonTermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_spokesperson_term_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.ends_on}"


class CarriedItem(models.Model):
    """What a spokesperson carries to one meeting: an issue, a sending, or a question in plain words."""

    meeting = models.ForeignKey(CalendarEvent, on_delete=models.PROTECT, related_name="carried")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="carried")
    transmission = models.ForeignKey(
        Transmission, on_delete=models.PROTECT, null=True, blank=True, related_name="carried"
    )
    words = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_carried_item_is_one_thing",
                condition=Q(issue__isnull=True, transmission__isnull=True) & ~Q(words="")
                | Q(issue__isnull=False, transmission__isnull=True)
                | Q(issue__isnull=True, transmission__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["meeting", "issue"], name="an_issue_is_carried_once_to_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "transmission"], name="a_sending_is_carried_once_to_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class BroughtBack(models.Model):
    """What a spokesperson brings back of one meeting, about all of it or one thing carried. Append-only."""

    meeting = models.ForeignKey(CalendarEvent, on_delete=models.PROTECT, related_name="brought_back")
    item = models.ForeignKey(
        CarriedItem, on_delete=models.PROTECT, null=True, blank=True, related_name="brought_back"
    )
    words = models.TextField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "brought back"
        constraints = [
            models.CheckConstraint(name="what_is_brought_back_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"
