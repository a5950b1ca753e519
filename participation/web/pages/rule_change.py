"""What the page of a proposed change of rule shows: where it is, and the doors to its discussion."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.people import shown_name
from accounts.rules.capacity import Capacity
from common import dates
from participation.domain.queries import keys_awaited, roll, timeline
from participation.domain.queries import rules as queries
from participation.enums import RuleChangeState
from participation.models import Decision, OperatingRule, RuleChange
from participation.rules import revising, rule_wording, speaking
from participation.rules.book import RuleBook
from participation.rules.defaults import ADOPTION
from participation.web.pages import amendments, before_vote, next_step

# What may put the quorum out of the delegates' reach.
OF_THE_QUORUM = frozenset(
    {"membership_mode", "alternates", "quorum_min", "quorum_share", "min_territories", "min_voting_age"}
)


def page(change: RuleChange, *, capacity: Capacity, now: datetime) -> dict:
    current = queries.current(now)
    rule, values = current.get(change.key), {key: one.value for key, one in current.items()}
    book = RuleBook(values)
    decision = change.decisions.select_related("vote").order_by("-pk").first()
    return {
        "change": change,
        "author": shown_name(change.proposed_by),
        "title": rule_wording.title_of(rule) if rule else change.key,
        "is_adoption": change.key == ADOPTION,
        "is_provisional": not book.rules_adopted,
        **_values(change, rule),
        "is_member": capacity.is_member,
        "support_count": change.supports.count(),
        "needed": book.initiative_min_supporters,
        **_support(change, capacity),
        "may_withdraw": _is_its_author(change, capacity) and change.state in revising.REWORDED_IN,
        "waits": _waits(change, now=now, book=book),
        "doors": [
            *(_of_members(change, capacity=capacity, book=book) if capacity.is_member else []),
            *_of_the_vote(change, decision, capacity=capacity),
        ],
        "next": next_step.card(timeline.story(change, now=now, book=book).step),
        "steps": _steps(change),
        "reach": _reach(change, values, now=now),
    }


def _waits(change: RuleChange, *, now: datetime, book: RuleBook) -> list[str]:
    """What holds its vote, and what was left without an answer."""
    awaited = keys_awaited.of_rule_change(change, now=now, book=book)
    return [
        *_discussed_again(change),
        *(awaited.said if awaited else []),
        *amendments.passed_over(change),
    ]


def _discussed_again(change: RuleChange) -> list[str]:
    """Its value changed: the days of discussion count from then."""
    started = change.deliberation_started_at
    if change.state != RuleChangeState.DELIBERATING or started is None:
        return []
    if not change.versions.filter(number__gt=1, made_at=started).exists():
        return []
    when = {"when": dates.day(dates.local_day(started))}
    return [_("It now proposes something else. The days of discussion start again on %(when)s.") % when]


def _values(change: RuleChange, rule: OperatingRule | None) -> dict[str, str]:
    if rule is None:
        return {"value": str(change.proposed_value), "now_words": ""}
    return {
        "value": rule_wording.words_of(rule, change.proposed_value),
        "now_words": rule_wording.words_of(rule),
    }


def _of_members(change: RuleChange, *, capacity: Capacity, book: RuleBook) -> list[dict]:
    """The thread, the proposed changes, and what is written before the vote."""
    found = []
    if change.thread_id:
        found.append(_door("deliberation:thread", change.thread_id, _("Read the thread"), icon="fil"))
    changes = amendments.door(change)
    if changes is not None:
        words = {"label": _("The proposed changes"), "icon": "feuille", "more": changes["text"]}
        found.append({"url": changes["url"], **words})
    found += before_vote.doors(change, capacity=capacity, book=book)
    if change.versions.count() > 1:
        found.append(_door("participation:rule_change_versions", change.pk, _("See what changed")))
    if revising.may_reword(change, is_author=_is_its_author(change, capacity)):
        found.append(_door("participation:rule_change_revise", change.pk, _("Change my proposal")))
    return found


def _of_the_vote(change: RuleChange, decision: Decision | None, *, capacity: Capacity) -> list[dict]:
    found = []
    if decision is not None:
        found.append(_door("voting:vote", decision.vote_id, _("See the vote"), icon="urne"))
    if capacity.is_facilitator and change.state == RuleChangeState.DELIBERATING:
        found.append(_door("participation:rule_vote", change.pk, _("Announce the vote"), icon="urne"))
    return found


def _door(name: str, pk: int, label: str, icon: str = "feuille") -> dict:
    return {"url": reverse(name, args=[pk]), "label": label, "icon": icon}


def _is_its_author(change: RuleChange, capacity: Capacity) -> bool:
    return capacity.is_citizen and capacity.person.pk == change.proposed_by_id


def _support(change: RuleChange, capacity: Capacity) -> dict[str, bool]:
    """Given or not; taken back as long as it is not in a vote."""
    is_given = capacity.is_citizen and change.supports.filter(person=capacity.person).exists()
    return {
        "may_support": not is_given and speaking.may_support_rule_change(change, capacity),
        "has_supported": is_given and change.state in revising.REWORDED_IN,
    }


def _steps(change: RuleChange) -> list[dict]:
    moves = list(change.stages.order_by("at", "pk"))
    rows = [
        {"title": RuleChangeState(move.to_state).label, "state": "done", "on": move.at, "detail": move.note}
        for move in moves
    ]
    if rows and change.state not in queries.OVER:
        rows[-1] = {**rows[-1], "state": "now", "on": None, "when": dates.short(moves[-1].at)}
    return rows


def _reach(change: RuleChange, values: dict, *, now: datetime) -> roll.Reach | None:
    """Only while it is not decided, and when with it delegates alone would decide: are they enough for a vote?"""
    if change.key not in OF_THE_QUORUM or change.state in queries.OVER:
        return None
    book = RuleBook({**values, change.key: change.proposed_value})
    return roll.reach(book, on=dates.local_day(now)) if roll.by_delegates(book) else None
