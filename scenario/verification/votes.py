"""Votes: looked at while open, after closing, or refused as the pack expects."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.queries import people
from common.dates import local_day
from common.exceptions import Refused
from participation.models import Decision
from participation.rules import vote_rules
from scenario import dates, rows
from scenario.chronology import MINUTE, Chronology
from scenario.loading.rules import proportion
from scenario.loading.votes import put
from scenario.timeline import CHECK, Timeline
from scenario.verification.report import Report
from scenario.world import World
from voting.domain.queries import results
from voting.domain.queries import votes as vote_queries
from voting.enums import VoteState
from voting.models import Vote
from voting.rules import visibility

UNDER_WAY, REFUSED = "en_cours", "ouverture_refusee"
COUNTED_FIELDS = ("for", "against", "abstain")


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    report.expects("votes", len(times.pack.votes))
    for vote in times.pack.votes:
        at, check = _moment(vote, times)
        timeline.add(at, vote.id, _checked(vote, check, report), order=CHECK, noun="votes")


def _moment(vote: rows.VoteRow, times: Chronology):
    """When to look, and which look it is."""
    if vote.is_refused or vote.opens_at is None or vote.closes_at is None:
        return times.pack.today, _check_refused
    if vote.expected.get("outcome") == UNDER_WAY:
        return vote.as_of or min(times.pack.today, vote.closes_at - MINUTE), _check_open
    return min(vote.closes_at + 5 * MINUTE, times.pack.today), _check_settled


def _checked(vote: rows.VoteRow, check, report: Report):
    def run(world: World, now: datetime) -> None:
        found: dict[str, Any] = check(world, vote, now)
        for name, expected in vote.expected.items():
            report.compare("votes", vote.id, name, expected, found.get(name))
        if world.has("votes", vote.id):
            _compare_frozen(world, vote, report)

    return run


def _check_settled(world: World, vote: rows.VoteRow, now: datetime) -> dict[str, Any]:
    decision: Decision = world.get("votes", vote.id)
    tally = getattr(_fresh(decision), "tally", None)
    if tally is None:
        return {"outcome": f"vote {decision.vote.state}", "eligible": decision.vote.roll_size}
    # What members read must say the same as what is kept.
    read = results.result(vote=decision.vote, viewer=world.citizens()[0], now=now)
    return {
        "participation": read.participation.value,
        "for": read.in_favour.value if read.in_favour else None,
        "against": tally.against_count,
        "abstain": tally.abstain_count,
        "territories": tally.territory_count,
        "quorum": tally.is_quorum_met,
        "outcome": decision.outcome or f"not recorded ({tally.outcome})",
        "eligible": decision.vote.roll_size,
    }


def _check_open(world: World, vote: rows.VoteRow, now: datetime) -> dict[str, Any]:
    """Only the participation is seen, by anybody; the counts stay unknown."""
    opened = _fresh(world.get("votes", vote.id))
    seen = vote_queries.participation(opened)
    found: dict[str, Any] = {
        "participation": seen.voted,
        "territories": seen.territories,
        "quorum": None,
        "eligible": opened.roll_size,
        "outcome": UNDER_WAY if opened.state == VoteState.OPEN else f"vote {opened.state}",
    }
    is_hidden = not visibility.may_see_result(opened) and not hasattr(opened, "tally")
    return found | dict.fromkeys(COUNTED_FIELDS, None if is_hidden else "shown while open")


def _check_refused(world: World, vote: rows.VoteRow, now: datetime) -> dict[str, Any]:
    """Putting it to the vote must be refused; the reason names the agreement that is missing."""
    announce_days = next((rule.default for rule in world.pack.rules if rule.id == "announce_days"), 3)
    days = next((rule.default for rule in world.pack.rules if rule.id == "voting_days"), 10)
    opens_at = vote.opens_at or dates.plus_days(now, announce_days + 1)
    closes_at = vote.closes_at or dates.plus_days(opens_at, days)
    try:
        with transaction.atomic():
            put(world, vote, now=now, opens_at=opens_at, closes_at=closes_at)
            transaction.set_rollback(True)
    except Refused as refusal:
        return {"outcome": REFUSED, "reason": _reason(world, vote, refusal)}
    return {"outcome": "vote announced"}


def _reason(world: World, vote: rows.VoteRow, refusal: Refused) -> str:
    if refusal.code != "renewal_agreement_missing":
        return refusal.code
    initiative = world.get("initiatives", vote.subject)
    agreed = set(initiative.renewal_agreements.values_list("group", flat=True))
    missing = vote_rules.missing_groups(agreed)
    named = [group for group in missing if str(group.label) in str(refusal.sentence)]
    return f"consensus_des_{'_et_'.join(named)}_manquant"


def _compare_frozen(world: World, vote: rows.VoteRow, report: Report) -> None:
    """The rules, the question and the roll that the announcement froze."""
    frozen = _fresh(world.get("votes", vote.id))
    share = proportion(vote.rules.quorum_share)
    report.compare("votes", vote.id, "question", vote.question, frozen.question)
    report.compare("votes", vote.id, "rules.threshold", vote.rules.threshold, frozen.threshold)
    report.compare("votes", vote.id, "rules.quorum_min", vote.rules.quorum_min, frozen.quorum_min)
    report.compare(
        "votes", vote.id, "rules.min_territories", vote.rules.min_territories, frozen.min_territories
    )
    found_share = {"num": frozen.quorum_share_num, "den": frozen.quorum_share_den}
    report.compare("votes", vote.id, "rules.quorum_share", share, found_share)
    recused = {person for person, _reason in vote.recusals}
    expected_roll = sorted(set(world.pack.eligible_roll) - recused)
    roll = sorted(
        world.pack_id(entry.person_id) for entry in frozen.roll.filter(barred_on=None).order_by("pk")
    )
    report.compare("votes", vote.id, "roll", ", ".join(expected_roll), ", ".join(roll))
    found_recused = sorted(world.pack_id(one.person_id) for one in frozen.recusals.order_by("pk"))
    report.compare("votes", vote.id, "recusals", ", ".join(sorted(recused)), ", ".join(found_recused))


def _fresh(decision: Decision) -> Vote:
    return Vote.objects.get(pk=decision.vote_id)


def roll_of(world: World, *, now: datetime, min_age: int) -> set[str]:
    """Who decides that day, by the pack's identifiers."""
    deciding = people.decisional_people(on=local_day(now), min_voting_age=min_age).order_by("pk")
    return {world.pack_id(person.pk) for person in deciding}
