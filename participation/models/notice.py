"""What each person must be told, by the path they chose, and each try to do it."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.enums import ContactPath
from accounts.models import Person
from participation.enums import DELIVERED, NoticeKind, NoticeOutcome
from participation.models.concern import Concern
from voting.models import Vote


class NoticeQuerySet(models.QuerySet):
    def waiting(self):
        """Not given yet, to people who are still here."""
        return self.filter(outcome="", person__left_at__isnull=True, person__is_active=True)

    def given(self):
        return self.filter(outcome__in=DELIVERED)

    def late(self, today: date):
        return self.waiting().filter(due_on__lt=today)

    def oldest_first(self):
        return self.order_by("due_on", "pk")


class Notice(models.Model):
    """One thing to tell one person. Never how, nor whether, somebody voted.

    `event` names what happened (« vote:12:vote_ouvert »): each person is told each event once. `state` is the step
    reached; `title` and `words` are what the person may read of it. `path` is by which way it was given: empty
    while it waits, for the person may still change their way.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=16, choices=NoticeKind)
    event = models.CharField(max_length=60)
    state = models.CharField(max_length=24, blank=True)
    title = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True, help_text="The page that tells the rest.")
    is_own = models.BooleanField(
        default=True, help_text="About the person's own words; else, they said me too."
    )
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    due_on = models.DateField(help_text="By when the person is told.")
    outcome = models.CharField(max_length=16, choices=NoticeOutcome, blank=True)
    path = models.CharField(max_length=10, choices=ContactPath, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="each_event_is_told_once"),
            models.CheckConstraint(
                name="a_given_notice_has_its_day_and_path",
                condition=Q(outcome__in=DELIVERED, delivered_at__isnull=False) & ~Q(path="")
                | Q(outcome__in=["", NoticeOutcome.REPLACED], delivered_at__isnull=True, path=""),
            ),
        ]
        indexes = [models.Index(fields=["event"], name="notice_event")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.event}"

    @property
    def is_waiting(self) -> bool:
        return not self.outcome


class NoticeTry(models.Model):
    """One try to give one notice: told, nobody answered, posted, came back… Append-only."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="tries")
    outcome = models.CharField(max_length=16, choices=NoticeOutcome)
    path = models.CharField(max_length=10, choices=ContactPath)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.get_outcome_display()
