"""« Prochaine étape », the same card for an initiative and for a change of rule."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from common import dates
from participation.domain.queries.timeline import Step
from participation.web.pages import due


def card(step: Step, missing: Sequence[str] = ()) -> dict[str, str] | None:
    """What comes, by when and by whom; a renewal that lacks an agreement says whose."""
    if not step.who:
        return None
    sentence = str(step.sentence).rstrip(".")
    # A date that comes by itself has nobody to wait for.
    who = "" if step.who == "system" else _("To act: %(who)s.") % {"who": step.who_label}
    if missing:
        who = _("Still missing: the agreement of %(groups)s.") % {"groups": ", ".join(missing)}
    if step.when or step.on is None:
        return {"when": sentence, "text": f"{who} {step.when if not missing else ''}".strip()}
    when = dates.day(step.on)
    if step.is_late:
        late, since = _("planned for %(when)s, late"), _("possible since %(when)s")
        when = (since if due.is_possible(step) else late) % {"when": when}
    return {"when": when, "text": f"{sentence}. {who}".strip()}
