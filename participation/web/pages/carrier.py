"""What the desk of a carrier shows: what it must do, what it is asked, what is finished."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from common import dates
from common.typography import format_money
from participation.domain.queries import carrying
from participation.enums import InitiativeState, ReportConformity
from participation.models import AccountabilityReport, Initiative
from participation.rules import lifecycles

Shown = dict


def desk(found: list[Initiative], *, today: date) -> Shown:
    """`found`: everything of one organisation, the earliest start first."""
    todo = [_card(one, today) for one in found if one.state in carrying.ITS_TURN]
    finished = [_card(one, today) for one in found if one.state == InitiativeState.FINISHED]
    ahead = [
        _card(one, today)
        for one in found
        if one.state not in carrying.ITS_TURN and one.state != InitiativeState.FINISHED
    ]
    return {
        "todo": todo,
        "ahead": ahead,
        "finished": finished,
        "facts": [
            {"label": _("Your turn"), "value": len(todo)},
            {"label": _("On their way"), "value": len(ahead)},
            {"label": _("Finished"), "value": len(finished)},
        ],
    }


def _card(one: Initiative, today: date) -> Shown:
    family, clock = _clock(one, today)
    name = "carrier_start" if one.state == InitiativeState.AGREEMENT_SIGNED else "carrier_report"
    is_its_turn = one.state in carrying.ITS_TURN
    decided = [made for made in one.decisions.all() if made.outcome]
    return {
        "initiative": one,
        "family": family,
        "clock": clock,
        "rows": rows(one),
        "reports": [_report(made) for made in _reports(one)],
        "vote_id": decided[-1].vote_id if decided else None,
        "outcome": decided[-1].get_outcome_display() if decided else "",
        "url": reverse(f"participation:{name}", args=[one.pk]) if is_its_turn else "",
        "act": _("Say that it has started") if name == "carrier_start" else _("Write a report"),
    }


def _clock(one: Initiative, today: date) -> tuple[str, str]:
    """Family and words: lateness is said, never hidden."""
    starts_on, ends_on = one.current.starts_on, one.current.ends_on
    if one.state == InitiativeState.AGREEMENT_SIGNED and starts_on:
        return _until(starts_on, today, _("Start planned for %(date)s"))
    if one.state == InitiativeState.UNDER_WAY:
        last = _reports(one)[-1:]
        if last and last[0].conformity == ReportConformity.TO_CORRECT:
            return "c-rose", _("Your report must be corrected")
        if ends_on:
            return _until(ends_on, today, _("Last report after %(date)s"))
    if one.state == InitiativeState.FINISHED:
        return "c-moss", str(one.get_state_display())
    return "c-river", str(lifecycles.next_step("initiative", one.state).sentence)


def _until(day: date, today: date, words: str) -> tuple[str, str]:
    sentence = words % {"date": dates.short(day)}
    left = dates.days_between(today, day)
    if left < 0:
        late = _("%(sentence)s. That was %(days)s ago")
        return "c-rose", late % {"sentence": sentence, "days": dates.duration(-left)}
    return ("c-ochre" if left < 14 else "c-river"), sentence


def rows(one: Initiative) -> list[Shown]:
    """The agreement, the money of the fund, the people hoped for, and where."""
    version = one.current
    agreement = getattr(one, "agreement", None)
    signed = _("Not signed yet")
    if agreement is not None:
        signed = _("Signed on %(date)s") % {"date": dates.short(agreement.signed_on)}
    fund = _("not known yet") if version.fund_cents is None else format_money(version.fund_cents)
    places = sorted(one.territories.all(), key=lambda place: place.position)
    return [
        {"label": _("The agreement"), "value": signed},
        {"label": _("Money from the fund"), "value": fund},
        {"label": _("People hoped for"), "value": version.people_planned or _("not known yet")},
        {"label": _("Where"), "value": ", ".join(place.name for place in places)},
    ]


def _reports(one: Initiative) -> list[AccountabilityReport]:
    return sorted(one.reports.all(), key=lambda made: (made.received_on, made.pk))


def _report(made: AccountabilityReport) -> Shown:
    pill = {ReportConformity.CONFORM: ("ok", "coche"), ReportConformity.TO_CORRECT: ("late", "crayon")}
    kind, icon = pill.get(ReportConformity(made.conformity), ("wait", "horloge"))
    return {
        "on": made.received_on,
        "people": made.people_reached,
        "spent": format_money(made.spent_fund_cents),
        "state": made.get_conformity_display(),
        "correction": made.correction,
        "pill": kind,
        "icon": icon,
    }
