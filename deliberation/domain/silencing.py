"""Pausing a voice, with what the person is told: the pause itself belongs to `accounts`."""

from datetime import datetime

from django.db import transaction

from accounts.domain import voices
from accounts.models import Person, VoicePause
from common.dates import day_time
from deliberation.domain import plain_messages, private_words


@transaction.atomic
def confirm(*, by: Person, pause: VoicePause, now: datetime) -> VoicePause:
    """`voices.confirm_pause`, and the person is told in private: why, until when, that they still vote, how to have
    it read again. Same refusals.
    """
    begun = voices.confirm_pause(by=by, pause=pause, now=now)
    why = begun.why if begun.why.endswith((".", "!", "?")) else f"{begun.why}."
    until = begun.ends_at
    said = plain_messages.said(plain_messages.PAUSED, when=day_time(until) if until else "", why=why)
    text = f"{said}\n\n{plain_messages.said(plain_messages.DISAGREE)}"
    private_words.tell(by=by, person=begun.person, text=text, now=now)
    return begun


@transaction.atomic
def end(*, by: Person, pause: VoicePause, now: datetime) -> VoicePause:
    """`voices.end_pause`, and the person is told. Same refusals."""
    over = voices.end_pause(by=by, pause=pause, now=now)
    private_words.tell(
        by=by, person=over.person, text=plain_messages.said(plain_messages.GIVEN_BACK), now=now
    )
    return over
