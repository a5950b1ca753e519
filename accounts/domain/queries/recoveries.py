"""What waits around forgotten NIPs, for the people who help."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.domain import disputes
from accounts.domain.queries.people import capacity, holders
from accounts.enums import Role
from accounts.models import Dispute, NipCode, Person, RecoveryRequest
from accounts.rules import disputing, recovering
from accounts.rules.capacity import Capacity
from common import dates


@dataclass(frozen=True)
class Desk:
    """`requests`: those this worker may confirm. `alerts`: changes that a person does not recognise.

    `busy`: other workers who made as many codes as one may in a day.
    """

    requests: list[RecoveryRequest]
    alerts: list[Dispute]
    busy: list[Capacity]

    def __bool__(self) -> bool:
        return bool(self.requests or self.alerts or self.busy)


def desk(by: Capacity, *, now: datetime) -> Desk:
    """Empty for whoever neither facilitates nor supports."""
    if by.person is None or not (by.is_facilitator or by.is_support):
        return Desk([], [], [])
    return Desk(_requests(by, now), alerts(by, now=now), _busy(by, now) if by.is_facilitator else [])


def waiting_request(person: Person, *, now: datetime) -> RecoveryRequest | None:
    return RecoveryRequest.objects.live(now).filter(person=person).select_related("asked_by").first()


def waiting_code(person: Person, *, now: datetime) -> NipCode | None:
    return NipCode.objects.live(now).filter(person=person).first()


def may_confirm(by: Capacity, request: RecoveryRequest, *, now: datetime) -> bool:
    on = dates.local_day(now)
    if by.person is not None and by.person.pk in disputes.involved(request.person):
        return False
    return recovering.may_confirm(
        by, asker=capacity(request.asked_by, on=on), target=capacity(request.person, on=on)
    )


def _requests(by: Capacity, now: datetime) -> list[RecoveryRequest]:
    waiting = RecoveryRequest.objects.live(now).select_related("person__territory", "asked_by")
    return [one for one in waiting.order_by("expires_at", "pk") if may_confirm(by, one, now=now)]


def alerts(by: Capacity, *, now: datetime) -> list[Dispute]:
    """Open disputes, told to the other employers; when nobody of another employer is there, to all but who did it.

    Empty for whoever neither facilitates nor supports."""
    if not (by.is_facilitator or by.is_support):
        return []
    found = (
        Dispute.objects.open().select_related("person__territory", "event__by").order_by("raised_at", "pk")
    )
    return [one for one in found if hears(by, one, now=now)]


def hears(by: Capacity, dispute: Dispute, *, now: datetime) -> bool:
    behind = disputes.behind(dispute.event, now=now)
    if disputing.may_hear(by, behind=behind):
        return True
    # Nobody of another employer: better a colleague who calls than nobody.
    return disputing.may_hear_alone(by, behind=behind) and not any(
        disputing.may_hear(helper, behind=behind) for helper in _helpers(now)
    )


def may_settle(by: Capacity, dispute: Dispute, *, now: datetime) -> bool:
    """Another employer always: a colleague who only hears cannot close what a colleague did."""
    return not dispute.is_held and disputing.may_hear(by, behind=disputes.behind(dispute.event, now=now))


def _helpers(now: datetime) -> Iterator[Capacity]:
    on = dates.local_day(now)
    for role in (Role.FACILITATOR, Role.SUPPORT):
        for helper in holders(role, on=on):
            yield capacity(helper, on=on)


def open_dispute(person: Person) -> Dispute | None:
    return Dispute.objects.open().filter(person=person).select_related("event__by").order_by("-pk").first()


def _busy(by: Capacity, now: datetime) -> list[Capacity]:
    since = now - recovering.DAY
    made = Counter(NipCode.objects.filter(issued_at__gt=since).values_list("issued_by", flat=True))
    made += Counter(RecoveryRequest.objects.filter(asked_at__gt=since).values_list("asked_by", flat=True))
    numbers = [pk for pk, many in made.items() if pk is not None and many >= recovering.MOST_A_DAY]
    others = Person.objects.filter(pk__in=set(numbers) - {by.person.pk if by.person else None})
    return [capacity(other, on=dates.local_day(now)) for other in others.order_by("display_name", "pk")]
