"""Messages read before they are published. They are no message yet: no page, socket, search or export has them."""

from django.db import models
from django.db.models import Q

from accounts.enums import Via
from accounts.models import Person
from deliberation.enums import FlagReason, MessageKind, SubmissionState
from deliberation.models.message import Message
from deliberation.models.thread import Thread


class SubmissionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=SubmissionState.WAITING)

    def by_time_left(self):
        return self.order_by("due_at", "pk")


class Submission(models.Model):
    """Words that wait: only their author and facilitation see them. Published, they get a number that day."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="submissions")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="submissions")
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=MessageKind, default=MessageKind.MESSAGE)
    text = models.TextField()
    content_note = models.CharField(max_length=120, blank=True)
    reply_to = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    via = models.CharField(max_length=10, choices=Via, default=Via.WEB)
    client_key = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=SubmissionState, default=SubmissionState.WAITING)
    reason = models.CharField(max_length=20, choices=FlagReason, blank=True)
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="submission"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SubmissionState.PUBLISHED, message__isnull=False)
                | ~Q(state=SubmissionState.PUBLISHED) & Q(message__isnull=True),
                name="published_submission_has_its_message",
            ),
            models.UniqueConstraint(
                fields=["thread", "author", "client_key"],
                condition=~Q(client_key=""),
                name="one_submission_per_client_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.state}"
