"""Rounds of speech: a question, and a turn offered to each person."""

from django.db import models

from accounts.models import Person
from deliberation.enums import TurnState
from deliberation.models.message import Message
from deliberation.models.thread import Thread


class Round(models.Model):
    """A facilitator's question to everybody in a thread. One at a time; a turn lasts `hours_per_turn` at most."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="rounds")
    question = models.CharField(max_length=200)
    hours_per_turn = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_round_per_thread",
            )
        ]

    def __str__(self) -> str:
        return self.question


class TurnQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position")

    def called(self):
        return self.filter(state=TurnState.CALLED, round__closed_at__isnull=True)


class Turn(models.Model):
    """One person's turn. `message` holds what they said; `typed_by` the worker who noted it by phone."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="turns")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="turns")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=TurnState, default=TurnState.WAITING)
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_turn_per_person_and_round"),
            models.UniqueConstraint(fields=["round", "position"], name="one_turn_per_position"),
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state=TurnState.CALLED),
                name="one_person_has_the_floor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.position} {self.state}"
