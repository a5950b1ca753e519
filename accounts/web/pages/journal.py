"""The journal of an account, in words for the person it is about."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries.journal import Line
from accounts.enums import AccountEventKind, Role
from accounts.rules.visibility import shown_badge
from common import dates

_OF_A_ROLE = (AccountEventKind.MANDATE_GRANTED, AccountEventKind.MANDATE_ENDED)


@dataclass(frozen=True)
class Told:
    """One line: when, what, by whom, and the way to say that it was not me."""

    when: str
    what: str
    who: str
    not_me_url: str = ""


def told(line: Line) -> Told:
    if line.look is not None:
        what = _("%(who)s looked at: %(part)s.") % {
            "who": shown_badge(line.by),
            "part": line.look.get_part_display(),
        }
        return Told(when=_when(line), what=what, who="")
    assert line.event is not None
    url = reverse("accounts:not_me", args=[line.event.pk]) if line.may_dispute else ""
    return Told(when=_when(line), what=_what(line), who=_who(line), not_me_url=url)


def _when(line: Line) -> str:
    return f"{dates.short(line.at)}, {dates.clock_time(line.at)}"


def _what(line: Line) -> str:
    assert line.event is not None
    words, detail = str(line.event.get_kind_display()), line.event.detail
    if line.event.kind in _OF_A_ROLE and detail in Role.values:
        detail = str(Role(detail).label)
    if not detail:
        return words
    return _("%(what)s: %(detail)s.") % {"what": words.rstrip("."), "detail": detail.rstrip(".")}


def _who(line: Line) -> str:
    assert line.event is not None
    if line.is_mine:
        return _("By you.")
    if line.by is None:
        return ""
    if line.event.kind == AccountEventKind.RECOVERY_USED:
        return _("The code was made by %(who)s.") % {"who": shown_badge(line.by)}
    return _("By %(who)s.") % {"who": shown_badge(line.by)}
