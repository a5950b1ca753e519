"""A concern: what somebody lives, in « je »."""

from django.db import models

from accounts.enums import Via
from accounts.models import Person, Territory
from deliberation.models import Thread
from participation.enums import ConcernState, GroupingAnswer, Readers, Theme
from participation.models.issue import Issue

# States in which the members of the Espace read a concern.
PUBLISHED_STATES = (
    ConcernState.DISCUSSED,
    ConcernState.GROUPED,
    ConcernState.BECAME_INITIATIVE,
    ConcernState.SENT,
    ConcernState.ANSWERED,
    ConcernState.REFERRED,
    ConcernState.CLOSED,
)


class ConcernQuerySet(models.QuerySet):
    def published(self):
        """Concerns that the members of the Espace may read."""
        return self.filter(state__in=PUBLISHED_STATES).exclude(readers=Readers.FACILITATION)

    def waiting_for_facilitation(self):
        return self.filter(state__in=[ConcernState.SUBMITTED, ConcernState.CHECKING])

    def newest_first(self):
        return self.order_by("-submitted_at", "-pk")

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")


class Concern(models.Model):
    """Words of a citizen. A draft is kept on the server: nothing is lost when the screen closes.

    `readers` is the author's choice and may be narrowed until the concern is sent to the Table.
    `assisted_by` is the worker who wrote the words down (« écrit avec l'aide de … »).
    """

    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="concerns")
    state = models.CharField(max_length=20, choices=ConcernState, default=ConcernState.DRAFT)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    has_no_fixed_place = models.BooleanField(default=False)
    readers = models.CharField(max_length=10, choices=Readers, default=Readers.MEMBERS)
    via = models.CharField(max_length=10, choices=Via, default=Via.WEB)
    assisted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns")
    thread = models.OneToOneField(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="concern"
    )
    content_note = models.CharField(max_length=120, blank=True)
    check_reason = models.CharField(
        max_length=200, blank=True, help_text="Why somebody calls before publishing."
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    read_by_at = models.DateTimeField(null=True, blank=True, help_text="By when facilitation reads it.")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title or f"{self.pk}"

    @property
    def tracking_number(self) -> str:
        """The short number given to the author; it shows the step, never the text."""
        return f"S-{self.pk:04d}"


class Grouping(models.Model):
    """Facilitation proposes to join a concern to an issue; the author may decline."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="groupings")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="groupings")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=GroupingAnswer, default=GroupingAnswer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "concern"], name="grouping_proposed_once")]

    def __str__(self) -> str:
        return f"{self.concern_id} → {self.issue_id}"
