"""Spokespersons in words. Outside the members: that a citizen speaks, never who."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.rules.capacity import Capacity
from common import dates
from participation.domain.queries import spokespersons as queries
from participation.models import BroughtBack, CalendarEvent, CarriedItem


def carried(item: CarriedItem, capacity: Capacity, *, may_take_off: bool) -> dict:
    name, pk = ("issue", item.issue_id) if item.issue_id else ("transmission", item.transmission_id)
    return {
        "item": item,
        "title": queries.title_of(item),
        "url": reverse(f"participation:{name}", args=[pk]) if pk else "",
        "words": item.words if pk else "",
        "said": queries.said_line(item, capacity),
        "may_take_off": may_take_off
        and (
            capacity.is_facilitator or (capacity.person is not None and capacity.person.pk == item.said_by_id)
        ),
    }


def brought(one: BroughtBack, capacity: Capacity) -> dict:
    return {
        "one": one,
        "about": queries.title_of(one.item) if one.item else "",
        "said": queries.said_line(one, capacity),
    }


def of_meeting(meeting: CalendarEvent, capacity: Capacity, *, is_to_come: bool) -> dict:
    """What is carried there and what was brought back: the same for everybody, less the names."""
    return {
        "carried": [carried(one, capacity, may_take_off=is_to_come) for one in queries.carried_to(meeting)],
        "brought": [brought(one, capacity) for one in queries.brought_back_from(meeting)],
    }


def empty_places(now: datetime) -> str:
    """For facilitation, on its dashboard: how many places are empty, and since when."""
    found = queries.empty(now)
    if found is None:
        return ""
    words = {"count": found.count}
    if found.since is None:
        return ngettext("%(count)d place is empty.", "%(count)d places are empty.", found.count) % words
    said = ngettext(
        "%(count)d place is empty, since %(date)s.",
        "%(count)d places are empty, since %(date)s.",
        found.count,
    )
    return said % {**words, "date": dates.short(found.since)}


def links(**about: int) -> list[dict]:
    """From an issue or a sending to the meetings where it was carried."""
    return [
        {
            "label": _("Carried to the Table:"),
            "url": reverse("participation:spoken_meeting", args=[one.meeting.slug]),
            "title": one.meeting.title,
            "on": one.meeting.starts_on,
        }
        for one in queries.carried(**about)
    ]
