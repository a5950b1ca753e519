"""Who writes an initiative, by borrowed names, and what each reader may do about it."""

from datetime import datetime
from typing import Any

from accounts.domain import people as people_verbs
from accounts.models import Person
from accounts.rules.capacity import Capacity
from common import dates
from participation.models import AuthorInvitation, Initiative
from participation.rules import co_writing, speaking


def authors_page(
    initiative: Initiative, *, viewer: Person, capacity: Capacity, now: datetime
) -> dict[str, Any]:
    authors = list(initiative.authors.order_by("pk"))
    is_author = viewer in authors
    waiting = initiative.invitations.live(now).filter(invited_by=viewer).first() if is_author else None
    return {
        "names": [people_verbs.shown_name(one) for one in authors],
        "is_author": is_author,
        "may_invite": speaking.may_speak(capacity) and co_writing.may_invite(initiative, is_author=is_author),
        "may_leave": is_author and len(authors) > 1,
        "is_alone": is_author and len(authors) == 1,
        "until": dates.day_time(waiting.expires_at) if waiting else "",
        "may_be_invited": not is_author and speaking.may_speak(capacity),
    }


def asked(invitation: AuthorInvitation) -> dict[str, Any]:
    initiative = invitation.initiative
    return {
        "title": initiative.title,
        "summary": initiative.current.summary,
        "who": people_verbs.shown_name(invitation.invited_by),
        "initiative": initiative,
    }


def names(initiative: Initiative) -> str:
    """In one line, for the page of the initiative."""
    return ", ".join(people_verbs.shown_name(one) for one in initiative.authors.order_by("pk"))
