"""What became of a date of the calendar: moved or cancelled, and why."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from participation.enums import DateChangeKind
from participation.models.calendar import CalendarEvent


class DateChange(models.Model):
    """Append-only, public: the day it was on, the new one unless it is cancelled, and the reason."""

    event = models.ForeignKey(CalendarEvent, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=DateChangeKind)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_changed_day_says_where_it_goes_and_why",
                condition=(
                    Q(kind=DateChangeKind.MOVED, to_on__isnull=False)
                    | Q(kind=DateChangeKind.CANCELLED, to_on__isnull=True)
                )
                & ~Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(kind=DateChangeKind.CANCELLED),
                name="a_date_is_cancelled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"
