"""What the region and each MRC say comes first, with the day and the source; and which issues touch it."""

from django.db import models
from django.db.models import Q

from accounts.models import Person, Territory
from participation.models.issue import Issue


class PriorityListQuerySet(models.QuerySet):
    def latest_first(self):
        return self.order_by("-decided_on", "-pk")


class PriorityList(models.Model):
    """One list as it was decided, append-only: another one follows it, and it stays. Without territory: the region's."""

    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="priority_lists"
    )
    decided_on = models.DateField()
    source = models.CharField(max_length=200, help_text="Where it is written: a resolution, a plan, a page.")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = PriorityListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_priority_list_has_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.decided_on}"


class Priority(models.Model):
    """One line of a list."""

    list = models.ForeignKey(PriorityList, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    issues = models.ManyToManyField(Issue, through="IssuePriority", related_name="priorities")

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["list", "position"], name="one_priority_per_position"),
            models.CheckConstraint(name="a_priority_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.words


class IssuePriority(models.Model):
    """This issue touches this priority, as facilitation or the CRD's officer noted."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="touched")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="touching")
    linked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "issue priorities"
        constraints = [
            models.UniqueConstraint(fields=["issue", "priority"], name="an_issue_touches_a_priority_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.priority_id}"
