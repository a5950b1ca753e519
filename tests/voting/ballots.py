"""Votes made through the domain, up to a named stage."""

from datetime import datetime, timedelta

from accounts.domain.queries.people import decisional_people
from accounts.models import Person
from common import dates
from tests import cast as people
from voting.domain import casting, closing, opening, preparing
from voting.enums import Choice, Custody, Threshold
from voting.models import Vote
from voting.rules.frozen_rules import VoteRules

ANNOUNCED_AT = people.NOW - timedelta(days=9)
OPENS_AT = people.NOW - timedelta(days=6)
NOW = people.NOW
CLOSES_AT = people.NOW + timedelta(days=5)
AFTER = CLOSES_AT + timedelta(minutes=1)
HASH = "a" * 64


def rules(**changed) -> VoteRules:
    values = {
        "threshold": Threshold.SIMPLE,
        "quorum_min": 3,
        "quorum_share_num": 20,
        "min_territories": 2,
        "custody": Custody.PLATFORM,
    } | changed
    return VoteRules(**values)


def prepared(
    title="Le coffre d'école",
    *,
    opens_at=OPENS_AT,
    closes_at=CLOSES_AT,
    among: tuple[str, ...] = (),
    most_choices: int = 1,
    is_trial: bool = False,
    **changed,
) -> Vote:
    return preparing.prepare(
        by=None,
        title=title,
        question=f"Est-ce que l'Espace approuve l'initiative « {title} »?",
        summary="Du matériel d'école qu'on emprunte gratuitement.",
        back_path="/initiatives/8/",
        version_hash=HASH,
        rules=rules(**changed),
        opens_at=opens_at,
        closes_at=closes_at,
        among=among,
        most_choices=most_choices,
        is_trial=is_trial,
        now=ANNOUNCED_AT,
    )


def announced(*args, at: datetime = ANNOUNCED_AT, recusals=(), **changed) -> Vote:
    return announce(prepared(*args, **changed), at=at, recusals=recusals)


def announce(vote: Vote, *, at: datetime = ANNOUNCED_AT, recusals=()) -> Vote:
    roll = decisional_people(on=dates.local_day(at), min_voting_age=16).order_by("pk")
    return preparing.announce(by=None, vote=vote, people=roll, recusals=recusals, now=at)


def opened(*args, **changed) -> Vote:
    vote = announced(*args, **changed)
    return opening.open_vote(vote=vote, now=vote.opens_at)


def cast_all(vote: Vote, choices: dict[Person, str], now: datetime = NOW) -> None:
    for person, choice in choices.items():
        casting.cast(by=person, vote=vote, choice=choice, now=now)


def proclaimed(voters: list[Person], choices: list[str] | None = None, **changed) -> Vote:
    """The voters, on the roll, choose in turn; then the clock closes, counts and publishes."""
    vote = opened(**changed)
    cast_all(vote, dict(zip(voters, choices or [Choice.FOR] * len(voters), strict=True)))
    closing.settle_due(now=max(AFTER, vote.closes_at))
    vote.refresh_from_db()
    return vote
