"""After an approval « sous réserve d'admissibilité »: the authors bring what the fund's rules ask, and send it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, Refused
from participation.domain import initiatives, signatory_news, stages, telling_of_reviews
from participation.domain.queries import admissibility
from participation.enums import InitiativeState
from participation.models import Initiative, InitiativeVersion
from participation.rules import adjusting, speaking
from participation.rules import sheet as sheets
from participation.rules.sheet import Sheet
from voting.enums import Outcome


def check_may_adjust(*, by: Person, initiative: Initiative, now: datetime) -> None:
    """Refused as in `adjust`, before anything is typed."""
    adjusting.check_may_adjust(
        is_author=stages.is_author(by, initiative),
        is_asked=admissibility.adjustment_asked(initiative) is not None,
    )
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    voices.check_may_write(by, now)


def may_adjust(*, by: Person, initiative: Initiative, now: datetime) -> bool:
    try:
        check_may_adjust(by=by, initiative=initiative, now=now)
    except Refused:
        return False
    return True


@transaction.atomic
def adjust(
    *, by: Person, initiative: Initiative, sheet: Sheet, reason: str, now: datetime
) -> InitiativeVersion:
    """A new version that brings what the fund's rules ask; the signatory checks it again. The approval stays.

    Told to the signatory and to whoever takes part. Without an organisation that the fund can pay, one is looked for.
    Refused: anybody but an author; nothing asked, or already brought; no reason; what
    `adjusting.check_keeps_what_was_approved` refuses; an incomplete sheet.
    """
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    check_may_adjust(by=by, initiative=held, now=now)
    reason = words.plain(reason)[:300]
    if not reason:
        raise BadInput("reason", _("Say why in one sentence."))
    sheets.check_sheet_complete(sheet)
    approved = held.decisions.filter(outcome=Outcome.APPROVED).select_related("version").latest("pk")
    assert approved.version is not None
    adjusting.check_keeps_what_was_approved(
        sheets.sheet_of(approved.version), before=sheets.current_sheet(held), after=sheet
    )
    version = initiatives.add_version(held, sheet, by=by, reason=reason, now=now)
    held.review_requested_at = now
    held.save(update_fields=["review_requested_at"])
    audit.record("initiative.adjusted", by=by, subject=held, now=now, number=version.number)
    has_carrier = version.carrier is not None and version.carrier.is_fund_eligible
    if held.state == InitiativeState.APPROVED and not has_carrier:
        stages.move(held, to=InitiativeState.SEEKING_CARRIER, by=None, now=now, who=stages.SYSTEM)
    signatory_news.asked(held, by=by, now=now, is_again=True)
    telling_of_reviews.adjusted(version, by=by, now=now)
    initiative.refresh_from_db()
    return version
