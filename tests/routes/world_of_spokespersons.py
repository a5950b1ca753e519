"""A spokesperson of the Espace: what they carry to the next meeting of the Table, and what they brought back."""

from datetime import date, timedelta

from accounts.models import Person
from participation.domain import calendar, spokespersons
from tests import cast


def spoken(author: Person, facilitator: Person) -> dict[str, int | str]:
    """The author was drawn long enough ago to have been at the last meeting."""
    at = cast.NOW - timedelta(days=40)
    spokespersons.offer(by=author, now=at)
    term = spokespersons.draw(by=facilitator, now=at)[0]
    past, meeting = (
        calendar.add_event(
            by=None, slug=slug, scope="table", title="Rencontre de la Table", starts_on=on, now=at
        )
        for slug, on in (("table-automne", date(2026, 11, 5)), ("table-printemps", date(2027, 5, 12)))
    )
    carried = spokespersons.carry(
        by=author, said_by=author, meeting=meeting, words="Pourquoi tout est-il en ligne?", now=cast.NOW
    )
    spokespersons.bring_back(
        by=facilitator, said_by=author, meeting=past, words="La Table a dit oui.", now=cast.NOW
    )
    return {"term": term.pk, "past_meeting": past.slug, "spoken_meeting": meeting.slug, "carried": carried.pk}
