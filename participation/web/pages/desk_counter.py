"""What the desk shows of a person, of what may be answered, and of what was noted."""

from datetime import datetime
from typing import Any

from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import people
from accounts.models import Person
from accounts.rules.capacity import Capacity
from accounts.rules.visibility import shown_name, with_details
from common import clock
from deliberation.domain.queries import threads
from deliberation.enums import Audience, SubmissionState, ThreadState
from deliberation.models import Thread
from deliberation.rules import distress
from participation.domain.queries import concerns
from participation.domain.queries.concerns import helped_by
from participation.enums import HelpedKind, Readers
from participation.models import HelpedContribution
from participation.rules.speaking import SUPPORTABLE_CONCERNS

MOST_TARGETS = 40


def person_line(person: Person) -> str:
    """« Denis-Paul, Témiscouata »: enough to be sure, nothing more."""
    place = person.territory.name if person.territory else _("no fixed address")
    return f"{shown_name(person)}, {place}"


def signature(capacity: Capacity) -> str:
    """« Josée (soutien, La Maison du Rivage) »."""
    assert capacity.person is not None
    return with_details(shown_name(capacity.person), capacity.role_label, capacity.badge_employer)


def targets(
    kept: dict[str, Any], *, person: Person, helper: Person, capacity: Capacity
) -> list[tuple[str, str]]:
    """The open threads that both read, or the concerns one may still say « moi aussi » to; the latest first.

    The thread that the worker comes from is there, however old.
    """
    what = kept["what"]
    if what == HelpedKind.REPLY:
        theirs = threads.visible_threads(people.capacity(person, on=clock.today()))
        found = threads.visible_threads(capacity).filter(pk__in=theirs.values("pk"))
        found = found.exclude(state__in=[ThreadState.CLOSED, ThreadState.PAUSED])
        asked = Case(When(pk=kept.get("target") or 0, then=0), default=1)
        found = found.order_by(asked, "-last_posted_at", "-pk")[:MOST_TARGETS]
        return [(str(thread.pk), _target_title(thread, person)) for thread in found]
    if what == HelpedKind.ME_TOO:
        said = concerns.visible_concerns(helper, capacity).filter(state__in=SUPPORTABLE_CONCERNS)
        said = said.exclude(readers=Readers.FACILITATION)[:MOST_TARGETS]
        return [(str(one.pk), one.title) for one in said]
    return []


def _target_title(thread: Thread, person: Person) -> str:
    if thread.is_private_word:
        return _("Private word of %(name)s with facilitation") % {"name": shown_name(person)}
    return thread.title


def readers(kept: dict[str, Any], capacity: Capacity) -> str:
    """Who will read these words, as it is read aloud; nothing when it is the members."""
    if kept["what"] != HelpedKind.REPLY:
        return str(Readers(kept["readers"]).label) if kept.get("readers") else ""
    thread = threads.visible_threads(capacity).filter(pk=kept.get("target") or 0).first()
    if thread is None or thread.audience == Audience.MEMBERS:
        return ""
    return str(Readers.FACILITATION.label if _is_private(thread) else Audience(thread.audience).label)


def _is_private(thread: Thread) -> bool:
    """A private word, or whatever else facilitation alone reads with the person."""
    return thread.audience == Audience.STAFF_AND_AUTHOR


def done(made: HelpedContribution, *, may_tell: bool) -> dict:
    """`may_tell`: whether this worker knows how the person is reached."""
    said = made.message or made.submission
    concern = made.concern if made.kind == HelpedKind.CONCERN else None
    return {
        "name": shown_name(made.person),
        "kind": made.get_kind_display(),
        "label": helped_by(made),
        "number": concern.tracking_number if concern else "",
        "read_by_at": _read_by(made),
        "help_lines": distress.lines_for(_own_words(made)),
        "is_private": _is_private(said.thread)
        if said
        else bool(concern and concern.readers == Readers.FACILITATION),
        "may_tell": may_tell,
        "path": made.person.get_contact_path_display() if may_tell else "",
        "again_url": reverse("participation:desk"),
        "list_url": reverse("participation:to_tell"),
    }


def _own_words(made: HelpedContribution) -> str:
    """What the person said; a « moi aussi » has no words of theirs."""
    if made.kind == HelpedKind.ME_TOO:
        return ""
    said = made.message or made.submission or made.concern
    return said.text if said is not None else ""


def _read_by(made: HelpedContribution) -> datetime | None:
    """By when facilitation reads it, when it is not published yet."""
    if made.submission is not None:
        return made.submission.due_at if made.submission.state == SubmissionState.WAITING else None
    if made.kind != HelpedKind.CONCERN or made.concern is None or made.concern.published_at:
        return None
    return made.concern.read_by_at
