"""What must hold before a vote is announced, and the rules it freezes."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from common import dates
from common.exceptions import IllegalTransition, Refused
from participation.enums import InitiativeScope, RenewalGroup
from participation.models import Initiative
from participation.rules.book import RuleBook
from participation.rules.due_dates import ReviewClock
from voting.enums import Custody, VoteKind
from voting.rules.frozen_rules import VoteRules

OPENING, CLOSING = time(9), time(20)
SHORTEST_VOTE_DAYS = 5
# A ready vote waits for a planned period at most this long: nobody can hold it back by planning nothing.
LONGEST_WAIT_DAYS = 30
# What the Espace decides is opened by scrutineers; the platform's own key is for votes to practise only.
CUSTODY = Custody.SCRUTINEERS


def frozen_rules(
    book: RuleBook, *, kind: str = VoteKind.PERIOD, is_renewal: bool = False, is_rule_change: bool = False
) -> VoteRules:
    """The values of the rule book that this vote keeps whatever the Espace decides later."""
    threshold = book.threshold
    if is_rule_change:
        threshold = book.threshold_modalite
    elif is_renewal:
        threshold = book.threshold_renewal
    numerator, denominator = book.quorum_share
    return VoteRules(
        threshold=threshold,
        quorum_min=book.quorum_min_meeting if kind == VoteKind.MEETING else book.quorum_min,
        quorum_share_num=numerator,
        quorum_share_den=denominator,
        min_territories=book.min_territories,
        may_change=book.change_vote_until_close,
        custody=CUSTODY,
        min_scrutineers=book.min_scrutineers,
        contest_days=book.contest_days,
        postal_request_days=book.postal_request_days,
        is_provisional=not book.rules_adopted,
    )


def proposed_window(*, today: date, announce_days: int, voting_days: int) -> tuple[datetime, datetime]:
    """What the page proposes: opening after the announcement, for the ruled number of days."""
    opens_on = today + timedelta(days=announce_days)
    return at(opens_on, OPENING), at(opens_on + timedelta(days=voting_days), CLOSING)


def at(day: date, hour: time) -> datetime:
    """That hour of that day in the region."""
    return datetime.combine(day, hour, tzinfo=dates.REGION)


def check_window(
    *,
    kind: str,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    announce_days: int,
    shortest_days: int,
) -> None:
    """A vote over several days is announced in time and lasts long enough; a vote at a meeting does not."""
    if opens_at < now:
        raise IllegalTransition("opens_in_the_past", _("A vote is announced before it opens."))
    if kind == VoteKind.MEETING:
        return
    if dates.days_between(now, opens_at) < announce_days:
        raise Refused(
            "announced_too_late",
            _("Announce the vote at least %(days)d days before.") % {"days": announce_days},
        )
    if dates.days_between(opens_at, closes_at) < shortest_days:
        raise Refused("vote_too_short", _("A vote lasts at least %(days)d days.") % {"days": shortest_days})


def check_of_the_region(initiative: Initiative) -> None:
    if initiative.scope != InitiativeScope.REGIONAL:
        raise Refused("of_one_mrc", _("This initiative is of one MRC. That MRC's concertation decides."))


def check_deliberated(started_at: datetime | None, *, now: datetime, min_days: int) -> None:
    if started_at is None or dates.days_between(started_at, now) < min_days:
        raise Refused(
            "not_deliberated_enough", _("Discuss it for at least %(days)d days first.") % {"days": min_days}
        )


def missing_groups(agreed: set[str]) -> list[RenewalGroup]:
    """The groups whose dated agreement is not recorded, in the order of the founding text (l.66)."""
    return [group for group in RenewalGroup if group.value not in agreed]


def check_renewal_agreed(*, is_new: bool, agreed: set[str]) -> None:
    missing = [] if is_new else missing_groups(agreed)
    if missing:
        names = ", ".join(str(group.label) for group in missing)
        raise Refused(
            "renewal_agreement_missing",
            _("To keep this project going, an agreement is missing: %(groups)s.") % {"groups": names},
        )


def check_signatory_silent(clock: ReviewClock | None) -> None:
    """An unanswered review holds a vote back only until the announced day."""
    if clock is None or not clock.is_silent:
        until = "" if clock is None else dates.short(clock.conditional_from)
        raise Refused(
            "signatory_still_has_time",
            _("The signatory is checking. Without an answer, a vote is possible from %(date)s.")
            % {"date": until},
        )


def check_retry_date(first: date | None, *, opens_at: datetime) -> None:
    """`first`: the day from which the vote is taken again after a quorum that was missed."""
    if first is not None and dates.local_day(opens_at) < first:
        raise Refused(
            "retry_too_early", _("The vote is taken again from %(date)s.") % {"date": dates.short(first)}
        )
