"""What each act of the Espace tells to whom: called by the verbs that move things, one visible call each."""

from collections.abc import Iterable
from datetime import datetime

from common.dates import local_day
from participation.domain import notices, telling_in_threads
from participation.domain.queries import calendar, taking_part
from participation.domain.queries import rules as rule_queries
from participation.domain.queries.paths import path_of
from participation.enums import (
    ConcernState,
    GroupingAnswer,
    InitiativeState,
    IssueState,
    NoticeKind,
    Readers,
    ResponseKind,
    RuleChangeState,
    TransmissionState,
)
from participation.models import (
    Concern,
    Grouping,
    Initiative,
    Issue,
    ReferralAccord,
    ReferralAnswer,
    RuleChange,
    StageChange,
    TableResponse,
    Transmission,
)
from participation.rules import notice_words, starting_again
from participation.rules import notices as rules
from participation.rules import referrals as referral_rules

Thing = Concern | Issue | Initiative | RuleChange | Transmission

# Steps whose author hears of them; what is sent to the Table and what it answers are told once, by their own verbs.
TO_AUTHOR = frozenset(
    {
        ConcernState.CHECKING,
        ConcernState.DISCUSSED,
        ConcernState.GROUPED,
        ConcernState.BECAME_INITIATIVE,
        ConcernState.REFERRED,
        ConcernState.HELPED,
        ConcernState.CLOSED,
    }
)
# Those who said « me too » hear of what came of it, never of what is between the author and facilitation.
TO_SUPPORTERS = frozenset({ConcernState.BECAME_INITIATIVE, ConcernState.REFERRED, ConcernState.CLOSED})
WORDS_TO_AUTHOR = frozenset({ConcernState.REFERRED, ConcernState.CLOSED})
OF_INITIATIVES = frozenset(
    {
        InitiativeState.DELIBERATING,
        InitiativeState.IN_REVIEW,
        InitiativeState.TO_ADJUST,
        InitiativeState.NOT_ELIGIBLE,
        InitiativeState.ELIGIBLE,
        InitiativeState.SEEKING_CARRIER,
        InitiativeState.APPROVED,
        InitiativeState.AGREEMENT_SIGNED,
        InitiativeState.UNDER_WAY,
        InitiativeState.REPORT_RECEIVED,
        InitiativeState.FINISHED,
        InitiativeState.REFERRED,
        InitiativeState.WITHDRAWN,
    }
)
OF_RULES = frozenset({RuleChangeState.DELIBERATING, RuleChangeState.WITHDRAWN})
# What a vote does to its subject is told by the result, to everybody on the roll.
BY_A_VOTE = frozenset({InitiativeState.VOTE_OPEN, InitiativeState.COUNTING})
WHAT_IS_MINE = "/mon-accueil/"


def event_of(change: StageChange) -> str:
    return f"stage:{change.pk}"


def moved(thing: Thing, *, change: StageChange, now: datetime) -> None:
    """One move of one thing: its author hears of it, then those who said « me too » or « I support »."""
    if isinstance(thing, Concern | Initiative):
        _accord_outlived(thing, change)
    if isinstance(thing, Concern):
        _concern_moved(thing, change, now)
    elif isinstance(thing, Transmission):
        if thing.state == TransmissionState.SENT:
            _tell_all(thing, NoticeKind.SENT, change, now, title=thing.title, link=path_of(thing))
    elif isinstance(thing, Issue):
        if thing.state == IssueState.CLOSED:
            _tell_all(thing, NoticeKind.ISSUE, change, now, title=thing.title, link=path_of(thing))
    elif change.from_state and change.from_state not in BY_A_VOTE:
        if isinstance(thing, Initiative) and thing.state in OF_INITIATIVES:
            # Withdrawn, its page is its authors' alone: the others read what becomes of their own words.
            others_link = WHAT_IS_MINE if thing.state == InitiativeState.WITHDRAWN else ""
            _tell_all(
                thing,
                NoticeKind.INITIATIVE,
                change,
                now,
                title=thing.title,
                link=path_of(thing),
                others_link=others_link,
            )
        elif isinstance(thing, RuleChange) and thing.state in OF_RULES:
            _tell_all(
                thing,
                NoticeKind.RULE,
                change,
                now,
                title=rule_queries.label(thing.key, at=now),
                link=path_of(thing),
            )


def _concern_moved(concern: Concern, change: StageChange, now: datetime) -> None:
    if concern.state == ConcernState.WITHDRAWN:
        notices.replace(concern=concern)
    if concern.state not in TO_AUTHOR or not change.from_state:
        return
    told = [(True, {concern.author_id})]
    if concern.state in TO_SUPPORTERS and concern.readers != Readers.FACILITATION:
        told.append((False, taking_part.supporters(concern=concern)))
    for is_own, group in told:
        notices.tell(
            people_to_tell=group,
            kind=NoticeKind.CONCERN,
            event=event_of(change),
            state=_step_told(concern) if is_own else concern.state,
            title=concern.title,
            words=change.note if is_own and concern.state in WORDS_TO_AUTHOR else "",
            link=path_of(concern),
            is_own=is_own,
            concern=concern,
            by=change.by,
            now=now,
        )


def _step_told(concern: Concern) -> str:
    if concern.state != ConcernState.CLOSED:
        return concern.state
    came_of_it = concern.initiatives.order_by("pk").values_list("state", flat=True)
    if starting_again.is_left_alone(concern, came_of_it=came_of_it):
        return concern.state
    return notice_words.CLOSED_BUT_FOLLOWED


def grouping_asked(asked: Grouping, *, now: datetime) -> None:
    """« Could your concern join this issue? »: asked soon, for the author has three days."""
    notices.tell(
        people_to_tell=[asked.concern.author_id],
        kind=NoticeKind.GROUPING,
        event=f"grouping:{asked.pk}",
        title=asked.issue.title,
        link=f"/regroupements/{asked.pk}/",
        concern=asked.concern,
        due_on=rules.due_on(local_day(now), days=rules.DAYS_TO_ASK),
        by=asked.proposed_by,
        now=now,
    )


def grouping_answered(asked: Grouping) -> None:
    """The question is answered, by whichever path: nobody calls to ask it again."""
    notices.replace(event=f"grouping:{asked.pk}")


def accord_asked(asked: ReferralAccord, *, now: datetime) -> None:
    """« May your text go to your MRC? »: to its authors."""
    thing = asked.thing
    authors = [thing.author_id] if isinstance(thing, Concern) else thing.authors.values_list("pk", flat=True)
    notices.tell(
        people_to_tell=authors,
        kind=NoticeKind.ACCORD,
        event=f"accord:{asked.pk}",
        title=thing.title,
        link=f"/orientations/{asked.pk}/",
        concern=asked.concern,
        due_on=rules.due_on(local_day(now), days=rules.DAYS_TO_ASK),
        by=asked.asked_by,
        now=now,
    )


def accord_answered(asked: ReferralAccord, *, now: datetime) -> None:
    """It is answered, by whichever path: nobody calls to ask it again. A no is told to the authors who did not say it
    themself; a yes, by the move that follows."""
    notices.replace(event=f"accord:{asked.pk}")
    if asked.answer == GroupingAnswer.DECLINED:
        notices.tell(
            people_to_tell=taking_part.concerned(asked.thing)[0],
            kind=NoticeKind.ACCORD,
            event=f"accord:{asked.pk}:non",
            state="non",
            title=asked.thing.title,
            link=path_of(asked.thing),
            concern=asked.concern,
            by=asked.heard_by or asked.answered_by,
            now=now,
        )


def _accord_outlived(thing: Concern | Initiative, change: StageChange) -> None:
    """It may no longer go to an MRC: nobody calls to ask whether it may."""
    if referral_rules.may_still_go(thing) or change.from_state not in referral_rules.FROM:
        return
    for pk in ReferralAccord.objects.about(thing).waiting().values_list("pk", flat=True):
        notices.replace(event=f"accord:{pk}")


def table_answered(response: TableResponse, *, now: datetime) -> None:
    """A reasoned answer of the Table, in its plain words, to all those it is about, and in their thread. « Received » is
    not an answer."""
    if response.kind == ResponseKind.ACKNOWLEDGED:
        return
    telling_in_threads.table_answered(response, now=now)
    own, others = taking_part.concerned(response.transmission)
    for group, is_own in ((own, True), (others - own, False)):
        notices.tell(
            people_to_tell=group,
            kind=NoticeKind.ANSWER,
            event=f"answer:{response.pk}",
            state=response.kind,
            title=response.transmission.title,
            words=response.plain_words,
            link=path_of(response.transmission),
            is_own=is_own,
            by=response.by,
            now=now,
        )


def mrc_answered(answer: ReferralAnswer, *, now: datetime) -> None:
    """The MRC's answer on what was sent to it: to the author, then to those who said « me too » or « I support »."""
    referral = answer.referral
    thing = referral.concern or referral.initiative
    if thing is None:
        return
    own, others = taking_part.concerned(thing)
    for group, is_own in ((own, True), (others - own, False)):
        notices.tell(
            people_to_tell=group,
            kind=NoticeKind.REFERRAL,
            event=f"referral-answer:{answer.pk}",
            title=thing.title,
            words=answer.plain_words,
            link=path_of(thing),
            is_own=is_own,
            concern=referral.concern,
            by=answer.by,
            now=now,
        )


def remind_of_meetings(*, now: datetime, citizens: Iterable[int]) -> None:
    """The Espace's next meeting, told once to each citizen, some days ahead."""
    today = local_day(now)
    notices.forget_past_meetings(today)
    meeting = calendar.next_espace_meeting(today)
    if meeting is None or meeting.starts_on - today > rules.MEETING_TOLD_AHEAD:
        return
    event = f"meeting:{meeting.pk}:{meeting.starts_on}"
    if not notices.is_told(event):
        notices.tell(
            people_to_tell=citizens,
            kind=NoticeKind.MEETING,
            event=event,
            state=meeting.starts_on.isoformat(),
            title=meeting.title,
            link="/calendrier/",
            due_on=rules.due_on(today, before=meeting.starts_on - rules.MEETING_TOLD_BEFORE),
            now=now,
        )


def _tell_all(
    thing: Thing,
    kind: NoticeKind,
    change: StageChange,
    now: datetime,
    *,
    title: str,
    link: str,
    others_link: str = "",
) -> None:
    own, others = taking_part.concerned(thing)
    for group, is_own in ((own, True), (others - own, False)):
        notices.tell(
            people_to_tell=group,
            kind=kind,
            event=event_of(change),
            state=thing.state,
            title=title,
            link=link if is_own else others_link or link,
            is_own=is_own,
            by=change.by,
            now=now,
        )
