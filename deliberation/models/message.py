"""Messages: numbered, rendered once when written."""

from django.db import models

from accounts.enums import Role, Via
from accounts.models import Person
from deliberation.enums import FlagReason, MessageKind
from deliberation.models.thread import Thread


class MessageQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("number")

    def after(self, number: int):
        return self.filter(number__gt=number)


class Message(models.Model):
    """Words of a person in a thread.

    `html` is made and sanitised when the text is written. `author_role`, `author_badge` and
    `author_territory` are copies taken when posting, so that an old message keeps the badge it was
    written under. `typed_by` is the worker who wrote the person's words (« écrit avec l'aide de … »),
    with a copy of the badge too.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    author_role = models.CharField(max_length=16, choices=Role)
    author_badge = models.CharField(
        max_length=120, blank=True, help_text="Employer or profile shown on the badge."
    )
    author_territory = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=MessageKind, default=MessageKind.MESSAGE)
    text = models.TextField()
    html = models.TextField()
    # One level deep: `reply_to` begins the talk, `quoted` is the message answered (the same, or one of its answers).
    reply_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    quoted = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="quoted_by"
    )
    content_note = models.CharField(
        max_length=120, blank=True, help_text="What it talks about; the words are folded under it."
    )
    via = models.CharField(max_length=10, choices=Via, default=Via.WEB)
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    typed_by_role = models.CharField(max_length=16, choices=Role, blank=True)
    typed_by_badge = models.CharField(max_length=120, blank=True)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    # The thread's `last_change` when it last changed: a browser never puts an older rendering over a newer one.
    revision = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=20, choices=FlagReason, blank=True)
    hidden_passage = models.TextField(
        blank=True, help_text="The exact words replaced by a mark; empty hides it whole."
    )
    hidden_until_read = models.BooleanField(
        default=False, help_text="Hidden by a flag alone; facilitation has not read it yet."
    )
    # Moved: its words are now read there, under a new number.
    moved_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    # A client that sends the same form twice (double tap, lost answer) gets its first message back.
    client_key = models.CharField(max_length=40, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="one_number_per_message"),
            models.UniqueConstraint(
                fields=["thread", "author", "client_key"],
                condition=~models.Q(client_key=""),
                name="one_message_per_client_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} no {self.number}"
