"""What those who speak for the Espace are told, and those whose issue they carried: by the path each chose."""

from datetime import datetime

from django.utils.translation import gettext as _

from common import dates
from common.dates import local_day
from common.record_words import in_the_espaces_language
from participation.domain import notices
from participation.domain.queries import calendar
from participation.domain.queries import spokespersons as queries
from participation.enums import NoticeKind
from participation.models import BroughtBack, CarriedItem, SpokespersonTerm
from participation.rules import notices as rules

DRAWN, BROUGHT = "tire", "rapporte"


def drawn(term: SpokespersonTerm, *, now: datetime) -> None:
    """To the person the lot drew: until when they speak, and that they may stop sooner; before the Table meets."""
    today = local_day(now)
    meeting = next(iter(calendar.table_meetings_after(today)), None)
    until = {"date": dates.short(term.ends_on)}
    notices.tell(
        people_to_tell=[term.person_id],
        kind=NoticeKind.SPOKEN,
        event=f"spokesperson:{term.pk}",
        state=DRAWN,
        title="",
        words=in_the_espaces_language(lambda: _("Until %(date)s. You may stop sooner.") % until),
        link="/porte-parole/",
        due_on=rules.due_on(today, before=meeting),
        by=term.drawn_by,
        now=now,
    )


def left(term: SpokespersonTerm) -> None:
    """Nobody calls any more to say that they were drawn."""
    notices.replace(event=f"spokesperson:{term.pk}")


def brought_back(made: BroughtBack, *, now: datetime) -> None:
    """In its public words: to those whose issue or sending was carried; of the whole meeting, to all of them at once."""
    items = [made.item] if made.item else list(queries.carried_to(made.meeting))
    told: set[int] = set().union(*(queries.concerned(one) for one in items))
    notices.tell(
        people_to_tell=told - {made.said_by_id},
        kind=NoticeKind.SPOKEN,
        event=f"brought_back:{made.pk}",
        state=BROUGHT,
        title=_title(made, items),
        words=made.words,
        link=f"/porte-parole/rencontres/{made.meeting.slug}/",
        is_own=False,
        by=made.written_by,
        now=now,
    )


def _title(made: BroughtBack, items: list[CarriedItem]) -> str:
    return queries.title_of(items[0]) if made.item else made.meeting.title
