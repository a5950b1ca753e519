"""Flags of texts in words: where the text is, what was said when it was flagged, and its line on the dashboard."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.rules.capacity import Capacity
from common.dates import day_time
from deliberation.enums import FlagReason
from deliberation.models import Flag
from deliberation.rules.flagging import AT_ONCE
from participation.domain.queries import text_flags as queries
from participation.models import Concern, Initiative, TextFlag
from participation.rules import text_flags as rules
from participation.rules.text_flags import Text


def url_of(text: Text) -> str:
    return reverse(f"participation:{queries.NAMES[type(text)]}", args=[text.pk])


def flag_url(text: Text, capacity: Capacity, *, is_own: bool = False) -> str:
    """Where this reader flags it; empty when they may not."""
    if not rules.may_flag(text, capacity, is_own=is_own):
        return ""
    return reverse(f"participation:{queries.NAMES[type(text)]}_flag", args=[text.pk])


def said_after(raised: TextFlag, *, asked: str) -> str:
    """`asked`: the reason just given; another one that presses as much already waits."""
    if raised.reason in AT_ONCE:
        return _("It is sent. Facilitation sees it first. If somebody is in danger now: 911 or 811.")
    if raised.reason != asked:
        words = _("You already flagged this text. Facilitation should read it before %(when)s.")
        return words % {"when": day_time(raised.due_at)}
    return _("It is sent. Facilitation should read it before %(when)s.") % {"when": day_time(raised.due_at)}


def noun_of(text: Text) -> str:
    if isinstance(text, Concern):
        return _("Concern")
    return _("Initiative") if isinstance(text, Initiative) else _("Issue")


def rows(flag: TextFlag) -> list[dict[str, Any]]:
    return [
        {"label": noun_of(flag.text), "value": queries.words_of(flag.text)},
        {"label": _("Reason"), "value": flag.get_reason_display()},
    ]


def line(flag: TextFlag, *, family: str, clock: str) -> dict[str, Any]:
    """Beside the flags of messages."""
    text = flag.text
    return {
        "family": family,
        "clock": clock,
        "text": queries.words_of(text),
        "where": f"{noun_of(text)}.",
        "reason": flag.get_reason_display(),
        "url": reverse("participation:text_flag", args=[flag.pk]),
        "text_url": url_of(text),
    }


def due(flag: TextFlag | Flag) -> tuple[bool, datetime]:
    """Distress first, then by time left."""
    return (flag.reason != FlagReason.DISTRESS, flag.due_at)
