"""What the page of a forgotten NIP says and offers to one worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _

from accounts.domain import disputes, recoveries
from accounts.domain.queries import cards as card_queries
from accounts.domain.queries import recoveries as queries
from accounts.domain.queries import welcomes as welcome_queries
from accounts.domain.queries.people import capacity
from accounts.models import Dispute, NipCode, Person, RecoveryRequest, Welcome
from accounts.rules import recovering, welcoming
from accounts.rules.capacity import Capacity
from accounts.rules.visibility import shown_badge, shown_with_territory
from common import dates

Row = dict[str, str]
# The oldest; the list « Accueils à confirmer » has them all.
MOST_WELCOMES = 3


@dataclass(frozen=True)
class RecoveryPage:
    """`may_…`: the buttons; the verbs refuse the same, with their sentences."""

    rows: list[Row]
    needs_two: bool
    why_two: str
    dispute: Dispute | None
    may_settle: bool
    is_involved: bool
    asked: RecoveryRequest | None
    is_mine: bool
    may_confirm: bool
    has_reached_the_most: bool
    may_make: bool
    may_ask: bool
    may_cancel: bool


def recovery_page(by: Capacity, person: Person, *, needs_two: bool, now: datetime) -> RecoveryPage:
    assert by.person is not None
    dispute = queries.open_dispute(person)
    asked, code = queries.waiting_request(person, now=now), queries.waiting_code(person, now=now)
    never_entered = recovering.never_entered(capacity(person, on=dates.local_day(now)))
    two = needs_two or dispute is not None or never_entered
    may_come_back = person.has_nip or never_entered
    is_involved = by.person.pk in disputes.involved(person)
    is_full = recoveries.made_lately(by.person, now=now) >= recovering.MOST_A_DAY
    is_free = by.is_facilitator and not is_involved and not is_full
    return RecoveryPage(
        rows=_rows(person, asked, code, now),
        needs_two=two,
        why_two=_why(needs_two, dispute, never_entered),
        dispute=dispute,
        may_settle=dispute is not None and queries.may_settle(by, dispute, now=now),
        is_involved=is_involved,
        asked=asked,
        is_mine=asked is not None and asked.asked_by_id == by.person.pk,
        may_confirm=two and asked is not None and queries.may_confirm(by, asked, now=now) and not is_full,
        has_reached_the_most=is_full,
        may_make=is_free and not two and may_come_back,
        may_ask=is_free and two and asked is None and may_come_back,
        may_cancel=asked is not None or code is not None,
    )


def _why(needs_two: bool, dispute: Dispute | None, never_entered: bool) -> str:
    if dispute is not None:
        return _("The person does not recognise a change of their account.")
    if never_entered:
        return _("This person already decides here, and nobody has opened the card yet.")
    return _("This person is on the list of a vote announced or open.") if needs_two else ""


def _rows(person: Person, asked: RecoveryRequest | None, code: NipCode | None, now: datetime) -> list[Row]:
    card = card_queries.live_card(person)
    rows = [
        {"label": _("The person"), "value": shown_with_territory(person)},
        {"label": _("Card"), "value": str(card) if card else _("None for now.")},
    ]
    if asked is not None:
        who = shown_badge(capacity(asked.asked_by, on=dates.local_day(asked.asked_at)))
        until = dates.day_time(asked.expires_at, now)
        value = _("Asked by %(who)s. To confirm before %(until)s.") % {"who": who, "until": until}
        rows.append({"label": _("Request"), "value": value})
    if code is not None:
        value = _("Works once, until %(moment)s.") % {"moment": dates.day_time(code.expires_at, now)}
        rows.append({"label": _("Code"), "value": value})
    return rows


def _to_second(by: Capacity) -> Iterator[Welcome]:
    return (one for one in welcome_queries.waiting() if welcoming.may_second(by, one))


def desk_block(by: Capacity, *, now: datetime) -> dict:
    """The dashboard's block: what waits for a second person, with names of people and badges of workers."""
    desk = queries.desk(by, now=now)
    return {
        "alerts": [
            {
                "person_id": one.person_id,
                "title": _("“It was not me”: %(name)s") % {"name": shown_with_territory(one.person)},
                "raised_at": one.raised_at,
                "is_held": one.is_held,
            }
            for one in desk.alerts
        ],
        "requests": [
            {
                "person_id": one.person_id,
                "title": shown_with_territory(one.person),
                "expires_at": one.expires_at,
            }
            for one in desk.requests
        ],
        "welcomes": [
            {"pk": one.pk, "title": shown_with_territory(one.person), "held_at": one.held_at}
            for one in islice(_to_second(by), MOST_WELCOMES)
        ],
        "busy": [shown_badge(one) for one in desk.busy],
    }
