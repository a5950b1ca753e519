"""Votes: announced under the rules the pack froze, ballots cast one by one, settled by the clock."""

from datetime import datetime, timedelta

from accounts.domain import interests
from accounts.enums import Role
from accounts.models import Interest, InterestKind
from participation.domain import decisions, rule_changes, supports
from participation.models import Decision
from scenario import dates, rows
from scenario.chronology import MINUTE, Chronology
from scenario.loading import rules, scrutineers
from scenario.timeline import CLOCK, Timeline
from scenario.world import NotThere, World
from voting.domain import casting, paper, paper_desk, remarks
from voting.enums import Choice
from voting.rules import stubs

COUNTERS = (Role.FACILITATOR, Role.SUPPORT, Role.CRD_AGENT)


def schedule(timeline: Timeline, times: Chronology) -> None:
    for vote in times.pack.votes:
        if vote.subject_kind == "modalite":
            _schedule_rule_change(timeline, times, vote)
        if vote.opens_at is None or vote.closes_at is None or vote.is_refused:
            continue
        announced = times.announced_at(vote)
        timeline.add(dates.plus_days(announced, -1), f"{vote.id} interests", _declare_interests(vote))
        timeline.add(announced, f"{vote.id} announced", announce(vote))
        timeline.add(vote.opens_at, f"{vote.id} opens", _settle, order=CLOCK)
        for at, (person, choice) in zip(times.ballot_times(vote), vote.ballots, strict=True):
            timeline.add(at, f"{vote.id} ballot {person}", _cast(vote, person, choice))
        for place, words in enumerate(vote.reservations):
            end = min(vote.closes_at, times.now)
            timeline.add(end - (place + 1) * MINUTE, f"{vote.id} remark {place + 1}", _remark(vote, words))
        timeline.add(vote.closes_at, f"{vote.id} closes", _settle, order=CLOCK)
        if "papier" in vote.channels.values():
            timeline.add(vote.closes_at, f"{vote.id} paper", _count_paper(vote), order=CLOCK + 1)


def _settle(world: World, now: datetime) -> None:
    """The clock, then the scrutineers of the demonstration, then what their total changes."""
    decisions.settle(now=now)
    if scrutineers.open_urns(now=now):
        decisions.settle(now=now)


def _schedule_rule_change(timeline: Timeline, times: Chronology, vote: rows.VoteRow) -> None:
    at = times.rule_change_proposed_at(vote)
    timeline.add(at, f"{vote.id} rule change", _propose_rule(vote))
    for place in range(times.rule("initiative_min_supporters", 3)):
        timeline.add(at + (place + 1) * MINUTE, f"{vote.id} rule change support", _support_rule(vote, place))


def _rule_author(world: World, vote: rows.VoteRow) -> str:
    """The first citizen who speaks of it, else the first who votes for it, else the first citizen."""
    citizens = {
        row.id for row in world.pack.people if row.is_citizen and row.is_welcomed and not row.has_left
    }
    for thread in world.pack.threads:
        if (thread.subject_kind, thread.subject) == ("modalite", vote.subject):
            for message in thread.messages:
                if message.author in citizens:
                    return message.author
    return next((person for person, choice in vote.ballots if choice == Choice.FOR), min(citizens))


def _propose_rule(vote: rows.VoteRow):
    def run(world: World, now: datetime) -> None:
        change = rule_changes.propose(
            by=world.person(_rule_author(world, vote)),
            key=vote.subject,
            value=rules.stored(vote.subject, vote.proposed_value),
            reason=vote.question,
            now=now,
        )
        world.put("rule_changes", vote.id, change)
        world.put("rule_changes", vote.subject, change)

    return run


def _support_rule(vote: rows.VoteRow, place: int):
    def run(world: World, now: datetime) -> None:
        others = world.citizens(without=(_rule_author(world, vote),))
        supports.support_rule_change(by=others[place], change=world.get("rule_changes", vote.id), now=now)

    return run


def _declare_interests(vote: rows.VoteRow):
    """A recusal of the pack that no declared tie explains is declared before the announcement."""

    def run(world: World, now: datetime) -> None:
        row = next((row for row in world.pack.initiatives if row.id == vote.subject), None)
        if row is None or row.carrier is None:
            return
        carrier = world.get("organisations", row.carrier)
        for key, _reason in vote.recusals:
            person = world.person(key)
            if not Interest.objects.filter(person=person, organisation=carrier, ended_on=None).exists():
                interests.declare(
                    by=person, person=person, organisation=carrier, kind=InterestKind.BOARD, now=now
                )

    return run


def announce(vote: rows.VoteRow):
    """An act: put the vote's subject to the vote, under the pack's rules."""

    def run(world: World, now: datetime) -> None:
        wanted = rules.wanted_by(vote, is_renewal=is_renewal(world, vote))
        with rules.in_force(world, wanted, now=now):
            world.put("votes", vote.id, put(world, vote, now=now))

    return run


def is_renewal(world: World, vote: rows.VoteRow) -> bool:
    row = next((row for row in world.pack.initiatives if row.id == vote.subject), None)
    return vote.subject_kind == "initiative" and row is not None and not row.is_new


def put(
    world: World,
    vote: rows.VoteRow,
    *,
    now: datetime,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Decision:
    """The verb of the subject's kind, in the vote's own window unless another is given."""
    common = {
        "by": world.facilitator(),
        "opens_at": opens_at or vote.opens_at,
        "closes_at": closes_at or vote.closes_at,
        "kind": vote.kind,
        "question": vote.question,
        "now": now,
    }
    if vote.subject_kind == "initiative":
        return decisions.put_to_vote(initiative=world.get("initiatives", vote.subject), **common)
    if vote.subject_kind == "modalite":
        return decisions.put_rule_change_to_vote(change=world.get("rule_changes", vote.id), **common)
    if vote.subject_kind == "enjeu_prioritaire":
        return decisions.put_priority_to_vote(issue=world.get("issues", vote.subject), **common)
    if vote.subject_kind == "recommandation":
        sent = world.get("transmissions", vote.subject)
        return decisions.put_recommendation_to_vote(transmission=sent, **common)
    raise NotThere(f"vote subject {vote.subject_kind}")


def _cast(vote: rows.VoteRow, person: str, choice: str):
    def run(world: World, now: datetime) -> None:
        voted = world.get("votes", vote.id).vote
        if vote.channels.get(person) == "papier":
            paper_desk.receive(
                by=world.facilitator(),
                vote=voted,
                person=world.person(person),
                stub=stubs.new_number(),
                now=now,
            )
        else:
            casting.cast(by=world.person(person), vote=voted, choice=choice, now=now)

    return run


def _remark(vote: rows.VoteRow, words: str):
    """Left by somebody who voted: a remark has no author."""

    def run(world: World, now: datetime) -> None:
        somebody = next(person for person, _choice in vote.ballots)
        remarks.leave_remark(
            by=world.person(somebody), vote=world.get("votes", vote.id).vote, text=words, now=now
        )

    return run


def _count_paper(vote: rows.VoteRow):
    """Two people of two employers count the same paper ballots, then the vote is settled."""

    def run(world: World, now: datetime) -> None:
        voted = world.get("votes", vote.id).vote
        if paper.received(voted) and voted.state == "ferme":
            on_paper = [choice for person, choice in vote.ballots if vote.channels.get(person) == "papier"]
            counts = {choice: on_paper.count(choice) for choice in Choice.values}
            for place, counter in enumerate(_two_employers(world)):
                at = now + timedelta(minutes=place + 1)
                paper.record_paper_count(by=counter, vote=voted, counts=counts, now=at)
        _settle(world, now + timedelta(minutes=3))

    return run


def _two_employers(world: World) -> list:
    by_employer = {}
    for row in world.pack.people:
        if row.role in COUNTERS and row.organisation:
            by_employer.setdefault(row.organisation, world.person(row.id))
    if len(by_employer) < 2:
        raise NotThere("two people of two employers")
    return list(by_employer.values())[:2]
