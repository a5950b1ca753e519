"""Votes that are ready and cannot be announced, because the keys of the scrutineers are missing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from common import dates
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import RuleChangeState
from participation.models import Initiative, RuleChange, Transmission
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
    def said(self) -> list[str]:
        """What holds it, then who must act since when."""
        return [self.sentence, self.who]

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
    return _since(decision_queries.ready_on(initiative, today=dates.local_day(now), book=book), now, book)


def of_rule_change(change: RuleChange, *, now: datetime, book: RuleBook) -> Awaited | None:
    """The same, of a change of rule."""
    if change.state != RuleChangeState.DELIBERATING:
        return None
    return _since(decision_queries.rule_ready_on(change, book=book), now, book)


def of_recommendation(transmission: Transmission, *, now: datetime, book: RuleBook) -> Awaited | None:
    """The same, of the words of a recommendation that our rules put to a vote."""
    waiting = decision_queries.recommendations_waiting_for_a_vote(book).filter(pk=transmission.pk).first()
    if waiting is None:
        return None
    return _since(decision_queries.recommendation_ready_on(waiting, book=book), now, book)


def _since(ready: date | None, now: datetime, book: RuleBook) -> Awaited | None:
    if ready is None or ready > dates.local_day(now):
        return None
    found = missing(now, book)
    return None if found is None else Awaited(ready, found.organisations)


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
