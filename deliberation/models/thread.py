"""Threads: a title, an audience, a mode and a counter."""

from django.db import models

from accounts.models import Person
from deliberation.enums import Audience, ReadingMode, ThreadState


class ThreadQuerySet(models.QuerySet):
    def recent_first(self):
        return self.order_by(models.F("last_posted_at").desc(nulls_last=True), "-pk")


class Thread(models.Model):
    """A live conversation. It does not know what it is about: it keeps a title and the page to go back to.

    `last_number` is the per-thread counter, taken with UPDATE … RETURNING in the posting transaction, so
    that « what came after n? » never misses a message.
    """

    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.MEMBERS)
    mode = models.CharField(max_length=20, choices=ReadingMode, default=ReadingMode.AFTER)
    state = models.CharField(max_length=8, choices=ThreadState, default=ThreadState.OPEN)
    content_note = models.CharField(max_length=120, blank=True)
    # Facilitation's list, one name a line: people who are talked about and must not be named.
    protected_names = models.TextField(blank=True)
    # The Espace's hours to read a flag, given when the thread opened (rule `moderation_delay_hours`).
    flag_hours = models.PositiveSmallIntegerField(default=24)
    # Outside every concern: facilitation and `opened_by` write to each other.
    is_private_word = models.BooleanField(default=False)
    back_path = models.CharField(max_length=200, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    # Like `last_number`, for what changes in messages already there: « what changed since n? » misses nothing.
    last_change = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    public_since_vote_on = models.DateField(
        null=True, blank=True, help_text="The day the Espace decided that everybody reads it, without names."
    )
    opened_at = models.DateTimeField()
    last_posted_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_private_word=False)
                | models.Q(audience=Audience.STAFF_AND_AUTHOR, opened_by__isnull=False),
                name="private_word_is_between_two",
            ),
            models.UniqueConstraint(
                fields=["opened_by"],
                condition=models.Q(is_private_word=True) & ~models.Q(state=ThreadState.CLOSED),
                name="one_open_private_word_per_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.PUBLIC) | models.Q(public_since_vote_on__isnull=False),
                name="a_public_thread_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.title
