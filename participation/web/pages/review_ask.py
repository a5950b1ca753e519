"""Asking for the check of the fund's rules: what the sheet lacks, which proposed changes wait, and until when."""

from datetime import datetime

from django.urls import reverse

from accounts.models import Person
from common import dates
from common.exceptions import BadInput, Refused
from participation.domain import initiatives, stages
from participation.domain.queries import amendments as queries
from participation.domain.queries import rules as rule_queries
from participation.models import Initiative
from participation.web.pages import sheet_lacks


def page(initiative: Initiative, *, by: Person, now: datetime) -> dict:
    """Refused as the act is, but for what the sheet lacks and what waits for an answer: the page is for these."""
    sentence, is_incomplete = "", False
    try:
        initiatives.check_may_send_to_review(by=by, initiative=initiative, now=now)
    except BadInput:
        is_incomplete = True
    except Refused as refusal:
        if refusal.code != "amendments_waiting":
            raise
        sentence = str(refusal.sentence)
    days = rule_queries.value("min_deliberation_days", at=now)
    return {
        "refusal": sentence,
        "is_incomplete": is_incomplete,
        "lacks": sheet_lacks.page(initiative, is_author=stages.is_author(by, initiative), now=now),
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
