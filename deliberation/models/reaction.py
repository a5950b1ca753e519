"""« Merci » and « Moi aussi » on a message, and how far each person has read."""

from django.db import models

from accounts.models import Person
from deliberation.enums import ReactionKind
from deliberation.models.message import Message
from deliberation.models.thread import Thread


class Reaction(models.Model):
    """One person, one message, one kind: once. Taken back, the row goes. Shown as a number, never a name."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reactions")
    kind = models.CharField(max_length=10, choices=ReactionKind)
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "person", "kind"], name="one_reaction_of_a_kind_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.kind}"


class ReadMark(models.Model):
    """The last message a person has had on screen in a thread. Theirs alone: no page shows it to anybody else."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="read_marks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="read_marks")
    last_number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "person"], name="one_read_mark_per_person_and_thread")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.last_number}"
