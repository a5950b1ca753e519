"""When a date has passed: late for whoever owes it; for what citizens do when they want, only possible since."""

from django.utils.translation import gettext as _

from participation.domain.queries.timeline import Step

# A date that citizens set for themselves is the first day of what may come, never a delay they owe.
NEVER_LATE = ("author", "citizen")


def is_possible(step: Step) -> bool:
    """The day has come for something that nobody owes."""
    return step.is_late and step.who in NEVER_LATE


def by_when(step: Step) -> str:
    """« Avant le … », in which the day is put as `when`."""
    if is_possible(step):
        return _("Possible since %(when)s.")
    return _("Date passed: %(when)s.") if step.is_late else _("By %(when)s.")
