"""Votes that are ready and cannot be announced, because the keys of the scrutineers are missing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from common import dates
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.models import Initiative
from participation.rules import vote_rules
from participation.rules.book import RuleBook
from voting.domain.queries import keys
from voting.enums import Custody


@dataclass(frozen=True)
class Awaited:
    """`since`: the day nothing else held the vote; `organisations`: whose turn it is, facilitation's when empty."""

    since: date
    organisations: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return _("The vote is ready, but the scrutineers' keys are missing.")

    @property
    def who(self) -> str:
        since = dates.short(self.since)
        if not self.organisations:
            return _("Facilitation must name scrutineers, since %(date)s.") % {"date": since}
        names = get_text_list(list(self.organisations), _("and"))
        return _("To act since %(date)s: %(names)s.") % {"date": since, "names": names}


def missing(now: datetime, book: RuleBook) -> keys.Missing | None:
    """None when a vote announced now would find its keys, or needs none."""
    if vote_rules.CUSTODY != Custody.SCRUTINEERS:
        return None
    return keys.missing(now=now, at_least=book.min_scrutineers)


def of_initiative(initiative: Initiative, *, now: datetime, book: RuleBook) -> Awaited | None:
    """None while something else holds the vote, or nothing does."""
    if initiative.state not in decision_queries.WAITING_STATES:
        return None
    since = decision_queries.ready_on(initiative, today=dates.local_day(now), book=book)
    if since is None or since > dates.local_day(now):
        return None
    found = missing(now, book)
    return None if found is None else Awaited(since, found.organisations)


def longest(now: datetime) -> Awaited | None:
    """The vote that has waited longest for its keys."""
    book, today = rule_queries.rule_book(now), dates.local_day(now)
    found = missing(now, book)
    if found is None:
        return None
    days = [
        decision_queries.ready_on(one, today=today, book=book)
        for one in decision_queries.waiting_for_a_vote()
    ]
    ready = [day for day in days if day is not None and day <= today]
    return Awaited(min(ready), found.organisations) if ready else None
