"""Cards of the two homes and rows of the board, in words."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules.capacity import Capacity
from common import dates
from participation.domain.queries import consultations, home, initiatives
from participation.domain.queries import notices as notice_queries
from participation.domain.queries import waiting as wait
from participation.enums import InitiativeState
from participation.models import Initiative, Transmission
from participation.rules import clock_words
from participation.web.pages import adoption, due, waiting_cards
from voting.domain.queries import votes as vote_queries
from voting.enums import VoteState
from voting.models import Vote

# By the first state of a column: an empty column never shifts the colours.
FAMILIES: dict[str, str] = {
    InitiativeState.IDEA: "c-ochre",
    InitiativeState.DELIBERATING: "c-river",
    InitiativeState.IN_REVIEW: "c-ochre",
    InitiativeState.ELIGIBLE: "c-moss",
    InitiativeState.APPROVED: "c-moss",
    InitiativeState.UNDER_WAY: "c-river",
    InitiativeState.REFERRED: "c-ochre",
}
# The columns where nobody waits for a citizen any more, by their first state.
FOLDED = frozenset({InitiativeState.APPROVED, InitiativeState.UNDER_WAY, InitiativeState.REFERRED})
SHORT_BOARD = 6
MOST_CARDS = 3
# A home fits in three phone screens: two things that wait, two that say where it is, the rest one touch away.
MOST_WAITING, MOST_TOLD, MOST_ANSWERS = 2, 2, 2


def citizen_home(person: Person, capacity: Capacity, now: datetime) -> dict:
    """What waits, what the Table answered and where things are: the first ones, then the rest."""
    waiting = waiting_cards.cards(wait.waiting_for(person, capacity, now))
    answered = answer_cards(home.answered_lately(person, now))
    said = said_cards(home.where_it_is(person, now))
    # Each answer shown takes the place of one thing said; what is said stays one touch away.
    told = MOST_TOLD - len(answered[:MOST_ANSWERS])
    # An answer of the Table takes the place of a second thing that waits: three phone screens, no more.
    first = MOST_WAITING - 1 if answered else MOST_WAITING
    return {
        "waiting_count": len(waiting),
        "waiting": waiting[:first],
        "waiting_more": waiting[first:],
        "answered": answered[:MOST_ANSWERS],
        "has_more_answers": len(answered) > MOST_ANSWERS,
        "said": said[:told],
        "said_more": said[told:],
        "meeting": home.next_meeting(now),
        "news_count": notice_queries.unread_count(person),
        "adoption": adoption.to_propose(now) if capacity.is_citizen else None,
    }


def answer_cards(answered: list[Transmission]) -> list[dict]:
    """« La Table a répondu », in its plain words, with the way to the whole answer."""
    return [
        {
            "title": one.title,
            "url": reverse("participation:transmission", args=[one.pk]),
            "on": one.answered_at,
            "words": one.plain_words,
        }
        for one in answered
    ]


def said_cards(said: list[home.Said]) -> list[dict]:
    """What became of what somebody said: the step, what comes, and every step behind details."""
    return [
        {
            "family": "c-river",
            "title": one.title,
            "url": one.path,
            "here": f"{one.here}.",
            "next": _next_words(one.step),
            "further": one.further,
            "steps": one.items,
        }
        for one in said
    ]


def _next_words(step) -> str:
    if not step.sentence:
        return ""
    words = f"{step.sentence.rstrip('.')}."
    if step.when or step.on is None:
        return f"{words} {step.when}".strip()
    pattern = _("By %(when)s.")
    if step.is_late:
        since, late = _("Possible since %(when)s."), _("Planned for %(when)s: it is late.")
        pattern = since if due.is_possible(step) else late
    return f"{words} {pattern % {'when': dates.day(step.on)}}"


def public_cards(now: datetime) -> dict:
    """« En ce moment » and « Qu'est-ce que ça a déjà donné? », signed out: no name, no quote, floored counts."""
    cards = [_vote_card(vote) for vote in home.votes_under_way()]
    cards += _asked_cards(now)
    cards += _late_cards(now)
    meeting = home.next_meeting(now)
    if meeting:
        cards.append(_meeting_card(meeting))
    given = [
        {
            "url": reverse("participation:initiative", args=[one.pk]),
            "title": one.title,
            "text": str(one.get_state_display()) + ".",
        }
        for one in Initiative.objects.approved().newest_first()[:3]
    ]
    return {"cards": cards[:MOST_CARDS], "given": given}


def _vote_card(vote: Vote) -> dict:
    is_open = vote.state == VoteState.OPEN
    text = vote_queries.participation(vote).told_to(None)
    when = _("Until %(when)s.") if is_open else _("From %(when)s.")
    return {
        "family": "c-moss",
        "pill_kind": "ok",
        "icon": "urne",
        "pill": _("Vote open") if is_open else _("Vote announced"),
        "url": reverse("voting:vote", args=[vote.pk]),
        "title": vote.title,
        "when": when % {"when": dates.day_time(vote.closes_at if is_open else vote.opens_at)},
        "text": text if is_open else "",
    }


def _asked_cards(now: datetime) -> list[dict]:
    """The nearest thing that the Table asks the Espace, late or not."""
    return [
        {
            "family": "c-rose" if one.standing.days_over else "c-river",
            "pill_kind": "late" if one.standing.days_over else "wait",
            "icon": "ronde",
            "pill": _("The Table asks us"),
            "url": reverse("participation:issue", args=[one.consultation.issue_id]),
            "title": one.consultation.issue.title,
            "when": "",
            "text": one.standing.sentence,
        }
        for one in consultations.waiting(dates.local_day(now))[:1]
    ]


def _late_cards(now: datetime) -> list[dict]:
    waiting = home.answers_past_their_date(now)
    return [
        {
            "family": "c-rose" if one.clock.status == clock_words.LATE else "c-ochre",
            "pill_kind": "late" if one.clock.status == clock_words.LATE else "wait",
            "icon": "cal",
            "pill": _("Late") if one.clock.status == clock_words.LATE else _("We are waiting"),
            "url": reverse("participation:transmission", args=[one.transmission.pk]),
            "title": one.transmission.title,
            "when": "",
            "text": one.clock.sentence,
        }
        for one in waiting[:1]
    ]


def _meeting_card(meeting) -> dict:
    return {
        "family": "c-ochre",
        "pill_kind": "wait",
        "icon": "ronde",
        "pill": _("To come"),
        "url": reverse("participation:calendar"),
        "title": _("Next meeting"),
        "when": capfirst(dates.day(meeting.starts_on)) + ".",
        "text": "",
    }


def board_steps(steps: list[initiatives.BoardStep]) -> list[dict]:
    """The board in words: each initiative with who must act, what comes and by when."""
    is_short = sum(len(step.rows) for step in steps) <= SHORT_BOARD
    return [
        {
            "title": step.title,
            "family": FAMILIES.get(step.states[0], "c-river"),
            # What is decided is read by whoever looks for it; a short board hides nothing.
            "is_open": is_short or step.states[0] not in FOLDED,
            "rows": [_board_row(row, says_state=len(step.states) > 1) for row in step.rows],
        }
        for step in steps
    ]


def _board_row(row: initiatives.Row, *, says_state: bool) -> dict:
    """The state is repeated only where a column holds several."""
    initiative, step = row.initiative, row.step
    words = [f"{initiative.get_state_display()}."] if says_state or not step.who else []
    if step.who == "system":
        words.append(f"{step.sentence.rstrip('.')}.")
    elif step.who:
        words.append(f"{capfirst(str(step.who_label))}.")
    if step.when:
        words.append(step.when)
    elif step.on:
        words.append(due.by_when(step) % {"when": dates.day(step.on)})
    return {
        "url": reverse("participation:initiative", args=[initiative.pk]),
        "title": initiative.title,
        "words": " ".join(words),
    }
