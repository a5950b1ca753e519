"""The first visit: a card and its opening code, then a borrowed name and a NIP chosen by the person alone.

The code is spent only when the NIP is chosen: somebody who stops in the middle comes back with the same slip.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain import cards, journal, one_time_codes, people, tries
from accounts.enums import AccountEventKind
from accounts.models import OpeningCode, Person
from accounts.rules import entering, naming, opening
from common import audit
from common.exceptions import IllegalTransition, Refused


def open_with_code(*, request: HttpRequest, number: str, code: str, now: datetime) -> OpeningCode:
    """The live code that these digits are, for this card: the right to go on to `finish`, and nothing else yet.

    Refused: a wrong number of digits (not counted as a try), too many tries, a pair that does not go together. One
    sentence and one amount of work for an unknown card, a wrong code, a used, revoked or expired one.
    """
    number = entering.check_card_number(number)
    code = opening.check_opening_code(code)
    usage = tries.take_code(request, tries.OPENING, of=number)
    found = one_time_codes.matching(_of_card(number, now=now), code)
    if found is None:
        raise Refused(
            "wrong_code",
            _("This card and this code do not open together. Check both. A code works only once."),
            status=401,
        )
    usage.rollback()
    return found


def still_live(*, code_id: int, now: datetime) -> OpeningCode | None:
    """The code, when it may still open its card."""
    return OpeningCode.objects.live(now).filter(pk=code_id).select_related("card__person").first()


def _of_card(number: str, *, now: datetime) -> OpeningCode | None:
    live = OpeningCode.objects.live(now).filter(card__number=number, card__revoked_at__isnull=True)
    return live.filter(card__person__is_active=True).first()


def finish(*, code: OpeningCode, name: str, pin: str, now: datetime) -> Person:
    """Spend the code, name the person, set their NIP: all or nothing, once, whoever else is trying.

    Refused: a name that is taken or not allowed, a NIP too easy, a code that has been used or revoked meanwhile, a code
    from before a vote that concerns the person was announced: one worker alone has seen it (the database knows).
    """
    name = naming.check_borrowed_name(name)
    pin = entering.check_pin(pin)
    entering.check_pin_is_not_too_easy(pin)
    with transaction.atomic():
        # The columns of this row only: whoever comes second waits for the first, then finds nothing to spend.
        if not _spend(code, now=now):
            raise IllegalTransition(
                "code_used", _("This code no longer works. If you chose a NIP, enter with it.")
            )
        person = Person.objects.select_for_update().get(cards=code.card_id)
        opening.check_may_be_opened(person)
        people.choose_name(by=person, person=person, name=name, now=now)
        cards.choose_pin(by=person, person=person, pin=pin, now=now)
        journal.note(person=person, kind=AccountEventKind.CARD_OPENED, by=person, now=now)
        audit.record("card_opened", by=person, subject=code.card, now=now)
    return person


def _spend(code: OpeningCode, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return bool(OpeningCode.objects.live(now).filter(pk=code.pk).update(used_at=now))
    except IntegrityError as error:
        raise IllegalTransition(
            "needs_two", _("A vote has been announced since. This code no longer works. Call us.")
        ) from error
