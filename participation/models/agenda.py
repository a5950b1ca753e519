"""What the Table talks about at a meeting."""

from django.db import models

from accounts.models import Person
from participation.models.calendar import CalendarEvent
from participation.models.transmission import Transmission


class AgendaItem(models.Model):
    """A dossier on the agenda of one meeting of the Table."""

    meeting = models.ForeignKey(CalendarEvent, on_delete=models.PROTECT, related_name="agenda")
    transmission = models.ForeignKey(Transmission, on_delete=models.PROTECT, related_name="agenda")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "transmission"], name="once_on_each_agenda"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.transmission_id}"
