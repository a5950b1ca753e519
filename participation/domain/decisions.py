"""Putting things to the vote of the Espace, and applying what the votes say."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common import dates, text
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import (
    announcing,
    objections,
    operating_rules,
    outcomes,
    passing_over,
    stages,
    telling_of_votes,
)
from participation.domain.announcing import Question, Window
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import (
    DecisionKind,
    InitiativeState,
    IssueState,
    ReviewResult,
    RuleChangeState,
    TransmissionKind,
    TransmissionState,
)
from participation.models import Decision, Initiative, InitiativeVersion, Issue, RuleChange, Transmission
from participation.rules import lifecycles, rule_values, vote_rules
from participation.rules import objections as objection_rules
from participation.rules.book import RuleBook
from voting.domain import closing
from voting.enums import VoteKind
from voting.rules.frozen_rules import VoteRules


@transaction.atomic
def put_to_vote(
    *,
    by: Person | None,
    initiative: Initiative,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    kind: str = VoteKind.PERIOD,
    rules_override: VoteRules | None = None,
    question: str = "",
) -> Decision:
    """Announces the vote on the current version: facilitation, or the calendar (`by=None`).

    Freezes question, rules, version, roll, recusals (declared interests in the carrier, and whoever stepped back),
    reasons and objections that were not lifted. « Sous réserve
    d'admissibilité » when the signatory did not answer in time. `rules_override` is for replaying a vote whose
    rules are already known; pages never give it.

    Refused: `not_your_move`, an initiative of one MRC, too short a discussion, a missing agreement to keep a
    project going (founding text, l.66), a signatory who still has time, a new vote before its date, an unanswered
    objection when the rules ask for consensus, an announcement too late or a vote too short. 409 when the initiative
    is at another step.
    """
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    book = rule_queries.rule_book(now)
    window = Window(opens_at=opens_at, closes_at=closes_at, kind=kind)
    roles = stages.roles_of(by, held, on=dates.local_day(now))
    lifecycles.check_move("initiative", held.state, InitiativeState.VOTE_ANNOUNCED, roles)
    version = check_ready(held, opens_at=opens_at, book=book, now=now)
    announcing.check_window(window, book=book, now=now)
    decision = announcing.announce(
        by=by,
        question=announcing.question_about_version(version, question),
        window=window,
        rules=rules_override or vote_rules.frozen_rules(book, kind=kind, is_renewal=not version.is_new),
        book=book,
        now=now,
        carrier=version.carrier,
        is_conditional=not version.reviews.filter(result=ReviewResult.ELIGIBLE).exists(),
        kind=DecisionKind.INITIATIVE,
        initiative=held,
        version=version,
    )
    objections.carry(held, now=now)
    stages.move(held, to=InitiativeState.VOTE_ANNOUNCED, by=by, now=now, who=roles, next_vote_from=None)
    initiative.refresh_from_db()
    return decision


def check_ready(
    initiative: Initiative, *, opens_at: datetime, book: RuleBook, now: datetime
) -> InitiativeVersion:
    """What the text must satisfy before any vote, the same for facilitation and for the calendar; that text."""
    vote_rules.check_of_the_region(initiative)
    version = initiative.current
    if version is None:
        raise Refused("no_text", _("This initiative has no text yet."))
    vote_rules.check_deliberated(
        initiative.deliberation_started_at, now=now, min_days=book.min_deliberation_days
    )
    agreed = set(initiative.renewal_agreements.values_list("group", flat=True))
    vote_rules.check_renewal_agreed(is_new=version.is_new, agreed=agreed)
    objection_rules.check_consensus(initiative, book=book)
    if initiative.state == InitiativeState.IN_REVIEW:
        clock = decision_queries.review_clock(initiative, today=dates.local_day(now), book=book)
        vote_rules.check_signatory_silent(clock)
    if initiative.state == InitiativeState.NO_QUORUM:
        vote_rules.check_retry_date(initiative.next_vote_from, opens_at=opens_at)
    return version


@transaction.atomic
def put_rule_change_to_vote(
    *,
    by: Person | None,
    change: RuleChange,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    kind: str = VoteKind.PERIOD,
    rules_override: VoteRules | None = None,
    question: str = "",
) -> Decision:
    """Announces the vote on a change of rule, by the threshold of rule changes.

    Freezes the reasons and the objections that were not lifted. A proposed change without its answer does not hold
    the vote: it is « without an answer », and whoever proposed that change is told.

    Refused: `not_your_move`, too short a discussion, too soon after a missed quorum, an unanswered objection when the
    rules ask for consensus, an announcement too late, a vote too short; 409 elsewhere, and while all the rules are in a vote (or one of them, when this adopts them all): nothing changes under that vote.
    """
    operating_rules.hold_the_book()
    held = RuleChange.objects.select_for_update().get(pk=change.pk)
    book = rule_queries.rule_book(now)
    window = Window(opens_at=opens_at, closes_at=closes_at, kind=kind)
    roles = stages.roles_of(by, held, on=dates.local_day(now))
    lifecycles.check_move("rule_change", held.state, RuleChangeState.VOTE_ANNOUNCED, roles)
    under_vote = rule_queries.in_a_vote().values_list("key", flat=True)
    rule_values.check_may_be_voted(held, in_a_vote=set(under_vote))
    vote_rules.check_deliberated(held.deliberation_started_at, now=now, min_days=book.min_deliberation_days)
    vote_rules.check_retry_date(decision_queries.rule_retry_from(held, book=book), opens_at=opens_at)
    objection_rules.check_consensus(held, book=book)
    announcing.check_window(window, book=book, now=now)
    decision = announcing.announce(
        by=by,
        question=announcing.question_about_rule(held, question, now=now),
        window=window,
        rules=rules_override or vote_rules.frozen_rules(book, kind=kind, is_rule_change=True),
        book=book,
        now=now,
        kind=DecisionKind.RULE,
        rule_change=held,
    )
    objections.carry(held, now=now)
    passing_over.pass_over(held, now=now)
    stages.move(held, to=RuleChangeState.VOTE_ANNOUNCED, by=by, now=now, who=roles)
    change.refresh_from_db()
    return decision


@transaction.atomic
def put_priority_to_vote(
    *,
    by: Person | None,
    issue: Issue,
    question: str,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    kind: str = VoteKind.MEETING,
    rules_override: VoteRules | None = None,
) -> Decision:
    """Announces a vote about a shared issue, at a meeting unless said otherwise. The issue does not move.

    Refused: anybody but facilitation or the calendar, an issue not shared, an empty question.
    """
    announcing.check_may_announce(by, now=now)
    if issue.state not in (IssueState.SHARED, IssueState.SENT):
        raise IllegalTransition("issue_not_shared", _("Only a shared issue goes to a vote."))
    return _announce_question(
        by=by,
        question=Question(
            title=issue.title,
            question=_asked(question),
            summary=issue.text,
            back_path=f"/enjeux/{issue.pk}/",
            version_hash=announcing.hash_of(
                {"title": issue.title, "text": issue.text, "question": text.plain(question)}
            ),
        ),
        window=Window(opens_at=opens_at, closes_at=closes_at, kind=kind),
        rules_override=rules_override,
        now=now,
        kind=DecisionKind.PRIORITY,
        issue=issue,
    )


@transaction.atomic
def put_recommendation_to_vote(
    *,
    by: Person | None,
    transmission: Transmission,
    question: str,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    kind: str = VoteKind.PERIOD,
    rules_override: VoteRules | None = None,
) -> Decision:
    """Announces the vote on the exact words of a recommendation being prepared.

    Its words become public with the vote, so a citizen rereads them first.

    Refused: anybody but facilitation or the calendar, another kind of sending, words not reread, already sent or
    already in a vote, an empty question.
    """
    announcing.check_may_announce(by, now=now)
    held = Transmission.objects.select_for_update().get(pk=transmission.pk)
    is_prepared = held.state == TransmissionState.PREPARED and held.dropped_at is None
    if held.kind != TransmissionKind.RECOMMANDATION or not is_prepared:
        raise IllegalTransition(
            "not_a_recommendation", _("Only a recommendation being prepared goes to a vote.")
        )
    if not held.is_reread:
        raise Refused("not_reread", _("A citizen rereads before anything leaves."))
    if held.decisions.filter(recorded_at__isnull=True).exists():
        raise IllegalTransition("already_in_a_vote", _("A vote on these words is already announced."))
    return _announce_question(
        by=by,
        question=Question(
            title=held.title,
            question=_asked(question),
            summary=held.body,
            back_path=f"/envois/{held.pk}/",
            version_hash=announcing.hash_of({"title": held.title, "body": held.body}),
        ),
        window=Window(opens_at=opens_at, closes_at=closes_at, kind=kind),
        rules_override=rules_override,
        now=now,
        kind=DecisionKind.RECOMMENDATION,
        transmission=held,
    )


def _announce_question(
    *,
    by: Person | None,
    question: Question,
    window: Window,
    rules_override: VoteRules | None,
    now: datetime,
    kind: str,
    **subject: Any,
) -> Decision:
    book = rule_queries.rule_book(now)
    announcing.check_window(window, book=book, now=now)
    rules = rules_override or vote_rules.frozen_rules(book, kind=window.kind)
    return announcing.announce(
        by=by, question=question, window=window, rules=rules, book=book, now=now, kind=kind, **subject
    )


def _asked(question: str) -> str:
    asked = text.plain(question)
    if not asked:
        raise BadInput("question_missing", _("Write the question."))
    return asked


def settle(*, now: datetime) -> list[Decision]:
    """Opens, closes and counts every vote that is due, and applies each to its subject. Idempotent; may be late.

    Returns the decisions whose subject moved.
    """
    closing.settle_due(now=now)
    for vote in decision_queries.votes_to_practise(now):
        # No decision comes of them: what became of them is told all the same.
        telling_of_votes.vote_moved(vote, now=now)
    return [decision for decision in decision_queries.unsettled() if outcomes.apply(decision, now=now)]


def put_ready_to_vote(*, now: datetime) -> list[Decision]:
    """Announces the initiatives, the changes of rule and the recommendations that are ready for the calendar's voting
    period: nobody can hold back a ready vote.

    A period takes what was ready before its announcement day (`announce_days` before its first day). When the job
    is late, the vote opens as soon as the announcement allows, if enough days are left.
    """
    put = []
    for thing, window in decision_queries.due_for_a_vote(now):
        dated: dict[str, Any] = {"opens_at": window.opens_at, "closes_at": window.closes_at, "now": now}
        try:
            with transaction.atomic():
                if isinstance(thing, RuleChange):
                    put.append(put_rule_change_to_vote(by=None, change=thing, **dated))
                elif isinstance(thing, Transmission):
                    asked = announcing.usual_question_about_sending(thing.title)
                    put.append(
                        put_recommendation_to_vote(by=None, transmission=thing, question=asked, **dated)
                    )
                else:
                    put.append(put_to_vote(by=None, initiative=thing, **dated))
        except Refused:
            # Not ready after all (an agreement is missing, somebody was faster): its page says what it waits for.
            continue
    return put
