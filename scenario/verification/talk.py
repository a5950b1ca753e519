"""Conversations: what is hidden, what is still read, and whose words carry a badge of support."""

from datetime import datetime

from accounts.enums import Role
from deliberation.domain.queries import messages
from deliberation.models import Message, Thread
from scenario import talk_rows
from scenario.chronology import Chronology
from scenario.timeline import CHECK, Timeline
from scenario.verification.report import Report
from scenario.world import World


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    report.expects("threads", len(times.pack.threads))
    for row in times.pack.threads:
        timeline.add(times.pack.today, row.id, _check(row, report), order=CHECK, noun="threads")


def _check(row: talk_rows.ThreadRow, report: Report):
    def run(world: World, now: datetime) -> None:
        said = {one.id: _shown(world, row, one) for one in row.messages}
        hidden = sorted(key for key, one in said.items() if one.hidden_at and not one.hidden_passage)
        expected = row.expected
        if "hidden" in expected:
            report.compare("threads", row.id, "hidden", sorted(expected["hidden"]), hidden)
        if "visible" in expected:
            report.compare(
                "threads", row.id, "visible", sorted(expected["visible"]), sorted(set(said) - set(hidden))
            )
        for key in expected.get("support_badge_on", []):
            found = Role.SUPPORT in (said[key].author_role, said[key].typed_by_role)
            report.compare("threads", row.id, f"support_badge_on {key}", True, found)
        for key, words in (expected.get("rendered") or {}).items():
            read = str(messages.shown(said[key]).text).replace("’", "'")
            report.compare("threads", row.id, f"rendered {key}", words, read)
        for thread in Thread.objects.filter(pk__in={one.thread_id for one in said.values()}):
            report.compare("threads", row.id, "state", row.state, str(thread.state))

    return run


def _shown(world: World, row: talk_rows.ThreadRow, message: talk_rows.MessageRow) -> Message:
    """The message as it is now, with the people its badge names."""
    kept = world.get("messages", f"{row.id}/{message.id}")
    return messages.with_people(Message.objects.filter(pk=kept.pk)).get()
