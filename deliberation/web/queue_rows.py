"""Everything that waits for facilitation about talk, in words, by time left."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.people import shown_name
from accounts.domain.queries.voices import waiting_or_running
from accounts.models import Person, VoicePause
from common import dates
from deliberation.domain.queries import appeals, flags, private_words, submissions
from deliberation.domain.queries.messages import shown
from deliberation.enums import FlagReason
from deliberation.models import Flag, Thread
from deliberation.rules import distress


def everything(reader: Person, *, now: datetime) -> dict[str, Any]:
    """For `queue.html`: flags, private words, messages to read, pauses asked, second looks."""
    waiting = flags.to_handle()
    return {
        "flags": [flag_row(one, now) for one in waiting],
        "late": sum(1 for one in waiting if one.due_at < now),
        "words": [_private_word(one) for one in private_words.words_waiting()],
        "carried": [_carried(one) for one in private_words.words_to_carry(now=now)],
        "submissions": [_submission(one, now) for one in submissions.to_read()],
        "pauses": [_pause(one, reader) for one in waiting_or_running(now)],
        "appeals": [_appeal(one, now) for one in appeals.being_heard()],
        "to_read": appeals.to_read(reader),
    }


def time_left(until: datetime, now: datetime) -> tuple[str, str]:
    """Family and words of a deadline to the hour; what is late is written as late."""
    if until < now:
        return "c-rose", _("Late since %(when)s") % {"when": dates.day_time(until)}
    hours, minutes = divmod(int((until - now).total_seconds()) // 60, 60)
    if hours >= 48:
        return "c-river", _("By %(when)s") % {"when": dates.day_time(until)}
    return ("c-ochre" if hours < 12 else "c-river"), _("%(hours)d h %(minutes)02d left") % {
        "hours": hours,
        "minutes": minutes,
    }


def flag_row(flag: Flag, now: datetime) -> dict[str, Any]:
    family, clock = time_left(flag.due_at, now)
    if flag.reason == FlagReason.DISTRESS:
        family, clock = "c-rose", _("Right now: somebody may not be well. %(clock)s") % {"clock": clock}
    message = flag.message
    return {
        "family": family,
        "clock": clock,
        "is_distress": flag.reason == FlagReason.DISTRESS,
        "is_hidden": message.hidden_until_read,
        "words": message.text if message.hidden_until_read else shown(message).text,
        "author": shown_name(message.author),
        "thread": message.thread.title,
        "reason": flag.get_reason_display(),
        "url": reverse("deliberation:flagged", args=[flag.pk]),
        "thread_url": reverse("deliberation:thread", args=[message.thread_id]),
    }


def _private_word(one: Thread) -> dict[str, Any]:
    """Who waits, since when, and the way to answer; their words stay in the private word."""
    return {
        "clock": _("Since %(when)s") % {"when": dates.day_time(one.waits_since)},
        "text": shown_name(one.opened_by),
        "action_url": reverse("deliberation:thread", args=[one.pk]),
        "action": _("Read it and answer"),
    }


def _carried(one: Thread) -> dict[str, Any]:
    """Facilitation wrote last, and this person is not on a screen: the way to read it to them."""
    return {
        "clock": _("Written %(when)s") % {"when": dates.day_time(one.said_at)},
        "text": shown_name(one.opened_by),
        "action_url": reverse("deliberation:thread", args=[one.pk]),
        "action": _("Read it, and note the answer"),
    }


def _submission(one, now: datetime) -> dict[str, Any]:
    family, clock = time_left(one.due_at, now)
    if distress.rings(one.text):
        family, clock = "c-rose", _("Right now: somebody may not be well. %(clock)s") % {"clock": clock}
    return {
        "family": family,
        "clock": clock,
        "text": _("%(author)s, thread “%(thread)s”.")
        % {"author": shown_name(one.author), "thread": one.thread.title},
        "action_url": reverse("deliberation:submission", args=[one.pk]),
        "action": _("Read it and decide"),
    }


def _pause(one: VoicePause, reader: Person) -> dict[str, Any]:
    if one.ends_at is not None:
        clock, action = _("Until %(when)s") % {"when": dates.day_time(one.ends_at)}, _("See the pause")
    elif one.asked_by_id == reader.pk:
        clock, action = _("Somebody of another employer must confirm"), _("See the pause")
    else:
        clock, action = _("A pause waits for a second person"), _("Read it and decide")
    return {
        "family": "c-ochre",
        "clock": clock,
        "text": shown_name(one.person),
        "action_url": reverse("deliberation:pause", args=[one.pk]),
        "action": action,
    }


def _appeal(one, now: datetime) -> dict[str, Any]:
    """No link: only those who were drawn read it."""
    family, clock = time_left(one.due_at, now)
    return {"family": family, "clock": clock, "text": _("Those who were drawn by lot are reading.")}
