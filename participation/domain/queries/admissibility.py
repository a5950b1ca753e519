"""What the signatory's check still holds for: the text it read, and the organisation confirmed since the vote."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from common.dates import local_day
from participation.enums import InitiativeState, ReviewResult
from participation.models import AdmissibilityReview, Initiative, InitiativeVersion
from participation.rules import sheet as sheets
from voting.enums import Outcome

# A vote « sous réserve d'admissibilité » does not wait for the signatory; the agreement still does.
AFTER_A_CONDITIONAL_VOTE = frozenset(
    {
        InitiativeState.VOTE_ANNOUNCED,
        InitiativeState.VOTE_OPEN,
        InitiativeState.COUNTING,
        InitiativeState.APPROVED,
        InitiativeState.SEEKING_CARRIER,
    }
)

APPROVED_AND_NOT_SIGNED = frozenset({InitiativeState.APPROVED, InitiativeState.SEEKING_CARRIER})


def standing(initiative: Initiative) -> list[AdmissibilityReview]:
    """The answers that hold for today's text, the oldest first.

    Once the Espace approved, confirming an organisation changes nothing else and checks that the fund can pay it:
    what was answered on the text before stands. Any other change is checked again.
    """
    texts = _same_texts(initiative)
    found = [one for one in initiative.reviews.all() if one.version_id in texts]
    return sorted(found, key=lambda one: (one.reviewed_at, one.pk))


def is_found_eligible(initiative: Initiative) -> bool:
    return any(one.result == ReviewResult.ELIGIBLE for one in standing(initiative))


def awaits_late_answer(initiative: Initiative) -> bool:
    """Voted « sous réserve », and not found eligible yet."""
    if initiative.state not in AFTER_A_CONDITIONAL_VOTE:
        return False
    voted = any(decision.vote.is_conditional for decision in initiative.decisions.all())
    return voted and not is_found_eligible(initiative)


def last_answer(initiative: Initiative) -> AdmissibilityReview | None:
    return max(initiative.reviews.all(), key=lambda one: (one.reviewed_at, one.pk), default=None)


def adjustment_asked(initiative: Initiative) -> AdmissibilityReview | None:
    """The answer that asks the authors of an approved initiative for another text, until they bring it.

    The approval stays: only the agreement waits.
    """
    if initiative.state not in APPROVED_AND_NOT_SIGNED or not awaits_late_answer(initiative):
        return None
    last, asked_at = last_answer(initiative), initiative.review_requested_at
    if last is None or last.result == ReviewResult.ELIGIBLE or (asked_at and asked_at > last.reviewed_at):
        return None
    return last


def awaited(initiatives: Iterable[Initiative]) -> dict[Initiative, AdmissibilityReview | None]:
    """Of these, the approved ones whose check is not over: with the answer their authors must act on, or None while
    the signatory must answer. One query, and three more when there is one."""
    approved = [one.pk for one in initiatives if one.state in APPROVED_AND_NOT_SIGNED]
    if not approved:
        return {}
    found = Initiative.objects.filter(pk__in=approved, decisions__vote__is_conditional=True).distinct()
    waiting = found.prefetch_related("reviews", "versions", "decisions__vote")
    return {one: adjustment_asked(one) for one in waiting if awaits_late_answer(one)}


def to_answer_late() -> list[Initiative]:
    """Those in a vote « sous réserve », or approved by one, that wait for the signatory, the oldest request first."""
    found = Initiative.objects.filter(
        state__in=AFTER_A_CONDITIONAL_VOTE, decisions__vote__is_conditional=True
    ).distinct()
    found = found.select_related("current").prefetch_related("reviews", "versions", "decisions__vote")
    return [
        one
        for one in found.order_by("review_requested_at", "pk")
        if awaits_late_answer(one) and adjustment_asked(one) is None
    ]


def waits_for_the_signatory(initiative: Initiative) -> bool:
    """Being checked; or approved « sous réserve », while no answer asks its authors for another text."""
    if initiative.state == InitiativeState.IN_REVIEW:
        return True
    is_open = initiative.state in APPROVED_AND_NOT_SIGNED and awaits_late_answer(initiative)
    return is_open and adjustment_asked(initiative) is None


def waiting_for_the_signatory() -> list[Initiative]:
    """All of those, with their reminders. One query with its reminders, and four more when one is approved."""
    after = Q(state__in=APPROVED_AND_NOT_SIGNED, decisions__vote__is_conditional=True)
    found = Initiative.objects.filter(Q(state=InitiativeState.IN_REVIEW) | after).distinct()
    rows = list(found.prefetch_related("review_reminders").order_by("pk"))
    late = {one.pk for one, asked in awaited(rows).items() if asked is None}
    return [one for one in rows if one.state == InitiativeState.IN_REVIEW or one.pk in late]


def answer_by(initiative: Initiative, *, days: int) -> date | None:
    """The last of the days that the rules give, from the day the check was asked for."""
    asked_at = initiative.review_requested_at
    return local_day(asked_at) + timedelta(days=days) if asked_at is not None else None


def _same_texts(initiative: Initiative) -> set[int]:
    """Today's version, and those before it down to the one approved, while only the organisation changed."""
    later, *before = sorted(initiative.versions.all(), key=lambda one: -one.number)
    approved = {one.version_id for one in initiative.decisions.all() if one.outcome == Outcome.APPROVED}
    same = {later.pk}
    for version in before if approved else ():
        if later.pk in approved or not _differs_by_carrier_only(later, version):
            break
        same.add(version.pk)
        later = version
    return same


def _differs_by_carrier_only(one: InitiativeVersion, other: InitiativeVersion) -> bool:
    names = set(sheets.Sheet.__dataclass_fields__) - {"territories", "carrier"} | {"territory_slugs"}
    return all(getattr(one, name) == getattr(other, name) for name in names)
