"""What waits for a person, whoever they are here: the kinds, and everything at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries.people import Capacity
from accounts.domain.queries.voices import running_pause
from accounts.models import Person
from common.dates import local_day
from deliberation.domain.queries import appeals, private_words, rounds
from participation.domain.queries import (
    accords,
    admissibility,
    amendments,
    concerns,
    consultations,
    discussed,
    help_offers,
    initiatives,
    issues,
    mine,
    objections,
    paths,
    quotes,
    step_backs,
    timeline,
    transmissions,
)
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState
from participation.models import Amendment, Initiative
from participation.rules import grouping
from voting.domain.queries import votes

SECOND_LOOK, PRIVATE_WORD, VOICE_PAUSE = "second_look", "private_word", "voice_pause"


VOTE, GROUPING, DRAFT, IDEA, TO_CHANGE, TO_SEND, REREAD = (
    "vote",
    "grouping",
    "draft",
    "idea",
    "to_change",
    "to_send",
    "reread",
)


TURN, ASKED, ACCORD, HELP = "turn", "asked", "accord", "help"


TO_OBJECTION, OBJECTION_ANSWERED, STEP_BACK = "to_objection", "objection_answered", "step_back"


TO_AMENDMENT = "to_amendment"


TO_READ, TO_SHARE, TO_REVIEW, TO_ANSWER = "to_read", "to_share", "to_review", "to_answer"


# On a home, what has no date comes after what has one.
NO_DATE = date.max


@dataclass(frozen=True)
class Waiting:
    """One thing somebody must do. `kind` tells the page its words; `on` is the last day, when there is one."""

    kind: str
    subject: Any
    title: str
    path: str
    on: date | None = None
    is_late: bool = False


def waiting_for(person: Person, capacity: Capacity, now: datetime) -> list[Waiting]:
    """Everything that waits for this person, the closest date first. Pages show the first two, then the rest."""
    waiting = _about_talk(person, now) if capacity.is_member else []
    if capacity.is_citizen:
        waiting += _for_citizen(person, now)
    if capacity.is_facilitator:
        waiting += _for_facilitator(now)
    if capacity.is_signatory:
        waiting += _for_signatory(now)
    if capacity.is_table:
        waiting += _for_table(now)
    return sorted(waiting, key=lambda item: item.on or NO_DATE)


def _about_talk(person: Person, now: datetime) -> list[Waiting]:
    """An appeal to read again, a private word that nobody answered yet, a pause of one's own voice."""
    waiting = [
        Waiting(
            SECOND_LOOK,
            seat,
            _("Was it fair?"),
            reverse("participation:appeal", args=[seat.appeal_id]),
            on=local_day(seat.answer_by),
        )
        for seat in appeals.to_read(person)
    ]
    word = private_words.unanswered(person)
    if word is not None:
        path = reverse("deliberation:thread", args=[word.pk])
        waiting.append(Waiting(PRIVATE_WORD, word, _("Facilitation writes to you in private"), path))
    pause = running_pause(person, now)
    if pause is not None:
        path = reverse("deliberation:pause", args=[pause.pk])
        waiting.append(Waiting(VOICE_PAUSE, pause, _("Your voice is paused"), path))
    return waiting


def _for_citizen(person: Person, now: datetime) -> list[Waiting]:
    today = local_day(now)
    waiting = [
        Waiting(VOTE, vote, vote.title, f"/votes/{vote.pk}/", local_day(vote.closes_at))
        for vote in votes.waiting_for(person, now)
    ]
    waiting += [
        Waiting(
            GROUPING,
            asked,
            asked.issue.title,
            f"/regroupements/{asked.pk}/",
            local_day(asked.proposed_at + grouping.TIME_TO_ANSWER),
            is_late=asked.proposed_at + grouping.TIME_TO_ANSWER < now,
        )
        for asked in concerns.groupings_waiting(person)
    ]
    waiting += [
        Waiting(ACCORD, asked, asked.thing.title, f"/orientations/{asked.pk}/")
        for asked in accords.asked_of(person)
    ]
    waiting += [
        Waiting(HELP, offer, offer.concern.title, paths.path_of(offer.concern))
        for offer in help_offers.waiting_for(person)
    ]
    waiting += [
        Waiting(ACCORD, asked, asked.concern.title, f"/citations/{asked.pk}/")
        for asked in quotes.asked_of(person)
    ]
    waiting += [
        Waiting(
            TURN,
            turn,
            turn.round.question,
            f"/tours/{turn.round_id}/",
            local_day(turn.due_at) if turn.due_at else None,
        )
        for turn in rounds.waiting_for(person)
    ]
    waiting += [
        Waiting(
            ASKED,
            one.consultation,
            one.consultation.issue.title,
            paths.path_of(one.consultation.issue),
            one.consultation.wished_on,
            is_late=one.standing.days_over > 0,
        )
        for one in consultations.waiting(today)
    ]
    waiting += _of_the_round(person, now)
    draft = mine.last_draft(person)
    if draft is not None:
        waiting.append(Waiting(DRAFT, draft, draft.title, f"/dire/{draft.pk}/mots/"))
    idea = mine.unfinished_initiative(person)
    if idea is not None:
        waiting.append(Waiting(IDEA, idea, str(idea.answers.get("title") or ""), "/proposer/"))
    days = rule_queries.value("min_deliberation_days", at=now)
    waiting += _to_amend(person, days=days, now=now)
    first_day = today - timedelta(days=days)
    own = list(initiatives.of_author(person))
    asked = admissibility.awaited(own)
    for one in own:
        if one.state in (InitiativeState.TO_ADJUST, InitiativeState.NOT_ELIGIBLE) or asked.get(one):
            waiting.append(Waiting(TO_CHANGE, one, one.title, paths.path_of(one)))
        elif one.state == InitiativeState.DELIBERATING and _since(one) <= first_day:
            waiting.append(Waiting(TO_SEND, one, one.title, paths.path_of(one)))
    waiting += [
        Waiting(REREAD, sending, sending.title, paths.path_of(sending))
        for sending in transmissions.waiting_to_be_reread()
    ]
    return waiting


def _to_amend(person: Person, *, days: int, now: datetime) -> list[Waiting]:
    """Changes that somebody proposes to a text of theirs, with the day to come from which it goes on without their
    answer."""

    def until(one: Amendment) -> date | None:
        on = amendments.goes_on_without(one, days=days)
        return on if on is not None and on > local_day(now) else None

    return [
        Waiting(
            TO_AMENDMENT,
            one,
            discussed.title_of(one.subject, at=now),
            reverse("participation:amendment", args=[one.pk]),
            until(one),
        )
        for one in amendments.to_answer(person)
    ]


def _of_the_round(person: Person, now: datetime) -> list[Waiting]:
    """Objections to answer, answers to read, a private question. No day: the vote is announced whatever comes."""
    found = [
        Waiting(STEP_BACK, one, one.initiative.title, f"/retraits/{one.pk}/")
        for one in step_backs.waiting_for(person)
    ]
    for kind, rows in (
        (TO_OBJECTION, objections.to_answer(person)),
        (OBJECTION_ANSWERED, objections.to_settle(person)),
    ):
        found += [
            Waiting(
                kind,
                one,
                discussed.title_of(one.subject, at=now),
                f"{discussed.path_of(one.subject)}accord/",
            )
            for one in rows
        ]
    return found


def _since(initiative: Initiative) -> date:
    started = initiative.deliberation_started_at
    return local_day(started) if started else NO_DATE


def _for_facilitator(now: datetime) -> list[Waiting]:
    waiting = [
        Waiting(
            TO_READ,
            concern,
            concern.title,
            paths.path_of(concern),
            local_day(concern.read_by_at) if concern.read_by_at else None,
            is_late=concern.read_by_at is not None and concern.read_by_at < now,
        )
        for concern in concerns.waiting()
    ]
    return waiting + [
        Waiting(TO_SHARE, issue, issue.title, paths.path_of(issue))
        for issue in issues.proposed()
        if issues.may_share(issue, now=now)
    ]


def _for_signatory(now: datetime) -> list[Waiting]:
    asked = list(initiatives.to_review())
    return [
        Waiting(TO_REVIEW, one, one.title, paths.path_of(one), step.on, is_late=step.is_late)
        for one, step in zip(asked, timeline.next_steps(asked, now=now), strict=True)
    ]


def _for_table(now: datetime) -> list[Waiting]:
    return [
        Waiting(TO_ANSWER, one, one.transmission.title, paths.path_of(one.transmission), one.clock.due_on)
        for one in transmissions.inbox(local_day(now))
    ]
