"""What the words of a message were before their author changed them."""

from django.db import models

from accounts.models import Person
from deliberation.models.message import Message


class MessageVersion(models.Model):
    """Words replaced within the delay; append-only. `written_at` begins them, `replaced_at` ends them."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="versions")
    text = models.TextField()
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.message_id} {self.replaced_at:%Y-%m-%d %H:%M}"
