"""Asking for the check of the fund's rules: which proposed changes wait for an answer, and until when they hold."""

from datetime import datetime

from django.urls import reverse

from accounts.models import Person
from common import dates
from common.exceptions import Refused
from participation.domain import initiatives
from participation.domain.queries import amendments as queries
from participation.domain.queries import rules as rule_queries
from participation.models import Initiative


def page(initiative: Initiative, *, by: Person, now: datetime) -> dict:
    """Refused as the act is, but for what waits for an answer: that is what the page is for."""
    sentence = ""
    try:
        initiatives.check_may_send_to_review(by=by, initiative=initiative, now=now)
    except Refused as refusal:
        if refusal.code != "amendments_waiting":
            raise
        sentence = str(refusal.sentence)
    days = rule_queries.value("min_deliberation_days", at=now)
    return {
        "refusal": sentence,
        "waiting": [
            {
                "url": reverse("participation:amendment", args=[one.pk]),
                "part": str(one.get_part_display()),
                "proposed": dates.short(one.proposed_at),
                "until": dates.day(day),
            }
            for one, day in queries.holding(initiative, days=days)
        ],
    }
