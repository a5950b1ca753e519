"""Who may pause a voice, for how long, and what it leaves: reading, and the vote."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.enums import VoiceReason
from accounts.models import VoicePause
from accounts.models.voice_pause import MOST_DAYS
from accounts.rules import two_people
from accounts.rules.capacity import Capacity
from common.dates import day_time
from common.exceptions import BadInput, IllegalTransition, Refused

MAX_WHY = 300


def is_running(pause: VoicePause, now: datetime) -> bool:
    ends_at = pause.ends_at
    return pause.confirmed_at is not None and ends_at is not None and pause.confirmed_at <= now < ends_at


def check_not_paused(pause: VoicePause | None) -> None:
    """`pause` is the one that holds now, or None."""
    if pause is not None and pause.ends_at is not None:
        raise Refused(
            "voice_paused",
            _("Your voice is paused until %(when)s. You can read, vote, and write to facilitation.")
            % {"when": day_time(pause.ends_at)},
        )


def check_facilitates(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))


def may_read(pause: VoicePause, capacity: Capacity) -> bool:
    """Facilitation; and the person, once it is confirmed: before, nothing is decided."""
    me = capacity.person
    is_theirs = me is not None and pause.person_id == me.pk and pause.confirmed_at is not None
    return capacity.is_facilitator or is_theirs


def check_may_ask(*, by: Capacity, person: Capacity, running: VoicePause | None) -> None:
    """Refused: whoever is not facilitation; oneself, or somebody of facilitation; a voice already paused."""
    check_facilitates(by)
    if person.person is None or by.person is None or person.person.pk == by.person.pk:
        raise Refused("own_voice", _("Nobody pauses their own voice."))
    if not person.is_member or person.is_facilitator:
        raise Refused("not_this_voice", _("This voice cannot be paused here."))
    if running is not None:
        raise IllegalTransition("already_paused", _("This voice is already paused."))


def check_words(*, reason: str, why: str, days: int) -> None:
    if reason not in VoiceReason.values:
        raise BadInput("reason", _("Choose a reason from the list."))
    if not why or len(why) > MAX_WHY:
        raise BadInput("why", _("Tell the person why, in 300 characters at most."))
    if not 1 <= days <= MOST_DAYS:
        raise BadInput("days", _("A pause lasts from 1 to 7 days."))


def check_waits(pause: VoicePause) -> None:
    if pause.confirmed_at is not None or pause.dropped_at is not None:
        raise IllegalTransition("pause_settled", _("This request is already settled."))


def check_may_confirm(pause: VoicePause, *, by: Capacity, asked_by: Capacity) -> None:
    """A second person, of another employer than the first's badge, then and now."""
    check_facilitates(by)
    check_waits(pause)
    if by.person is None or by.person.pk in (pause.asked_by_id, pause.person_id):
        raise Refused("two_people", _("Another person must confirm it."))
    two_people.check_two_employers(asked_by, by)
    if by.badge_employer == pause.asked_employer:
        raise Refused("two_employers", _("This act needs two people of two employers."))


def check_may_end(pause: VoicePause, *, by: Capacity, now: datetime) -> None:
    """One person is enough to give a voice back."""
    check_facilitates(by)
    if not is_running(pause, now):
        raise IllegalTransition("not_paused", _("This pause is already over."))
