"""Three reasons for and three against, that citizens write together before a vote."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from participation.domain import dossiers
from participation.domain.queries import reasons as queries
from participation.models import Reason
from participation.models.reason import ReasonSide
from participation.rules import reasons as rules
from participation.rules.discussed import Subject


@transaction.atomic
def write(
    *, by: Person, subject: Subject, side: str, slot: int, text: str, seen: int, now: datetime
) -> Reason | None:
    """Another wording of one of the six sentences; the ones before stay in its history. Empty: it is taken out.

    `seen` is the number of the wording that was on the page (0: none). The same words again write nothing.
    Refused: see `reasons.check_may_write`; a paused voice; more than one short sentence; words that let somebody be
    recognised, for everybody reads a ballot page; words that facilitation took out; 409 when somebody changed it meanwhile (`changed_meanwhile`).
    """
    held = type(subject).objects.select_for_update().get(pk=subject.pk)
    rules.check_may_write(held, people.capacity(by, on=local_day(now)))
    voices.check_may_write(by, now)
    if side not in ReasonSide.values or slot not in rules.SLOTS:
        raise BadInput("slot", _("Choose one of the six sentences."))
    text = words.plain(text)
    rules.check_words(text)
    dossiers.check_words(text, now=now)
    last = queries.last(held, side=side, slot=slot)
    number = last.number if last else 0
    if (last.shown if last else "") == text:
        return last
    rules.check_not_set_aside(is_set_aside=queries.is_set_aside(held, text))
    if number != seen:
        raise _changed_meanwhile()
    try:
        with transaction.atomic():
            made = Reason.objects.create(
                **queries.key_of(held), side=side, slot=slot, number=number + 1, text=text, by=by, at=now
            )
    except IntegrityError as error:
        raise _changed_meanwhile() from error
    audit.record("reason.written", by=by, subject=held, now=now, side=side, slot=slot, number=made.number)
    return made


def restore(*, by: Person, subject: Subject, reason: Reason, seen: int, now: datetime) -> Reason | None:
    """A former wording comes back, as one more wording. Refused as in `write`."""
    return write(
        by=by, subject=subject, side=reason.side, slot=reason.slot, text=reason.text, seen=seen, now=now
    )


def _changed_meanwhile() -> IllegalTransition:
    return IllegalTransition(
        "changed_meanwhile", _("Somebody just changed this sentence. Yours is not lost: read both.")
    )
