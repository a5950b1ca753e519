"""One act of the desk: what was said is recorded, and the way back to the person is kept, both or none."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain import contacts, journal
from accounts.domain.queries import people
from accounts.enums import ContactPath, IdentityPart
from accounts.models import Person
from accounts.rules.contacts import check_may_note_for
from common.dates import local_day
from deliberation.domain.queries import threads
from participation.domain import helping
from participation.domain.queries import concerns as concern_queries
from participation.enums import HelpedKind, Readers
from participation.models import HelpedContribution
from participation.rules import speaking

DETAIL_OF = {
    ContactPath.PHONE: "phone",
    ContactPath.POST: "postal_address",
    ContactPath.EMAIL: "email",
}


def pick(*, by: Person, person: Person, now: datetime) -> None:
    """A worker opened somebody's record at the desk: the person's journal says so. Refused: not a helper."""
    speaking.check_may_write_for(people.capacity(by, on=local_day(now)))
    journal.note_look(person=person, viewer=by, part=IdentityPart.ACCOUNT, now=now)


@transaction.atomic
def record(
    *,
    by: Person,
    person: Person,
    what: str,
    via: str,
    has_agreed: bool,
    now: datetime,
    text: str = "",
    target: int = 0,
    readers: str = Readers.MEMBERS,
    path: str = "",
    detail: str = "",
) -> HelpedContribution:
    """Record a concern, a reply or a « moi aussi » of this person; then how to reach them, when they said it.

    `target` is the thread of a reply, or the concern of a « moi aussi »: one the worker reads. Refused as in
    `helping`; a path without its detail (a call needs a phone); a path by the MRC, which is not told how one is reached.
    """
    helper = people.capacity(by, on=local_day(now))
    if path:
        check_may_note_for(helper, person)
    said: dict[str, Any] = {"by": by, "person": person, "via": via, "has_agreed": has_agreed, "now": now}
    if what == HelpedKind.REPLY:
        made = helping.record_reply(thread=threads.visible_thread(target, helper), text=text, **said)
    elif what == HelpedKind.ME_TOO:
        concern = concern_queries.visible_concern(target, by, helper)
        made = helping.record_me_too(concern=concern, **said)
    else:
        made = helping.record_concern(text=text, readers=readers, **said)
    if path:
        _keep_path(by=by, person=person, path=path, detail=detail.strip(), now=now)
    return made


def _keep_path(*, by: Person, person: Person, path: str, detail: str, now: datetime) -> None:
    """What is known stays; only the detail of this path is replaced, and nothing is written when nothing changes."""
    if path == person.contact_path and not detail:
        return
    known = contacts.details_for(by=by, person=person, now=now)
    details: dict[str, Any] = {
        "phone": known.phone if known else "",
        "call_name": known.call_name if known else "",
        "may_leave_message": bool(known and known.may_leave_message),
        "postal_address": known.postal_address if known else "",
        "email": person.email,
    }
    if detail and path in DETAIL_OF:
        details[DETAIL_OF[ContactPath(path)]] = detail
    contacts.choose(by=by, person=person, path=path, now=now, **details)
