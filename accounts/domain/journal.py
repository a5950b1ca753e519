"""Write the journal that a person reads about their own account."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.enums import AccountEventKind, IdentityPart
from accounts.models import AccountEvent, IdentityView, Person

# Ten pages opened in a row are one look: the journal stays readable.
SAME_LOOK = timedelta(minutes=30)


def note(
    *, person: Person, kind: AccountEventKind, by: Person | None, now: datetime, detail: str = ""
) -> AccountEvent:
    """Add a line to the person's journal. Called inside a verb that is already checked and audited.

    `detail` is a plain label, never a code, a NIP or words of the person; longer than 200 characters, it is cut.
    """
    return AccountEvent.objects.create(person=person, kind=kind, by=by, at=now, detail=detail[:200])


@transaction.atomic
def note_look(*, person: Person, viewer: Person, part: IdentityPart, now: datetime) -> None:
    """Write that somebody who works here looked at the person's details; once per half hour, viewer and part.

    Looking at oneself writes nothing.
    """
    if viewer.pk == person.pk:
        return
    recent = IdentityView.objects.filter(person=person, viewer=viewer, part=part, at__gt=now - SAME_LOOK)
    if not recent.exists():
        IdentityView.objects.create(person=person, viewer=viewer, part=part, at=now)
