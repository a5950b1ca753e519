"""Each move of a vote, tried by each role and from each state: allowed or refused, and a refusal changes nothing."""

import inspect
from datetime import timedelta

import pytest
from django.db import transaction

from common.exceptions import Refused
from scenario.pack_reader import OWN_PACK, read
from scenario.verification import moves
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import annulling, closing, opening, preparing, scrutiny
from voting.enums import Custody, VoteState
from voting.models import Vote
from voting.rules import lifecycle

pytestmark = pytest.mark.django_db

ROLES = {
    "citizen": people.citizen,
    "facilitator": people.facilitator,
    "support": people.support,
    "crd_agent": people.crd_agent,
    "mrc_resource": people.mrc_resource,
    "signatory": people.signatory,
    "carrier": people.carrier,
    "scrutineer": people.scrutineer,
    "table_member": people.table_member,
    "admin": people.admin,
    "superuser": lambda: people.superuser("racine"),
}
# What the pack grants and the Espace does not: a scrutineer only ever opens a total.
NARROWER = {(source, "annule"): {"scrutineer"} for source in ("annonce", "ouvert", "ferme", "compte")}


def outcome(act, vote: Vote) -> str:
    """« moved », or the code of the refusal; the vote is as it was afterwards."""
    before = Vote.objects.filter(pk=vote.pk).values().get()
    try:
        with transaction.atomic():
            act()
            moved = Vote.objects.get(pk=vote.pk).state != before["state"]
            transaction.set_rollback(True)
        found = "moved" if moved else "nothing"
    except Refused as refusal:
        found = refusal.code
    assert Vote.objects.filter(pk=vote.pk).values().get() == before
    vote.refresh_from_db()
    return found


def test_the_roles_of_each_move_are_the_packs_but_for_the_narrower_ones():
    def by_move(found):
        return {(row.source, row.target): set(row.who) for row in found if row.noun == "vote"}

    pack = by_move(read(OWN_PACK).moves)

    assert by_move(moves.our_moves()) == pack
    assert {move: pack[move] - {"facilitator"} for move in NARROWER} == NARROWER


def test_facilitation_and_the_calendar_announce_and_nobody_else():
    everybody = {role: make() for role, make in ROLES.items()} | {"system": None}
    vote = ballots.prepared()

    found = {
        role: outcome(
            lambda person=person: preparing.announce(
                by=person, vote=vote, people=[], now=ballots.ANNOUNCED_AT
            ),
            vote,
        )
        for role, person in everybody.items()
    }

    allowed = {"facilitator", "system"}
    assert found == {role: "moved" if role in allowed else "facilitators_only" for role in everybody}


@pytest.mark.parametrize("place", ["first", "second"])
def test_only_facilitation_of_two_employers_annuls(place):
    everybody = {role: make() for role, make in ROLES.items()}
    other = people.second_facilitator()
    vote = ballots.opened()

    def annul(person):
        by, second = (person, other) if place == "first" else (other, person)
        return annulling.annul(by=by, second=second, vote=vote, reason="Une erreur.", now=ballots.NOW)

    found = {role: outcome(lambda p=person: annul(p), vote) for role, person in everybody.items()}

    assert found == {role: "moved" if role == "facilitator" else "facilitators_only" for role in everybody}
    assert outcome(lambda: annul(other), vote) == "two_employers"


def test_the_keys_of_its_own_scrutineers_count_a_vote_and_nobody_elses():
    everybody = {role: make() for role, make in ROLES.items()}
    vote = _closed_under_keys()
    first, last = scrutineers.trustees(vote)
    scrutiny.give_share(
        by=first.scrutineer.person, vote=vote, content=scrutineers.part(vote, first), now=ballots.AFTER
    )
    everybody["its scrutineer"] = last.scrutineer.person

    found = {
        role: outcome(
            lambda p=person: scrutiny.give_share(
                by=p, vote=vote, content=scrutineers.part(vote, last), now=ballots.AFTER
            ),
            vote,
        )
        for role, person in everybody.items()
    }

    assert found == {role: "moved" if role == "its scrutineer" else "scrutineers_only" for role in everybody}


@pytest.mark.parametrize("verb", [opening.open_vote, closing.close, closing.end_urn, closing.proclaim])
def test_the_moves_of_the_clock_are_nobodys(verb):
    assert sorted(inspect.signature(verb).parameters) == ["now", "vote"]


def test_the_clock_never_hurries():
    announced, opened = ballots.announced(), ballots.opened("Autre")
    early = timedelta(seconds=1)

    assert outcome(lambda: opening.open_vote(vote=announced, now=announced.opens_at - early), announced) == (
        "not_yet"
    )
    assert outcome(lambda: closing.close(vote=opened, now=opened.closes_at - early), opened) == "not_yet"


def _closed_under_keys() -> Vote:
    """Enough people voted; the total waits for its two scrutineers."""
    voters = people.citizens(4)
    scrutineers.season()
    vote = ballots.opened("Sous clés", custody=Custody.SCRUTINEERS, min_scrutineers=2)
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    return closing.close(vote=vote, now=ballots.AFTER)


def _counted() -> Vote:
    voters = people.citizens(4)
    vote = ballots.opened("Compté")
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    return closing.close(vote=vote, now=ballots.AFTER)


def _annulled() -> Vote:
    return annulling.annul(
        by=people.facilitator(),
        second=people.second_facilitator(),
        vote=ballots.opened("Annulé"),
        reason="Une erreur.",
        now=ballots.NOW,
    )


AT = {
    VoteState.PREPARED: ballots.prepared,
    VoteState.ANNOUNCED: ballots.announced,
    VoteState.OPEN: ballots.opened,
    VoteState.CLOSED: _closed_under_keys,
    VoteState.NO_QUORUM: lambda: closing.close(vote=ballots.opened("Sans quorum"), now=ballots.AFTER),
    VoteState.COUNTED: _counted,
    VoteState.PROCLAIMED: lambda: closing.proclaim(vote=_counted(), now=ballots.AFTER),
    VoteState.ANNULLED: _annulled,
}


def _open_all_keys(vote: Vote) -> None:
    for trustee in scrutineers.trustees(vote):
        scrutiny.give_share(
            by=trustee.scrutineer.person,
            vote=vote,
            content=scrutineers.part(vote, trustee),
            now=ballots.AFTER,
        )


def _verbs(vote: Vote, first, second) -> dict:
    """The verb that leads to each state; closing also looks at the quorum, and counting proclaims."""
    verbs = {
        VoteState.ANNOUNCED: lambda: preparing.announce(
            by=None, vote=vote, people=[], now=ballots.ANNOUNCED_AT
        ),
        VoteState.OPEN: lambda: opening.open_vote(vote=vote, now=vote.opens_at),
        VoteState.CLOSED: lambda: closing.close(vote=vote, now=ballots.AFTER),
        VoteState.PROCLAIMED: lambda: closing.proclaim(vote=vote, now=ballots.AFTER),
        VoteState.ANNULLED: lambda: annulling.annul(
            by=first, second=second, vote=vote, reason="Une erreur.", now=ballots.AFTER
        ),
    }
    # Before its announcement a vote has no urn, hence no key to count with.
    if vote.state != VoteState.PREPARED:
        verbs[VoteState.COUNTED] = lambda: closing.end_urn(vote=vote, now=ballots.AFTER)
        if vote.urn.trustees.filter(scrutineer__isnull=False).exists():
            verbs[VoteState.COUNTED] = lambda: _open_all_keys(vote)
    return verbs


@pytest.mark.parametrize("state", list(VoteState))
def test_from_each_state_only_the_moves_of_the_table_are_made(state):
    vote = AT[state]()
    assert vote.state == state

    verbs = _verbs(vote, people.facilitator(), people.second_facilitator())
    moved = {target for target, verb in verbs.items() if outcome(verb, vote) == "moved"}

    expected = {row.target for row in lifecycle.TRANSITIONS if row.source == state}
    assert moved == expected - {VoteState.NO_QUORUM}
