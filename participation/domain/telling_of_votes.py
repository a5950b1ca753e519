"""Votes told to everybody on the roll and to whoever took part: announced, open, then the result and what comes next."""

from datetime import datetime

from common.dates import local_day
from common.record_words import in_the_espaces_language
from participation.domain import notices, telling
from participation.domain.queries import admissibility, taking_part
from participation.domain.queries import decisions as decision_queries
from participation.enums import DELIVERED, DecisionKind, InitiativeState, NoticeKind
from participation.models import (
    Concern,
    Decision,
    Initiative,
    Issue,
    Notice,
    RuleChange,
    StageChange,
    Transmission,
)
from participation.rules import notice_words, outcome_words
from participation.rules import notices as rules
from voting.domain.queries import post
from voting.enums import VoteState
from voting.models import Vote

Thing = Concern | Issue | Initiative | RuleChange | Transmission

OVER = (VoteState.PROCLAIMED, VoteState.NO_QUORUM, VoteState.ANNULLED)


def vote_announced(vote: Vote, *, now: datetime) -> None:
    """To everybody on the roll."""
    _tell_roll(vote, NoticeKind.VOTE_ANNOUNCED, now=now, before=vote.opens_at)


def vote_moved(vote: Vote, *, now: datetime, decision: Decision | None = None) -> None:
    """Open, then with its result: everybody on the roll hears each once, whether they voted or not.

    The result, with what comes next, goes to everyone who took part too: authors, supporters, those who wrote.

    Idempotent: the clock calls it at each tick. What was still to be told of the step before is replaced.
    """
    if vote.state == VoteState.OPEN:
        _tell_roll(vote, NoticeKind.VOTE_OPEN, now=now, before=vote.closes_at)
    elif vote.called_off_at is not None:
        _tell_called_off(vote, decision, now=now)
    elif vote.state in OVER:
        _tell_roll(vote, NoticeKind.VOTE_RESULT, now=now, decision=decision)


def _tell_called_off(vote: Vote, decision: Decision | None, *, now: datetime) -> None:
    """To those on the roll whom the announcement reached, or who wait for a paper ballot by mail: it says that the
    initiative is withdrawn too, so they do not hear it twice. The others who took part hear of the withdrawal alone."""
    event = f"vote:{vote.pk}:{notice_words.CALLED_OFF}"
    if notices.is_told(event):
        return
    reached = Notice.objects.filter(vote=vote, kind=NoticeKind.VOTE_ANNOUNCED, outcome__in=DELIVERED)
    knew = set(reached.values_list("person_id", flat=True))
    wait_for_mail = set(post.asked(vote).values_list("roll_entry__person_id", flat=True))
    withdrawn = _withdrawal(decision)
    notices.replace(vote=vote)
    notices.tell(
        people_to_tell=knew | wait_for_mail,
        kind=NoticeKind.VOTE_RESULT,
        event=event,
        state=notice_words.CALLED_OFF,
        title=vote.title,
        link=f"/votes/{vote.pk}/",
        vote=vote,
        due_on=rules.due_on(local_day(now), before=local_day(vote.opens_at)),
        by=withdrawn.by if withdrawn else None,
        now=now,
    )
    if withdrawn is not None:
        notices.replace(event=telling.event_of(withdrawn), to=knew | wait_for_mail)


def _withdrawal(decision: Decision | None) -> StageChange | None:
    if decision is None or decision.initiative is None:
        return None
    moves = StageChange.objects.filter(initiative=decision.initiative, to_state=InitiativeState.WITHDRAWN)
    return moves.select_related("by").order_by("pk").last()


def _tell_roll(
    vote: Vote,
    kind: NoticeKind,
    *,
    now: datetime,
    before: datetime | None = None,
    decision: Decision | None = None,
) -> None:
    event = f"vote:{vote.pk}:{kind}"
    if notices.is_told(event):
        return
    notices.replace(vote=vote)
    outcome = vote.tally.outcome if kind == NoticeKind.VOTE_RESULT and hasattr(vote, "tally") else ""
    on_roll = set(vote.roll.filter(barred_on__isnull=True).values_list("person_id", flat=True))
    notices.tell(
        people_to_tell=on_roll | _took_part(decision),
        kind=kind,
        event=event,
        state=outcome or vote.state,
        title=vote.title,
        words=_what_follows(decision, now=now),
        link=f"/votes/{vote.pk}/",
        vote=vote,
        due_on=rules.due_on(local_day(now), before=local_day(before) if before else None),
        now=now,
    )


def _took_part(decision: Decision | None) -> set[int]:
    subject = _subject(decision)
    subjects: list[Thing] = [subject] if subject is not None else []
    if decision is not None and decision.kind == DecisionKind.SEASON:
        subjects = [row.issue for row in decision.season_issues.select_related("issue")]
    took_part: set[int] = set()
    for one in subjects:
        took_part = took_part.union(*taking_part.concerned(one))
    return took_part


def _what_follows(decision: Decision | None, *, now: datetime) -> str:
    if decision is None:
        return ""
    subject = _subject(decision)
    if not isinstance(subject, Initiative | RuleChange):
        again_on = decision_queries.voted_again_on(decision, now=now)
        return in_the_espaces_language(lambda: outcome_words.next_of_question(decision, again_on=again_on))
    is_open, asked = False, None
    if isinstance(subject, Initiative) and decision.vote.is_conditional:
        is_open, asked = not admissibility.is_found_eligible(subject), admissibility.adjustment_asked(subject)
    return in_the_espaces_language(
        lambda: outcome_words.next_of(
            subject, waits_for_admissibility=is_open, asked_to_adjust=asked.result if asked else ""
        )
    )


def _subject(decision: Decision | None) -> Thing | None:
    if decision is None:
        return None
    return decision.initiative or decision.rule_change or decision.issue or decision.transmission
