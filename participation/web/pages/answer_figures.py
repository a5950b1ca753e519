"""The figures of « What the Table answered », as drawings and words."""

from django.template.defaultfilters import date as month_of
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.domain.queries import answer_figures as queries
from participation.domain.queries.answer_figures import Figures, Season
from participation.enums import EchoChoice

FAMILIES = {
    queries.ON_TIME: "c-moss",
    queries.AFTER: "c-ochre",
    queries.TO_COME: "c-river",
    queries.PAST: "c-rose",
    queries.NO_DATE: "bar-none",
}


def page_of(found: Figures, *, is_committed: bool) -> dict:
    """`stacks` for the drawing of the seasons; `kinds` and `says`, each a list of facts.

    Until the Table accepted the delays, a date that passed is a wish: never the colour of lateness.
    """
    families = FAMILIES if is_committed else FAMILIES | {queries.PAST: "c-ochre", queries.AFTER: "c-moss"}
    return {
        "parts": [{"key": key, "label": word, "family": families[key]} for key, word in _standings().items()],
        "rows": [{"label": _season(one), "counts": one.counts} for one in found.seasons],
        "kinds": [{"label": kind.label, "value": count} for kind, count in found.kinds.items()],
        "says": [{"label": _says(word), "value": _answers(count)} for word, count in found.says.items()],
    }


def _standings() -> dict[str, str]:
    return {
        queries.ON_TIME: _("Answered in time"),
        queries.AFTER: _("Answered after the date"),
        queries.TO_COME: _("Not answered yet, in time"),
        queries.PAST: _("Not answered, date past"),
        queries.NO_DATE: _("No answer is due"),
    }


def _season(one: Season) -> str:
    words = {
        "first": month_of(one.begins_on, "F"),
        "last": month_of(one.last_month, "F"),
        "year": one.begins_on.year,
    }
    return _("%(first)s to %(last)s %(year)s") % words


def _says(word: str) -> str:
    if word == queries.FEW:
        return _("Fewer than 5 people said something")
    if word == queries.SHARED:
        return _("Opinions are divided")
    return _("Most say: %(what)s") % {"what": EchoChoice(word).label}


def _answers(count: int) -> str:
    return ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
