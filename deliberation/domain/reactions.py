"""« Merci » and « Moi aussi »: said once, taken back at will, shown as a number and never used to sort."""

from datetime import datetime

from django.db import transaction

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common.dates import local_day
from deliberation.domain import fragments
from deliberation.domain.queries import messages as message_queries
from deliberation.models import Message, Reaction
from deliberation.rules import reacting, speaking


@transaction.atomic
def react(
    *, by: Person, message: Message, kind: str, now: datetime, person: Person | None = None
) -> Reaction:
    """Say it once; again changes nothing. `person`: the citizen for whom a worker (`by`) notes it, on the phone.

    Refused: who may not read the thread (as if it were missing), one's own message, one that nobody reads, a thread
    closed or paused, « Moi aussi » by staff, writing for somebody without being support, facilitation or the MRC.
    """
    speaker, helper, locked = _heard(by=by, message=message, kind=kind, now=now, person=person)
    said, is_new = Reaction.objects.get_or_create(
        message=locked, person=speaker, kind=kind, defaults={"at": now, "typed_by": helper}
    )
    if is_new:
        audit.record("message.reacted", by=by, subject=locked, now=now, said=str(kind))
        fragments.tell(locked, audience=locked.thread.audience, kind=fragments.CHANGED)
    return said


@transaction.atomic
def take_back(
    *, by: Person, message: Message, kind: str, now: datetime, person: Person | None = None
) -> None:
    """Take it back; nothing happens when it was not said. Refused: as for saying it."""
    speaker, _helper, locked = _heard(by=by, message=message, kind=kind, now=now, person=person)
    gone, _models = Reaction.objects.filter(message=locked, person=speaker, kind=kind).delete()
    if gone:
        audit.record("message.reaction_taken_back", by=by, subject=locked, now=now, said=str(kind))
        fragments.tell(locked, audience=locked.thread.audience, kind=fragments.CHANGED)


def said_by(person: Person, message_ids: list[int]) -> set[tuple[int, str]]:
    """Which of these messages this person thanked, and how: for their own page only."""
    own = Reaction.objects.filter(person=person, message__in=message_ids)
    return set(own.values_list("message_id", "kind"))


def has_said(person: Person, message: Message, kind: str) -> bool:
    return (message.pk, kind) in said_by(person, [message.pk])


def _heard(
    *, by: Person, message: Message, kind: str, now: datetime, person: Person | None
) -> tuple[Person, Person | None, Message]:
    """Whose words, who noted them, and the message, locked: counts are told in order."""
    on = local_day(now)
    message_queries.visible_message(message.pk, people.capacity(by, on=on))
    speaker = person or by
    capacity = people.capacity(speaker, on=on)
    if speaker.pk != by.pk:
        speaking.check_may_type_for(helper=people.capacity(by, on=on), author=capacity)
        message_queries.visible_message(message.pk, capacity)
    locked = Message.objects.select_for_update(of=("self",)).select_related("thread").get(pk=message.pk)
    reacting.check_may_react(message=locked, capacity=capacity, kind=kind)
    return speaker, (by if speaker.pk != by.pk else None), locked
