"""Cards for a workshop: many people, cards and codes in one act; none of them is a member yet."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import cards, mandates, naming, opening_codes, people
from accounts.domain.opening_codes import Slip
from accounts.domain.queries import batches as queries
from accounts.models import CardBatch, Person, Territory
from accounts.rules import batches as rules
from accounts.rules import mandates as who
from common import audit
from common.exceptions import IllegalTransition


def prepare(
    *, by: Person | None, count: int, territory: Territory | None, once: UUID, now: datetime
) -> tuple[CardBatch, list[Slip]]:
    """Make `count` accounts with a provisional name, a card and an opening code: all or none. No right comes with it.

    The codes in clear are in what is returned, and nowhere else. The age group stays unknown until the welcome talk.
    Refused: neither facilitator nor technical administration, under 1 or over 40, the same form sent twice.
    """
    who.check_may_open_accounts(mandates.acting(by, now=now))
    rules.check_count(count)
    secrets = [opening_codes.drawn() for _card in range(count)]
    try:
        with transaction.atomic():
            batch = CardBatch.objects.create(once=once, issued_by=by, issued_at=now, territory=territory)
            slips = []
            for name, secret in zip(naming.suggestions(count), secrets, strict=True):
                person = people.register(by=by, display_name=name, territory=territory, now=now)
                card = cards.issue_card(by=by, person=person, now=now, batch=batch)
                slips.append(opening_codes.record(by=by, card=card, secret=secret, now=now))
            audit.record("card_batch_issued", by=by, subject=batch, now=now, cards=count)
    except IntegrityError as error:
        raise IllegalTransition(
            "batch_made", _("These cards are already made. See the list of workshops.")
        ) from error
    return batch, slips


def renew_codes(*, by: Person | None, batch: CardBatch, now: datetime) -> list[Slip]:
    """New codes for the cards that nobody opened: the slips printed before stop working.

    Refused: neither facilitator nor technical administration, no card left to open.
    """
    who.check_may_open_accounts(mandates.acting(by, now=now))
    waiting = list(queries.unopened(batch).select_related("person"))
    if not waiting:
        raise _nothing_left()
    secrets = [opening_codes.drawn() for _card in waiting]
    with transaction.atomic():
        still = set(queries.unopened(batch).select_for_update(of=("self",)).values_list("pk", flat=True))
        slips = [
            opening_codes.record(by=by, card=card, secret=secret, now=now)
            for card, secret in zip(waiting, secrets, strict=True)
            if card.pk in still
        ]
        audit.record("card_batch_codes_renewed", by=by, subject=batch, now=now, cards=len(slips))
    return slips


@transaction.atomic
def cancel_unopened(*, by: Person | None, batch: CardBatch, now: datetime) -> int:
    """Cards that nobody opened and whose person was not welcomed stop working, with their accounts; how many.

    Refused: neither facilitator nor technical administration, no card left to open.
    """
    who.check_may_open_accounts(mandates.acting(by, now=now))
    cancelled = 0
    for card in queries.unopened(batch).select_related("person").select_for_update(of=("self",)):
        # Whoever is choosing a NIP right now comes first, and keeps their card.
        if people.close_unopened(person=card.person, now=now):
            cancelled += 1
    if not cancelled:
        raise _nothing_left()
    audit.record("card_batch_cancelled", by=by, subject=batch, now=now, cards=cancelled)
    return cancelled


def _nothing_left() -> IllegalTransition:
    return IllegalTransition("nothing_left", _("All the cards of this workshop are opened or cancelled."))
