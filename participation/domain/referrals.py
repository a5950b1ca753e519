"""Sending a concern or an initiative to one MRC's concertation, with its author's accord."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Territory
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput
from participation.domain import stages
from participation.enums import ConcernState
from participation.models import Concern, Initiative, Referral

TO = ConcernState.REFERRED  # the same word for both nouns


@transaction.atomic
def refer(
    *,
    by: Person,
    thing: Concern | Initiative,
    territory: Territory,
    plain_reason: str,
    accord_on: date | None,
    now: datetime,
) -> Referral:
    """One referral per thing. Refused: no plain reason, no dated accord, an accord in the future."""
    plain_reason = words.plain(plain_reason)
    if not plain_reason:
        raise BadInput("plain_reason", _("Write why, in plain words."))
    if accord_on is None or accord_on > local_day(now):
        raise BadInput("accord_on", _("The author must agree first. Write the day they agreed."))
    # An initiative's history is public; the reason, in the authors' words, stays with the referral.
    note = plain_reason if isinstance(thing, Concern) else ""
    stages.move(thing, to=TO, by=by, now=now, note=note)
    return Referral.objects.create(
        **{stages.noun_of(thing): thing},
        territory=territory,
        plain_reason=plain_reason,
        accord_on=accord_on,
        by=by,
        referred_at=now,
    )
