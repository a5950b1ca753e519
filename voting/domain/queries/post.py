"""Reads about paper ballots asked for by post."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from voting.models import PostalRequest, Recusal, RollEntry, Vote
from voting.rules import postal


@dataclass(frozen=True)
class Mine:
    """`may_ask`: nothing is asked yet and there is time. `request`: what was asked."""

    may_ask: bool
    until: datetime
    request: PostalRequest | None


def mine(vote: Vote, capacity: Capacity, *, now: datetime) -> Mine:
    person = capacity.person
    entry = RollEntry.objects.filter(vote=vote, person=person).first() if person else None
    request = PostalRequest.objects.filter(roll_entry=entry).first() if entry else None
    may_ask = (
        entry is not None
        and request is None
        and postal.may_ask(
            vote=vote,
            entry=entry,
            capacity=capacity,
            is_recused=Recusal.objects.filter(vote=vote, person=person).exists(),
            now=now,
        )
    )
    return Mine(may_ask, postal.last_moment(vote), request)


def asked(vote: Vote) -> QuerySet[PostalRequest]:
    """Those to post first, by name: nothing says who asked when."""
    return (
        PostalRequest.objects.filter(roll_entry__vote=vote)
        .annotate(name=F("roll_entry__person__display_name"), place=F("roll_entry__territory__name"))
        .order_by(F("posted_on").asc(nulls_first=True), "name", "pk")
    )


def find(pk: int) -> PostalRequest:
    rows = PostalRequest.objects.select_related("roll_entry__vote", "roll_entry__person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Missing("request_missing", _("This request does not exist."))
    return found


def person_of(request: PostalRequest) -> Person:
    return request.roll_entry.person
