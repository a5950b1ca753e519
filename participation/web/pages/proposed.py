"""What comes after proposing, told to its author: each step with its date, or with the days of our rules."""

from datetime import date

from django.utils.translation import gettext as _

from participation.domain.queries import calendar
from participation.enums import InitiativeScope
from participation.models import Initiative
from participation.rules.book import RuleBook

Step = dict[str, object]


def next_steps(initiative: Initiative, *, book: RuleBook, today: date) -> list[Step]:
    """In the shape of `timeline`; the last one is the day when the Espace meets, if it is known."""
    done: Step = {"title": _("You proposed it"), "state": "done", "on": initiative.proposed_at}
    is_of_one_mrc = initiative.scope == InitiativeScope.TERRITORIAL
    steps = [done, *(_in_its_mrc() if is_of_one_mrc else _in_the_espace(book))]
    meeting = calendar.next_espace_meeting(today)
    return [*steps, {"title": _("The Espace meets"), "on": meeting.starts_on}] if meeting else steps


def _in_its_mrc() -> list[Step]:
    return [
        {
            "title": _("Facilitation talks with you"),
            "state": "now",
            "when": _("Your idea is for one MRC only. We send it only if you agree."),
        },
        {"title": _("The MRC's concertation decides.").rstrip(".")},
    ]


def _in_the_espace(book: RuleBook) -> list[Step]:
    supports = _("%(n)s supports are needed to discuss it.") % {"n": book.initiative_min_supporters}
    return [
        {"title": _("People support you"), "state": "now", "when": supports},
        {
            "title": _("We discuss it"),
            "when": _("At least %(n)s days. The text may change.") % {"n": book.min_deliberation_days},
        },
        {
            "title": _("The signatory partner checks the rules of the fund"),
            "when": _("It has %(n)s days. It does not judge whether the idea is good.")
            % {"n": book.admissibility_days},
        },
        {"title": _("Citizens vote"), "when": _("On the date of the calendar.")},
    ]
