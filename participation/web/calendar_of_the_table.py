"""Dates between the Espace and the Table: answers hoped for or due, what was promised, what the Table asked. Late ones stay."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from common import dates
from participation.domain.queries import commitments, consultations, paths, transmissions
from participation.rules import clock_words
from participation.rules import commitments as commitment_rules
from participation.web.calendar_line import Line


def lines(today: datetime.date) -> list[Line]:
    return [*_answers(today), *_promised(today), *_asked(today)]


def _answers(today: datetime.date) -> list[Line]:
    lines = []
    for one in transmissions.with_clocks(today):
        due = one.clock.due_on
        if due is None or one.clock.status == clock_words.ANSWERED:
            continue
        words = (
            _("Answer of the Table: « %(title)s »")
            if one.clock.is_committed
            else _("Answer hoped for: « %(title)s »")
        )
        lines.append(
            Line(
                key=f"envoi-{one.transmission.pk}",
                on=due,
                title=words % {"title": one.transmission.title},
                when=dates.day(due, today),
                text=str(one.clock.sentence) if due < today else _("The Table acts."),
                url=reverse("participation:transmission", args=[one.transmission.pk]),
                family="c-rose" if one.clock.status == clock_words.LATE else "c-ochre",
                icon="horloge",
            )
        )
    return lines


def _promised(today: datetime.date) -> list[Line]:
    """What the Table said it would do and did not yet, on its last date."""
    return [
        Line(
            key=f"engagement-{one.commitment.pk}",
            on=one.standing.due_on,
            title=_("The Table promised: %(what)s") % {"what": one.commitment.what},
            when=dates.day(one.standing.due_on, today),
            text=f"{one.standing.sentence} {one.commitment.owner}",
            url=reverse("participation:commitment", args=[one.commitment.pk]),
            family="c-rose" if one.standing.status == commitment_rules.LATE else "c-river",
            icon="cal",
            sequence=len(one.changes),
        )
        for one in commitments.every(today=today, viewer=None)
        if not one.is_kept
    ]


def _asked(today: datetime.date) -> list[Line]:
    """What the Table asked the Espace and waits for."""
    return [
        Line(
            key=f"demande-{one.consultation.pk}",
            on=one.consultation.wished_on,
            title=_("The Table asks us: %(title)s") % {"title": one.consultation.issue.title},
            when=dates.day(one.consultation.wished_on, today),
            text=str(one.standing.sentence) if one.standing.days_over else _("The Espace answers."),
            url=paths.path_of(one.consultation.issue),
            family="c-rose" if one.standing.days_over else "c-ochre",
            icon="ronde",
        )
        for one in consultations.waiting(today)
    ]
