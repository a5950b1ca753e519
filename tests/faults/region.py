"""A tiny region made through the domain, in the process of the fault script: people, one thread, one open vote."""

from dataclasses import dataclass
from datetime import timedelta

from tests.faults.site import PIN


@dataclass(frozen=True)
class Region:
    thread: int
    vote: int
    logins: list[str]  # those who write: they enter with their PIN
    tokens: dict[str, str]  # those who vote: a token each
    silent: int  # people on the roll who never vote


def found(*, writers: int, voters: int, silent: int = 3) -> Region:
    """The database must be migrated; everything is written in one transaction."""
    from django.db import transaction
    from knox.models import AuthToken

    from common import clock
    from deliberation.domain import threads
    from tests import cast

    with transaction.atomic():
        logins = [f"plume-{rank}" for rank in range(writers)]
        for login in logins:
            cast.citizen(login, username=login, pin=PIN)
        slugs = list(cast.territories())
        tokens = {}
        for rank in range(voters):
            person = cast.citizen(f"Voix {rank}", slugs[rank % len(slugs)], username=f"voix-{rank}")
            tokens[f"voix-{rank}"] = AuthToken.objects.create(person)[1]
        cast.citizens(silent)
        talk = threads.open_thread(by=cast.facilitator(), title="Fil", back_path="/", now=clock.now())
        vote = _open_vote()
    return Region(talk.pk, vote, logins, tokens, silent)


def _open_vote() -> int:
    from accounts.domain.queries.people import decisional_people
    from common import clock
    from common.dates import local_day
    from voting.domain import opening, preparing
    from voting.enums import Custody, Threshold
    from voting.rules.frozen_rules import VoteRules

    now = clock.now()
    earlier = now - timedelta(days=2)
    vote = preparing.prepare(
        by=None,
        title="Coffre d'école",
        question="Est-ce que l'Espace approuve?",
        summary="",
        back_path="/",
        version_hash="a" * 64,
        rules=VoteRules(
            threshold=Threshold.SIMPLE,
            quorum_min=1,
            quorum_share_num=1,
            min_territories=1,
            custody=Custody.PLATFORM,
        ),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
        now=earlier,
    )
    people = decisional_people(on=local_day(earlier), min_voting_age=16).order_by("pk")
    preparing.announce(by=None, vote=vote, people=people, now=earlier)
    return opening.open_vote(vote=vote, now=now).pk
