"""Roles and their history, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Mandate, MandateProposal
from accounts.rules.visibility import shown_name, with_details
from common import dates


@dataclass(frozen=True)
class MandateLine:
    """`details` are short sentences: since when, why, how it ended."""

    pk: int
    title: str
    person_url: str
    details: list[str]
    may_end: bool


def line(mandate: Mandate, *, on: date, names_person: bool = True) -> MandateLine:
    role = str(mandate.get_role_display()).capitalize()
    title = shown_name(mandate.person) if names_person else role
    return MandateLine(
        pk=mandate.pk,
        title=with_details(title, *_where(mandate)),
        person_url=reverse("accounts:mandates_of", args=[mandate.person_id]),
        details=[*_given(mandate), *_ended(mandate, on=on)],
        may_end=mandate.ends_on is None or mandate.ends_on > on,
    )


def lines(mandates: Iterable[Mandate], *, on: date, names_person: bool = True) -> list[MandateLine]:
    return [line(mandate, on=on, names_person=names_person) for mandate in mandates]


def _where(mandate: Mandate) -> list[str]:
    things = (mandate.organisation, mandate.territory, mandate.seat)
    return [str(thing) for thing in things if thing is not None] + [mandate.profile] * bool(mandate.profile)


def _given(mandate: Mandate) -> list[str]:
    day = {"day": dates.short(mandate.starts_on)}
    said = [_("Since %(day)s.") % day]
    if mandate.granted_by is not None:
        said.append(_("Given by %(name)s.") % {"name": shown_name(mandate.granted_by)})
    if mandate.reason:
        said.append(_("Why: %(reason)s") % {"reason": mandate.reason})
    return said


def _ended(mandate: Mandate, *, on: date) -> list[str]:
    if mandate.ends_on is None:
        return []
    day = {"day": dates.short(mandate.ends_on)}
    said = [_("Ended on %(day)s.") % day if mandate.ends_on < on else _("Ends on %(day)s.") % day]
    if mandate.ended_by is not None:
        said.append(_("Ended by %(name)s.") % {"name": shown_name(mandate.ended_by)})
    if mandate.end_reason:
        said.append(_("Why it ended: %(reason)s") % {"reason": mandate.end_reason})
    return said


def proposal_rows(proposal: MandateProposal) -> list[dict[str, str]]:
    until = proposal.ends_on
    return [
        {"label": _("The person"), "value": shown_name(proposal.person)},
        {"label": _("Role"), "value": str(proposal.get_role_display())},
        {"label": _("Employer"), "value": proposal.organisation.name},
        {"label": _("Last day"), "value": dates.short(until) if until else _("Not set.")},
        {"label": _("Why"), "value": proposal.reason},
        {
            "label": _("Asked by"),
            "value": with_details(shown_name(proposal.asked_by), proposal.asked_for),
        },
        {"label": _("Asked on"), "value": dates.short(dates.local_day(proposal.asked_at))},
    ]
