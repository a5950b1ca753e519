"""Who may be a scrutineer, and when a sealed sheet may be opened."""

import re
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from accounts.models import Organisation
from accounts.rules import two_people
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.enums import VoteState
from voting.models import Scrutineer, Season, Trustee
from voting.rules import acts

CHECKSUM = re.compile(r"[0-9A-F]{4} [0-9A-F]{4}")
# After a reminder without answer, in days.
WAIT_DAYS = 3
# After closing, in days: a scrutineer who has not come yet is reminded by the calendar.
REMIND_AFTER_DAYS = 2


def check_season(*, name: str, starts_on: date, ends_on: date) -> None:
    if not name.strip():
        raise BadInput("name_missing", _("Write the name of the season."))
    if Season.objects.filter(name=name.strip()).exists():
        raise BadInput("name_taken", _("This season already exists."))
    if ends_on <= starts_on:
        raise BadInput("ends_before_start", _("The season must end after it starts."))
    if Season.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise BadInput("seasons_overlap", _("Another season covers these days."))


def check_may_be_named(capacity: Capacity, *, keeper: Organisation, season: Season) -> Organisation:
    """The organisation of the mandate, once everything holds."""
    mandate = capacity.mandate_of(Role.SCRUTINEER)
    if mandate is None or mandate.organisation is None:
        raise Refused("not_a_scrutineer", _("This person does not have the role of scrutineer."))
    organisation = mandate.organisation
    if settings.OPERATOR in (organisation.slug, keeper.slug):
        raise Refused("runs_the_server", _("Scrutineers come from organisations that do not run this site."))
    if keeper.pk == organisation.pk:
        raise BadInput("keeper_is_own", _("Another organisation keeps the sealed sheet."))
    others = Scrutineer.objects.filter(season=season)
    if others.filter(organisation=organisation).exists():
        raise IllegalTransition("organisation_twice", _("This organisation already has a scrutineer."))
    # Whoever holds a phrase and a sheet, or two sheets, holds two keys.
    if (
        others.filter(organisation=keeper).exists()
        or others.filter(keeper__in=(keeper.pk, organisation.pk)).exists()
    ):
        raise BadInput(
            "keeper_holds_two",
            _("One organisation must never hold two keys. Choose another one for the sheet."),
        )
    if season.places.filter(vote__isnull=False).exists():
        raise IllegalTransition("season_begun", _("Votes of this season are already announced."))
    return organisation


def check_is_own(scrutineer: Scrutineer, capacity: Capacity) -> None:
    person = capacity.person
    if person is None or person.pk != scrutineer.person_id or not capacity.is_scrutineer:
        raise Refused("scrutineers_only", _("Each scrutineer gives their own keys."))


def read_checksum(text: str) -> str:
    """« 7F3A 91C2 » as the sheet says it; empty for anything else: it only helps to tell two sheets apart."""
    return text if CHECKSUM.fullmatch(text) else ""


def check_waits_for_share(trustee: Trustee) -> None:
    if trustee.shared_on is not None:
        raise IllegalTransition("already_shared", _("This part of the total is already given. Thank you."))


def check_may_remind(trustee: Trustee) -> None:
    """Only once the urn waits for its keys: a reminder written before would spare the delay of the sealed sheet."""
    urn = trustee.urn
    if urn.vote.state != VoteState.CLOSED or not urn.is_ended:
        raise IllegalTransition("not_waited_for", _("This urn does not wait for its keys now."))
    check_waits_for_share(trustee)


def check_may_open_sheet(trustee: Trustee, first: Capacity, second: Capacity, today: date) -> None:
    """Two people of two employers, some days after a reminder without answer; never somebody who votes, nor of an
    organisation that holds another key."""
    acts.check_may_count_paper(first)
    acts.check_may_count_paper(second)
    two_people.check_two_employers(first, second)
    check_holds_no_other_key(trustee, first)
    check_holds_no_other_key(trustee, second)
    check_reminded(trustee, today)


def check_holds_no_other_key(trustee: Trustee, capacity: Capacity) -> None:
    """Whoever reads the words of a sheet holds its key: their organisation must not have, or keep, another one."""
    if trustee.scrutineer is None:
        return
    employers = [mandate.organisation_id for mandate in capacity.mandates if mandate.organisation_id]
    others = Scrutineer.objects.filter(season_id=trustee.scrutineer.season_id)
    others = others.exclude(pk=trustee.scrutineer.pk)
    if others.filter(Q(organisation__in=employers) | Q(keeper__in=employers)).exists():
        raise Refused(
            "holds_another_key",
            _("Your organisation already holds another key. Somebody of another one opens this sheet."),
        )


def may_read_sheet(trustee: Trustee, capacity: Capacity) -> bool:
    try:
        check_holds_no_other_key(trustee, capacity)
    except Refused:
        return False
    return True


def check_reminded(trustee: Trustee, today: date) -> None:
    """Still waited for, some days after a reminder."""
    check_waits_for_share(trustee)
    if trustee.reminded_on is None or today < trustee.reminded_on + timedelta(days=WAIT_DAYS):
        raise IllegalTransition(
            "not_reminded",
            _("First remind the scrutineer, then wait %(days)d days.") % {"days": WAIT_DAYS},
        )


def was_reminded(trustee: Trustee, today: date) -> bool:
    try:
        check_reminded(trustee, today)
    except IllegalTransition:
        return False
    return True
