"""Pausing somebody's voice, by two people of two employers; giving it back, by one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal
from accounts.domain.queries import people
from accounts.domain.queries.voices import running_pause
from accounts.enums import AccountEventKind
from accounts.models import Person, VoicePause
from accounts.rules import voices as rules
from accounts.rules.capacity import Capacity
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import IllegalTransition


@transaction.atomic
def ask_pause(*, by: Person, person: Person, reason: str, why: str, days: int, now: datetime) -> VoicePause:
    """Ask for a pause of `days` days (1 to 7); nothing changes for the person until somebody else confirms.

    `why` is what the person will read. Refused: whoever is not facilitation, oneself, somebody of facilitation, a
    voice already paused or asked for, an empty reason.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    capacity = _capacity(by, now)
    rules.check_may_ask(by=capacity, person=_capacity(person, now), running=running_pause(person, now))
    why = words.plain(why)
    rules.check_words(reason=reason, why=why, days=days)
    if VoicePause.objects.waiting().filter(person=person).exists():
        raise IllegalTransition("already_asked", _("A pause is already asked for this person."))
    pause = VoicePause.objects.create(
        person=person,
        reason=reason,
        why=why,
        days=days,
        asked_by=by,
        asked_employer=capacity.badge_employer,
        asked_at=now,
    )
    audit.record("voice.pause_asked", by=by, subject=pause, now=now, reason=reason, days=days)
    return pause


@transaction.atomic
def confirm_pause(*, by: Person, pause: VoicePause, now: datetime) -> VoicePause:
    """The pause begins now and ends by itself. It is written in the person's journal; their vote is untouched.

    Refused: who asked for it, somebody of the same employer, whoever is not facilitation, a settled request.
    """
    locked = _locked(pause)
    capacity = _capacity(by, now)
    rules.check_may_confirm(locked, by=capacity, asked_by=_capacity(locked.asked_by, now))
    locked.confirmed_by, locked.confirmed_employer, locked.confirmed_at = by, capacity.badge_employer, now
    locked.save(update_fields=["confirmed_by", "confirmed_employer", "confirmed_at"])
    _note(locked, AccountEventKind.VOICE_SUSPENDED, by=by, now=now)
    audit.record("voice.paused", by=by, subject=locked, now=now, reason=locked.reason, days=locked.days)
    return locked


@transaction.atomic
def drop_pause(*, by: Person, pause: VoicePause, now: datetime) -> VoicePause:
    """Say no to a request, or take one's own back: the voice was never paused."""
    locked = _locked(pause)
    rules.check_facilitates(_capacity(by, now))
    rules.check_waits(locked)
    locked.dropped_by, locked.dropped_at = by, now
    locked.save(update_fields=["dropped_by", "dropped_at"])
    audit.record("voice.pause_dropped", by=by, subject=locked, now=now)
    return locked


@transaction.atomic
def end_pause(*, by: Person | None, pause: VoicePause, now: datetime) -> VoicePause:
    """Give the voice back before its time. `by=None`: those who read again decided so.

    Refused: whoever is not facilitation; a pause that is over.
    """
    locked = _locked(pause)
    if by is not None:
        rules.check_may_end(locked, by=_capacity(by, now), now=now)
    elif not rules.is_running(locked, now):
        return locked
    locked.ended_by, locked.ended_at = by, now
    locked.save(update_fields=["ended_by", "ended_at"])
    _note(locked, AccountEventKind.VOICE_RESTORED, by=by, now=now)
    audit.record("voice.given_back", by=by, subject=locked, now=now)
    return locked


def _note(pause: VoicePause, kind: AccountEventKind, *, by: Person | None, now: datetime) -> None:
    journal.note(person=pause.person, kind=kind, by=by, now=now, detail=pause.get_reason_display())


def _locked(pause: VoicePause) -> VoicePause:
    return (
        VoicePause.objects.select_for_update(of=("self",))
        .select_related("person", "asked_by")
        .get(pk=pause.pk)
    )


def _capacity(person: Person, now: datetime) -> Capacity:
    return people.capacity(person, on=local_day(now))
