"""The signatory's answer on the rules of the fund, and the three agreements of a project to keep going."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from participation.domain import signatory_news, stages, telling_of_reviews
from participation.domain.queries import admissibility
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, RenewalGroup, ReviewResult
from participation.models import AdmissibilityReview, Initiative, RenewalConsensus, ReviewReminder
from participation.rules import adjusting, funding, short_version, speaking
from participation.rules import sheet as sheets


def check_awaits_answer(initiative: Initiative) -> None:
    """Somebody asked for the check and nobody answered yet, even if the vote « sous réserve » is over."""
    if initiative.state != InitiativeState.IN_REVIEW and not admissibility.awaits_late_answer(initiative):
        raise IllegalTransition("not_in_review", _("Nobody asked for this check, or it is already done."))


@transaction.atomic
def review(
    *,
    by: Person,
    initiative: Initiative,
    result: str,
    plain_reason: str,
    rule_cited: str,
    now: datetime,
    condition: str = "",
    based_on: int | None = None,
) -> AdmissibilityReview:
    """Eligible, to adjust, or not eligible: rules of the fund only, never whether the idea is good (l.205).

    `based_on`: the number of the version that was read; None when there is no page to read it on.
    Refused: anybody but the signatory; an initiative nobody sent; « to adjust » without a plain reason; « not
    eligible » without the rule too; a long reason that does not begin short. After a vote « sous réserve », the
    answer is written and told, and no vote changes; while its authors must bring what was asked, only « eligible ».
    409 when its authors published another version meanwhile.
    """
    funding.check_is_signatory(people.capacity(by, on=local_day(now)))
    plain_reason, rule_cited = words.plain(plain_reason), words.plain(rule_cited)[:200]
    _check_says_why(result, plain_reason, rule_cited)
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    check_awaits_answer(held)
    version = held.versions.latest("number")
    adjusting.check_was_read(version.number if based_on is None else based_on, version.number)
    is_late = admissibility.awaits_late_answer(held)
    if result != ReviewResult.ELIGIBLE and admissibility.adjustment_asked(held) is not None:
        raise IllegalTransition("with_its_authors", _("Its authors have not brought what you asked yet."))
    answer = AdmissibilityReview.objects.create(
        initiative=held,
        version=version,
        result=result,
        plain_reason=plain_reason,
        rule_cited=rule_cited,
        condition=words.plain(condition)[:200],
        by=by,
        reviewed_at=now,
    )
    signatory_news.over(held)
    if is_late:
        audit.record("initiative.reviewed_late", by=by, subject=held, now=now, result=str(result))
        telling_of_reviews.answered_late(answer, now=now)
    else:
        stages.move(held, to=result, by=by, now=now, note=plain_reason)
    initiative.state = held.state
    return answer


def remind_due(*, now: datetime) -> list[ReviewReminder]:
    """The public reminder of each check that is late, before a vote or after an approval, once for each request; the
    silence counts from it.

    The calendar does it at each tick: nobody has to dare. Returns what was reminded now.
    """
    book, today = rule_queries.rule_book(now), local_day(now)
    reminded = []
    for initiative in admissibility.waiting_for_the_signatory():
        clock = decision_queries.request_clock(initiative, today=today, book=book)
        if clock is not None and clock.is_late and not clock.has_reminder:
            reminded += _remind(initiative, now=now)
    return reminded


@transaction.atomic
def _remind(initiative: Initiative, *, now: datetime) -> list[ReviewReminder]:
    """Nothing when another run of the clock was faster, or when the answer came meanwhile."""
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if held.review_requested_at is None or not admissibility.waits_for_the_signatory(held):
        return []
    made, is_new = ReviewReminder.objects.get_or_create(
        initiative=held, requested_at=held.review_requested_at, defaults={"reminded_at": now}
    )
    if not is_new:
        return []
    audit.record("initiative.signatory_reminded", by=None, subject=held, now=now)
    signatory_news.late(held, now=now)
    return [made]


@transaction.atomic
def record_renewal_agreement(
    *, by: Person, initiative: Initiative, group: str, agreed_on: date, now: datetime
) -> RenewalConsensus:
    """One group agreed, on that day, to keep a project going (l.66). Facilitation writes it down, once."""
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    if group not in RenewalGroup.values:
        raise BadInput("group", _("Choose one of the three groups."))
    if agreed_on > local_day(now):
        raise BadInput("agreed_on", _("This day is not here yet."))
    if sheets.current_sheet(initiative).is_new:
        raise IllegalTransition("new_project", _("A new project needs no renewal agreement."))
    try:
        with transaction.atomic():
            agreement = RenewalConsensus.objects.create(
                initiative=initiative, group=group, agreed_on=agreed_on, recorded_by=by
            )
    except IntegrityError as error:
        raise IllegalTransition("already_agreed", _("This group's agreement is already written.")) from error
    audit.record("initiative.renewal_agreed", by=by, subject=initiative, now=now, group=str(group))
    return agreement


def _check_says_why(result: str, plain_reason: str, rule_cited: str) -> None:
    if result not in ReviewResult.values:
        raise BadInput("result", _("Choose one of the answers."))
    if result != ReviewResult.ELIGIBLE and not plain_reason:
        raise BadInput("plain_reason", _("Write the reason in plain words."))
    if result == ReviewResult.NOT_ELIGIBLE and not rule_cited:
        raise BadInput("rule_cited", _("Name the rule of the fund."))
    short_version.check_begins_short(plain_reason)
