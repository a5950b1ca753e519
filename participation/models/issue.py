"""An issue: several concerns told again in « nous »."""

from django.db import models
from django.db.models import Q

from accounts.models import Person, Territory
from deliberation.models import Thread
from participation.enums import IssueState, Theme


class IssueQuerySet(models.QuerySet):
    def shared(self):
        """Issues that the Espace has made its own."""
        return self.exclude(state=IssueState.PROPOSED)

    def by_title(self):
        return self.order_by("title", "pk")


class Issue(models.Model):
    state = models.CharField(max_length=12, choices=IssueState, default=IssueState.PROPOSED)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    theme = models.CharField(max_length=20, choices=Theme)
    territories = models.ManyToManyField(Territory, related_name="issues")
    thread = models.OneToOneField(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="issue"
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = IssueQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class IssueVersion(models.Model):
    """One numbered text of an issue, written together, append-only; `Issue.text` repeats the last one."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="« On l'a changé parce que… »")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="one_number_per_issue_version"),
            models.CheckConstraint(
                name="a_later_issue_version_says_why", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} ({self.number})"
