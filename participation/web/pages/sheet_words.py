"""Parts of an initiative's sheet told in sentences: who pays, who carries, who helps, from when to when."""

from django.utils.translation import gettext as _

from common import dates
from common.typography import format_money
from participation.models import InitiativeVersion
from participation.rules.sheet import Sheet


def money(version: InitiativeVersion) -> str:
    if version.fund_cents is None:
        return ""
    return _(
        "The fund would pay %(fund)s. Others give %(cash)s. The rest, %(kind)s, is given in time and rooms."
    ) % {
        "fund": format_money(version.fund_cents),
        "cash": format_money(version.other_cash_cents),
        "kind": format_money(version.in_kind_cents),
    }


def carrier(version: InitiativeVersion) -> str:
    if version.carrier is None:
        return _("No organisation yet. We are looking for one.")
    return _("%(name)s. It must tell the Espace where the money goes.") % {
        "name": version.carrier.name.rstrip(".")
    }


def days(version: InitiativeVersion) -> str:
    """From when to when, as far as it is known."""
    start, end = (dates.short(day) if day else "" for day in (version.starts_on, version.ends_on))
    if start and end:
        return _("From %(start)s to %(end)s.") % {"start": start, "end": end}
    if start:
        return _("From %(start)s.") % {"start": start}
    return _("Until %(end)s.") % {"end": end} if end else _("We do not know yet.")


def partners(sheet: Sheet | InitiativeVersion) -> list[str]:
    """Each partner, with what it gives in kind when that is known."""
    gives = {gift["name"]: gift["gives"] for gift in sheet.partner_gifts}
    line = _("%(label)s: %(amount)s")
    return [
        line % {"label": name, "amount": gives[name]} if name in gives else name
        for name in sheet.partner_names
    ]
