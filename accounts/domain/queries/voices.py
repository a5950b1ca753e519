"""Whose voice is paused at an instant. Asked each time somebody writes: nothing has to end a pause."""

from datetime import datetime

from accounts.models import Person, VoicePause
from accounts.rules import voices


def running_pause(person: Person, now: datetime) -> VoicePause | None:
    """The pause that holds at that instant, or nothing."""
    found = VoicePause.objects.running(now).filter(person_id=person.pk).order_by("-confirmed_at", "-pk")
    return next((pause for pause in found if voices.is_running(pause, now)), None)


def check_may_write(person: Person, now: datetime) -> None:
    """Refused while the person's voice is paused. Reading, and voting, never ask this."""
    voices.check_not_paused(running_pause(person, now))
