"""A second look at an act of moderation, by citizens drawn by lot and another facilitator."""

from django.db import models
from django.db.models import Q

from accounts.models import Person, VoicePause
from deliberation.enums import AppealSide, AppealState, FlagReason, Opinion
from deliberation.models.message import Message
from deliberation.models.submission import Submission
from deliberation.models.thread import Thread


class AppealQuerySet(models.QuerySet):
    def heard(self):
        """Those whose readers have not decided yet."""
        return self.filter(state=AppealState.HEARD)


class Appeal(models.Model):
    """Asked once about one hidden or moved message, one message not published, one pause of a voice or one sentence.

    The draw can be done again by anybody who has the seed: `seed_hash` is published the day it is asked, `seed`
    the day it is decided. `acted_by` is the facilitator whose act it is (null: a flag acted alone).
    """

    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals"
    )
    pause = models.ForeignKey(
        VoicePause, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals"
    )
    # A sentence written outside threads: as it was, why it was taken out, and the thread of those who talk of it.
    sentence = models.TextField(blank=True)
    sentence_reason = models.CharField(max_length=20, choices=FlagReason, blank=True)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appeals")
    words = models.TextField(blank=True, help_text="What the person wants the readers to know.")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    citizens_wanted = models.PositiveSmallIntegerField(default=2)
    seed = models.CharField(max_length=64)
    seed_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=AppealState, default=AppealState.HEARD)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, submission__isnull=True, pause__isnull=True, sentence="")
                | Q(message__isnull=True, submission__isnull=False, pause__isnull=True, sentence="")
                | Q(message__isnull=True, submission__isnull=True, pause__isnull=False, sentence="")
                | Q(message__isnull=True, submission__isnull=True, pause__isnull=True) & ~Q(sentence=""),
                name="an_appeal_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["message"], condition=Q(state=AppealState.HEARD), name="one_open_appeal_per_message"
            ),
            models.UniqueConstraint(fields=["submission"], name="one_appeal_per_submission"),
            models.UniqueConstraint(fields=["pause"], name="one_appeal_per_pause"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class AppealReaderQuerySet(models.QuerySet):
    def seated(self):
        return self.filter(replaced_at__isnull=True)


class AppealReader(models.Model):
    """One of those who read again. Their names are told to nobody but facilitation; an opinion is given once."""

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appeals_to_read")
    side = models.CharField(max_length=10, choices=AppealSide)
    rank = models.PositiveIntegerField(help_text="The place in the draw.")
    drawn_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    opinion = models.CharField(max_length=10, choices=Opinion, blank=True)
    opinion_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AppealReaderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "person"], name="one_seat_per_reader_and_appeal"),
            models.CheckConstraint(
                condition=Q(opinion="", opinion_at__isnull=True)
                | ~Q(opinion="") & Q(opinion_at__isnull=False),
                name="an_opinion_has_its_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.side}"
