"""The board of everything in motion, in words: who must act, by when, and what is late whoever is late."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.queries import territories
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import dates
from participation.domain.queries import in_motion, lateness, transmissions
from participation.web.pages import due

WHOLE_REGION = 8
# A step longer than this shows its first rows; choosing the step shows them all.
FIRST_ROWS = 5
FOLDED = frozenset({in_motion.SAY, in_motion.DO})
FAMILIES = {
    in_motion.SAY: "c-river",
    in_motion.TALK: "c-river",
    in_motion.CHECK: "c-ochre",
    in_motion.VOTE: "c-moss",
    in_motion.TABLE: "c-ochre",
    in_motion.DO: "c-moss",
}
WHO_IS_LATE = {
    lateness.ESPACE: gettext_lazy("The Espace"),
    lateness.SCRUTINEERS: gettext_lazy("The scrutineers"),
    lateness.SIGNATORY: gettext_lazy("The signatory partner"),
    lateness.TABLE: gettext_lazy("The Table"),
    lateness.MRC: gettext_lazy("An MRC"),
}


def in_motion_page(
    viewer: Person | None, capacity: Capacity, *, now: datetime, where: str, territory: str
) -> dict:
    """`where` and `territory` as asked; what is not one of the choices asks for everything."""
    where = where if where in in_motion.STEPS else ""
    places = list(territories.west_to_east())
    territory = territory if any(place.slug == territory for place in places) else ""
    sent = transmissions.with_clocks(dates.local_day(now))
    rows = in_motion.everything(viewer, capacity, now=now, where=where, territory=territory)
    return {
        "where": where,
        "territory": territory,
        "territories": places,
        "choices": [{"value": slug, "label": label} for slug, label in in_motion.STEPS.items()],
        "steps": [
            _step(slug, str(label), [row for row in rows if row.where == slug], where, territory)
            for slug, label in in_motion.STEPS.items()
            if any(row.where == slug for row in rows)
        ],
        "late": [late_line(one) for one in lateness.everything(now, sent=sent)],
        "hoped": [late_line(one) for one in lateness.hoped_for(now, sent=sent)],
    }


def late_line(one: lateness.Late) -> dict:
    return {"who": str(WHO_IS_LATE[one.who]), "sentence": one.sentence, "url": one.url}


def _step(slug: str, title: str, rows: list[in_motion.Moving], where: str, territory: str) -> dict:
    shown = rows if where else rows[:FIRST_ROWS]
    return {
        "title": title,
        "family": FAMILIES[slug],
        "count": len(rows),
        # What begins and what is decided is read by whoever looks for it.
        "is_open": bool(where) or slug not in FOLDED,
        "rows": [_row(row) for row in shown],
        "more_url": f"{reverse('participation:in_motion')}?etape={slug}&mrc={territory}"
        if len(shown) < len(rows)
        else "",
    }


def _row(row: in_motion.Moving) -> dict:
    step = row.step
    words = [f"{row.kind}, {_places(row)}.", f"{row.state}."]
    if step.who and step.who != "system":
        words.append(_("To act: %(who)s.") % {"who": step.who_label})
    elif step.sentence:
        words.append(f"{step.sentence.rstrip('.')}.")
    if step.when:
        words.append(step.when)
    elif step.on is not None:
        words.append(due.by_when(step) % {"when": dates.day(step.on)})
    return {"url": row.path, "title": row.title, "words": " ".join(words)}


def _places(row: in_motion.Moving) -> str:
    if not row.territories or len(row.territories) == WHOLE_REGION:
        return _("the whole region")
    return ", ".join(place.name for place in row.territories)
