"""What the Table asks the Espace, in words: the same card on its issue, on the public list and in the Table's portal."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.rules.capacity import Capacity
from participation.domain.queries import consultations as queries
from participation.domain.queries.consultations import Asked
from participation.models import Issue
from participation.rules import consultations as rules

SHOWN = 5
PILLS = {
    rules.LATE: ("late", "attention", "c-rose"),
    rules.TO_COME: ("wait", "horloge", "c-river"),
    rules.ANSWERED: ("ok", "coche", "c-moss"),
    rules.DECLINED: ("end", "info", "c-ochre"),
}


def card(one: Asked, capacity: Capacity, *, today: date) -> dict:
    asked = one.consultation
    kind, icon_name, family = PILLS[one.standing.status]
    words = {
        rules.LATE: _("Late"),
        rules.TO_COME: _("We talk about it"),
        rules.ANSWERED: _("Answered"),
        rules.DECLINED: _("The Espace said no"),
    }
    return {
        "one": one,
        "asked": asked,
        "family": family,
        "pill": {"kind": kind, "icon_name": icon_name, "text": words[one.standing.status]},
        "acts": _acts(one, capacity, today=today),
    }


def of_issue(issue: Issue, capacity: Capacity, *, today: date) -> dict | None:
    one = queries.of_issue(issue, today=today)
    return card(one, capacity, today=today) if one else None


def of_table(capacity: Capacity, *, today: date) -> list[dict]:
    """For the Table's portal: what waits, then the last ones that are over."""
    return [card(one, capacity, today=today) for one in queries.every(today)[:SHOWN]]


def of_desk(capacity: Capacity, *, today: date) -> list[dict]:
    """For facilitation, on its dashboard: what waits, by date."""
    return [card(one, capacity, today=today) for one in queries.waiting(today)]


def _acts(one: Asked, capacity: Capacity, *, today: date) -> list[dict]:
    """Preparing the answer; saying no while there is time."""
    acts = []
    if one.is_waiting and (capacity.is_facilitator or capacity.is_crd_agent):
        prepare = reverse("participation:transmission_prepare")
        url = f"{prepare}?source=enjeu-{one.consultation.issue_id}&genre=avis"
        acts.append({"url": url, "label": _("Prepare the Espace's answer")})
    if rules.may_decline(one.consultation, capacity, today=today):
        url = reverse("participation:consultation_decline", args=[one.consultation.pk])
        acts.append({"url": url, "label": _("Say no, with the reason")})
    return acts
