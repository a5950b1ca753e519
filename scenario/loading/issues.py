"""Issues: proposed when enough concerns are there, accepted by their authors, shared; others join later."""

from datetime import datetime, timedelta

from participation.domain import issues
from participation.models import Grouping
from scenario import rows
from scenario.chronology import HOUR, Chronology
from scenario.timeline import Timeline
from scenario.world import World

ANSWER_AFTER = timedelta(minutes=30)


def schedule(timeline: Timeline, times: Chronology) -> None:
    for issue in times.pack.issues:
        shared = times.shared_at(issue)
        if shared is None:
            continue
        members = [concern for concern in times.members(issue) if times.is_grouped(concern)]
        first = [concern for concern in members if times.joined_at[concern.id] < shared]
        timeline.add(shared - HOUR, f"issue {issue.id}", _propose(issue, first))
        timeline.add(shared, f"issue {issue.id} shared", _share(issue))
        for concern in first:
            timeline.add(shared - ANSWER_AFTER, f"{concern.id} joins {issue.id}", _accept(issue, concern))
        for concern in members:
            if concern not in first:
                at = times.joined_at[concern.id]
                timeline.add(at, f"{concern.id} asked for {issue.id}", _ask(issue, concern))
                timeline.add(at + ANSWER_AFTER, f"{concern.id} joins {issue.id}", _accept(issue, concern))


def _propose(issue: rows.IssueRow, concerns: list[rows.ConcernRow]):
    def run(world: World, now: datetime) -> None:
        made = issues.propose(
            by=world.facilitator(),
            title=issue.title,
            theme=issue.theme,
            text=issue.title,
            territories=[world.get("territories", key) for key in issue.territories],
            concerns=[world.get("concerns", concern.id) for concern in concerns],
            now=now,
        )
        world.put("issues", issue.id, made)

    return run


def _ask(issue: rows.IssueRow, concern: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        issues.propose_grouping(
            by=world.facilitator(),
            issue=world.get("issues", issue.id),
            concern=world.get("concerns", concern.id),
            now=now,
        )

    return run


def _accept(issue: rows.IssueRow, concern: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        asked = Grouping.objects.get(
            issue=world.get("issues", issue.id), concern=world.get("concerns", concern.id)
        )
        issues.answer_grouping(by=world.person(concern.author), grouping=asked, accepts=True, now=now)

    return run


def _share(issue: rows.IssueRow):
    def run(world: World, now: datetime) -> None:
        issues.share(by=world.facilitator(), issue=world.get("issues", issue.id), now=now)

    return run
