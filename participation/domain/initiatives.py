"""Proposing an initiative, changing it, and bringing it to the signatory's check."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Organisation, Person, Territory
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from common.record_words import in_the_espaces_language
from deliberation.domain import threads
from participation.domain import (
    accords,
    circle,
    finding,
    outcomes,
    passing_over,
    referrals,
    round_news,
    signatory_news,
    stages,
    talk,
)
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern, Decision, Initiative, InitiativeVersion, Issue
from participation.models.concern import PUBLISHED_STATES
from participation.rules import amending, lifecycles, revising, scope, speaking, visibility
from participation.rules import sheet as sheets
from participation.rules.sheet import Sheet
from voting.domain import annulling
from voting.enums import VoteState
from voting.rules import timing

# A concern that something already came of may be cited again; it does not move twice.
CITABLE = frozenset(PUBLISHED_STATES)
MOVED_WHEN_CITED = frozenset({ConcernState.DISCUSSED, ConcernState.GROUPED})


@transaction.atomic
def propose(
    *,
    by: Person,
    sheet: Sheet,
    from_concerns: Iterable[Concern],
    now: datetime,
    co_authors: Iterable[Person] = (),
    issue: Issue | None = None,
) -> Initiative:
    """An idea, with its first version and its thread; the concerns it cites become it.

    Refused: anybody but citizens, also as co-authors; an unfinished sheet; words its author may not read.
    """
    today = local_day(now)
    authors = list(dict.fromkeys([by, *co_authors]))
    for author in authors:
        speaking.check_may_speak(people.capacity(author, on=today))
    circle.check_takes_part(by, now=now)
    voices.check_may_write(by, now)
    sheets.check_sheet(sheet)
    cited = list(from_concerns)
    _check_cites(cited, by=by, today=today)
    initiative = Initiative.objects.create(
        scope=_scope(sheet, now), title=sheet.title.strip(), issue=issue, proposed_at=now
    )
    initiative.authors.set(authors)
    initiative.from_concerns.set(cited)
    stages.begin(initiative, by=by, now=now)
    add_version(initiative, sheet, by=by, reason="", now=now)
    for concern in cited:
        if concern.state in MOVED_WHEN_CITED:
            stages.move(concern, to=ConcernState.BECAME_INITIATIVE, by=by, now=now)
    initiative.thread = threads.open_thread(
        by=by,
        title=initiative.title,
        back_path=f"/initiatives/{initiative.pk}/",
        now=now,
        **talk.rules_of_talk(now),
    )
    initiative.save(update_fields=["thread"])
    return initiative


def check_may_revise(*, by: Person, initiative: Initiative, now: datetime) -> None:
    """Refused as in `revise`, before anything is typed."""
    revising.check_may_revise(initiative, is_author=stages.is_author(by, initiative), today=local_day(now))
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    voices.check_may_write(by, now)


def may_revise(*, by: Person | AnonymousUser, initiative: Initiative, now: datetime) -> bool:
    return may(check_may_revise, by=by, initiative=initiative, now=now)


@transaction.atomic
def revise(
    *, by: Person, initiative: Initiative, sheet: Sheet, reason: str, now: datetime
) -> InitiativeVersion:
    """A new numbered version; the ones before stay. What was to adjust or refused goes back to discussion.
    Whoever has a standing objection is told.

    After a vote, the discussion starts again from today. Refused: see `check_may_revise`; no reason.
    """
    check_may_revise(by=by, initiative=initiative, now=now)
    reason = words.plain(reason)[:300]
    if not reason:
        raise BadInput("reason", _("Say why in one sentence."))
    sheets.check_sheet(sheet)
    version = add_version(initiative, sheet, by=by, reason=reason, now=now)
    if initiative.state in revising.BACK_TO_DISCUSSION:
        fields: dict[str, Any] = {}
        if initiative.state == InitiativeState.NOT_APPROVED:
            fields = {"deliberation_started_at": now, "revisable_from": None}
        # No note: everybody reads the history, and a reason is a citizen's sentence (it is with the version).
        stages.move(initiative, to=InitiativeState.DELIBERATING, by=by, now=now, **fields)
    round_news.text_changed(initiative, now=now)
    return version


@transaction.atomic
def refer(
    *,
    by: Person,
    initiative: Initiative,
    territory: Territory,
    plain_reason: str,
    accord_on: date | None,
    now: datetime,
) -> Initiative:
    """An idea of one MRC goes to that MRC's concertation, with an author's accord. Refused: a regional idea."""
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    accords.check_is_of(initiative, territory, now=now)
    referrals.refer(
        by=by, thing=initiative, territory=territory, plain_reason=plain_reason, accord_on=accord_on, now=now
    )
    return initiative


def check_may_send_to_review(*, by: Person, initiative: Initiative, now: datetime) -> None:
    """Refused: neither an author nor facilitation; an idea of one MRC; too few days; an incomplete sheet; a proposed
    change that still waits for its answer (see `amending.check_answered`)."""
    today = local_day(now)
    check_ready_for_review(
        initiative,
        roles=stages.roles_of(by, initiative, on=today),
        days=rule_queries.value("min_deliberation_days", at=now),
        today=today,
    )


def check_ready_for_review(initiative: Initiative, *, roles: set[str], days: int, today: date) -> None:
    """The same, for whoever already knows the roles of the actor and the days of discussion."""
    if not roles & {"author", "facilitator"}:
        raise Refused("authors_only", _("Only its authors and facilitation send it."))
    lifecycles.check_move("initiative", initiative.state, InitiativeState.IN_REVIEW, roles)
    scope.check_is_regional(initiative.scope)
    revising.check_deliberated(initiative, days=days, today=today)
    sheets.check_sheet_complete(sheets.current_sheet(initiative))
    deliberated_on = revising.deliberated_on(initiative, days=days)
    assert deliberated_on is not None
    holding = initiative.amendments.holding()
    amending.check_answered(holding, deliberated_on=deliberated_on, days=days, today=today)


def may_send_to_review(*, by: Person | AnonymousUser, initiative: Initiative, now: datetime) -> bool:
    return may(check_may_send_to_review, by=by, initiative=initiative, now=now)


@transaction.atomic
def send_to_review(*, by: Person, initiative: Initiative, now: datetime) -> Initiative:
    """To the signatory, who checks the rules of the fund. Refused: see `check_may_send_to_review`.

    The signatory is told. A proposed change whose authors let its days pass is « without an answer » from now on, and whoever proposed it
    is told.
    """
    check_may_send_to_review(by=by, initiative=initiative, now=now)
    passing_over.pass_over(initiative, now=now)
    stages.move(initiative, to=InitiativeState.IN_REVIEW, by=by, now=now, review_requested_at=now)
    signatory_news.asked(initiative, by=by, now=now)
    return initiative


def may_withdraw(initiative: Initiative, *, roles: set[str], now: datetime) -> bool:
    """For whoever holds these roles towards it. From the announced opening of its vote on, no longer."""
    if not lifecycles.may_move("initiative", initiative.state, InitiativeState.WITHDRAWN, roles):
        return False
    announced = _announced(initiative) if initiative.state == InitiativeState.VOTE_ANNOUNCED else None
    return announced is None or timing.may_call_off(announced.vote, now=now)


@transaction.atomic
def withdraw(*, by: Person, initiative: Initiative, now: datetime) -> Initiative:
    """An author takes it back, until its vote opens. An announced vote is called off with it: its page says why, and
    whoever was told of it is told.

    Refused: anybody but an author; from the announced opening of its vote on, until that vote is over.
    """
    stages.move(initiative, to=InitiativeState.WITHDRAWN, by=by, now=now)
    signatory_news.over(initiative)
    announced = _announced(initiative)
    if announced is not None:
        reason = in_the_espaces_language(lambda: _("Its authors withdrew this initiative before the vote."))
        annulling.call_off(by=by, vote=announced.vote, reason=reason, now=now)
        outcomes.apply(announced, now=now)
    return initiative


def _announced(initiative: Initiative) -> Decision | None:
    """The decision whose vote is not over; there is one at most."""
    found = initiative.decisions.filter(recorded_at__isnull=True).exclude(vote__state=VoteState.ANNULLED)
    return found.select_related("vote").first()


@transaction.atomic
def confirm_carrier(
    *, by: Person, initiative: Initiative, carrier: Organisation, now: datetime
) -> Initiative:
    """Facilitation names the organisation that will carry it: one more version, the approval stays.

    Refused: an organisation that the fund cannot pay.
    """
    roles = stages.roles_of(by, initiative, on=local_day(now))
    lifecycles.check_move("initiative", initiative.state, InitiativeState.APPROVED, roles)
    if not carrier.is_fund_eligible:
        raise Refused("carrier_not_eligible", _("The fund cannot pay this kind of organisation."))
    sheet = sheets.current_sheet(initiative)
    sheet = Sheet(**{**sheet.__dict__, "carrier": carrier})
    reason = in_the_espaces_language(lambda: _("An organisation was found."))
    add_version(initiative, sheet, by=by, reason=reason, now=now)
    stages.move(initiative, to=InitiativeState.APPROVED, by=by, now=now, who=roles & {"facilitator"})
    return initiative


def may(
    check: Callable[..., None], *, by: Person | AnonymousUser, initiative: Initiative, now: datetime
) -> bool:
    if not isinstance(by, Person):
        return False
    try:
        check(by=by, initiative=initiative, now=now)
    except Refused:
        return False
    return True


def _scope(sheet: Sheet, now: datetime) -> str:
    return scope.scope_of(len(sheet.territories), rule=rule_queries.value("regional_scope_rule", at=now))


def add_version(
    initiative: Initiative, sheet: Sheet, *, by: Person, reason: str, now: datetime
) -> InitiativeVersion:
    """The next version, which becomes the text of today. Inside a verb that is already checked."""
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if held.state != initiative.state:
        raise IllegalTransition("moved_meanwhile", _("Somebody just changed this step. Load the page again."))
    fields = sheets.fields_of(sheet)
    number = initiative.versions.count() + 1
    version = InitiativeVersion.objects.create(
        initiative=initiative,
        number=number,
        **fields,
        reason=reason,
        content_hash=sheets.content_hash(number, fields),
        made_by=by,
        made_at=now,
    )
    initiative.current = version
    initiative.title = version.title
    initiative.scope = _scope(sheet, now)
    initiative.save(update_fields=["current", "title", "scope"])
    finding.keep(initiative)
    initiative.territories.set(sheet.territories)
    audit.record(
        "initiative.version_added",
        by=by,
        subject=initiative,
        now=now,
        number=number,
        hash=version.content_hash,
    )
    return version


def _check_cites(concerns: list[Concern], *, by: Person, today: date) -> None:
    capacity = people.capacity(by, on=today)
    for concern in concerns:
        if not visibility.sees("concern", concern, capacity, by) or concern.state not in CITABLE:
            raise Missing("concern_missing", _("One of these concerns cannot be cited."))
