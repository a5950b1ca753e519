"""Whose voice is paused at an instant. Asked each time somebody writes: nothing has to end a pause."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Person, VoicePause
from accounts.rules import voices
from accounts.rules.capacity import Capacity
from common.exceptions import Missing


def running_pause(person: Person, now: datetime) -> VoicePause | None:
    """The pause that holds at that instant, or nothing."""
    found = VoicePause.objects.running(now).filter(person_id=person.pk).order_by("-confirmed_at", "-pk")
    return next((pause for pause in found if voices.is_running(pause, now)), None)


def waiting_or_running(now: datetime) -> list[VoicePause]:
    """For facilitation: asked, or holding now; the oldest first."""
    asked = VoicePause.objects.waiting() | VoicePause.objects.running(now)
    found = asked.select_related("person").order_by("asked_at", "pk")
    return [one for one in found if one.ends_at is None or one.ends_at > now]


def visible_pause(pk: int, capacity: Capacity) -> VoicePause:
    """One pause, for facilitation and, once confirmed, for the person. Missing for anybody else."""
    found = VoicePause.objects.select_related("person", "asked_by").filter(pk=pk).first()
    if found is None or not voices.may_read(found, capacity):
        raise Missing("pause_missing", _("This page is not here."))
    return found


def check_may_write(person: Person, now: datetime) -> None:
    """Refused while the person's voice is paused. Reading, and voting, never ask this."""
    voices.check_not_paused(running_pause(person, now))
