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
    back_path = models.CharField(max_length=200, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    last_posted_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
