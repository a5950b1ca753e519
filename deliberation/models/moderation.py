"""Flags raised by people and acts of facilitation."""

from django.db import models

from accounts.models import Person
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct
from deliberation.models.message import Message
from deliberation.models.thread import Thread


class FlagQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(handled_at__isnull=True)

    def by_time_left(self):
        return self.order_by("due_at", "pk")


class Flag(models.Model):
    """Somebody asks facilitation to read a message. Handled within the ruled number of hours."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="flags")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flags")
    reason = models.CharField(max_length=20, choices=FlagReason)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    hid_first = models.BooleanField(default=False, help_text="This flag hid the message at once.")
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=FlagOutcome, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "by"], name="one_flag_per_person_and_message")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.reason}"


class ModerationAction(models.Model):
    """One act on a message or a thread, append-only. The public log shows it nameless.

    `by` is null when nobody acted: a flag that hides first, or readers drawn by lot who decided. `thread` is null
    when the act is about somebody's voice, and not about a thread.
    """

    thread = models.ForeignKey(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="moderation_actions"
    )
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="moderation_actions"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    act = models.CharField(max_length=20, choices=ModerationAct)
    reason = models.CharField(max_length=20, choices=FlagReason, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d}"
