"""Conversations: what is hidden, what is still read, whose words carry a badge, what each may still do, who is heard."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from accounts.domain.queries import people
from accounts.domain.queries.voices import running_pause
from accounts.enums import Role
from accounts.models import Person
from common.dates import local_day
from common.exceptions import Refused
from deliberation.domain import editing
from deliberation.domain.queries import appeals as appeal_queries
from deliberation.domain.queries import fairness, messages, threads
from deliberation.enums import MessageKind
from deliberation.models import Message, Thread
from deliberation.rules import appeals, distress
from participation.models import Transmission
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
        for name, wanted, found in _others(world, row, said, hidden, now=now):
            report.compare("threads", row.id, name, wanted, found)
        for thread in Thread.objects.filter(pk__in={one.thread_id for one in said.values()}):
            report.compare("threads", row.id, "state", row.state, str(thread.state))

    return run


def _shown(world: World, row: talk_rows.ThreadRow, message: talk_rows.MessageRow) -> Message:
    """The message as it is now, with the people its badge names."""
    kept = world.get("messages", f"{row.id}/{message.id}")
    return messages.with_people(Message.objects.select_related("thread").filter(pk=kept.pk)).get()


Finding = tuple[str, Any, Any]
# The founding value of the rule: what matters here is that moderation took nothing away.
MIN_VOTING_AGE = 16


def _others(
    world: World, row: talk_rows.ThreadRow, said: dict[str, Message], hidden: list[str], *, now: datetime
) -> Iterator[Finding]:
    """What else the pack expects of a thread: its name, what is wanted, what is found."""
    expected = row.expected
    if "synthesis" in expected:
        kinds = [key for key, one in said.items() if one.kind == MessageKind.SUMMARY]
        yield "synthesis", [expected["synthesis"]], kinds
    if "participants" in expected:
        yield "participants", sorted(expected["participants"]), _participants(world, said)
    if "placeholder" in expected:
        told = [bool(messages.shown(said[key]).reason) for key in hidden]
        yield "placeholder", [expected["placeholder"]] * len(hidden), told
    if "help_panel" in expected:
        flagged = [flag.message for flag in row.flags if flag.reason == "detresse"]
        helped = any(distress.lines_for(said[key].text) for key in flagged)
        yield "help_panel", expected["help_panel"], helped
    if "original_visible_to" in expected:
        yield (
            "original_visible_to",
            sorted(expected["original_visible_to"]),
            _who_reads(world, row, said, now),
        )
    if "appeal_open_to" in expected:
        yield "appeal_open_to", [expected["appeal_open_to"]], _who_may_appeal(world, row, said)
    for name, wanted in expected.items():
        if found := re.fullmatch(r"vote_right_of_(\w+)_kept", name):
            yield name, wanted, _votes(world, world.person(found[1]), now=now)
        if found := re.fullmatch(r"author_identity_of_(\w+)_in_transmission", name):
            author = world.person(found[1]).display_name
            sent = [f"{one.title} {one.body}" for one in Transmission.objects.order_by("pk")]
            yield name, wanted, "somewhere" if any(author in text for text in sent) else "never"
    yield "fairness", *_fairness(world, row, said, hidden, now=now)


def _participants(world: World, said: dict[str, Message]) -> list[str]:
    return sorted({world.pack_id(one.author_id) for one in said.values() if one.author_role == Role.CITIZEN})


def _who_reads(world: World, row: talk_rows.ThreadRow, said: dict[str, Message], now: datetime) -> list[str]:
    """The people of the pack to whom a hidden passage is still shown, in the thread or in the history of the message."""
    spans = [(said[act.message], act.span) for act in row.moderation if act.message and act.span]
    readers = []
    for key, person in world.things["people"].items():
        capacity = people.capacity(person, on=local_day(now))
        for message, span in spans:
            try:
                thread = threads.visible_thread(message.thread_id, capacity)
                shown = " ".join(
                    one.text + str(one.html) + one.quoted_words for one in threads.messages_after(thread, 0)
                )
                shown += " ".join(one.text for one in _history(message, capacity))
            except Refused:
                continue
            if span in shown:
                readers.append(key)
    return sorted(readers)


def _history(message: Message, capacity: people.Capacity) -> list[editing.Before]:
    try:
        return editing.history(message, capacity)
    except Refused:
        return []


def _who_may_appeal(world: World, row: talk_rows.ThreadRow, said: dict[str, Message]) -> list[str]:
    """Asked of everybody, the day after the act."""
    able = set()
    for acted in (act for act in row.moderation if act.message):
        act = appeal_queries.act_on(message=said[acted.message or ""])
        after = acted.at + timedelta(days=1)
        for key, person in world.things["people"].items():
            try:
                appeals.check_may_ask(
                    is_owner=act.owner_id == person.pk,
                    can_be_undone=act.can_be_undone(after),
                    acted_at=act.at,
                    now=after,
                )
            except Refused:
                continue
            able.add(key)
    return sorted(able)


def _votes(world: World, person: Person, *, now: datetime) -> bool:
    """Still on the roll, and not silenced either."""
    deciding = people.decisional_people(on=local_day(now), min_voting_age=MIN_VOTING_AGE)
    return deciding.filter(pk=person.pk).exists() and running_pause(person, now) is None


def _fairness(
    world: World, row: talk_rows.ThreadRow, said: dict[str, Message], hidden: list[str], *, now: datetime
) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Messages of citizens, of staff, and how many citizens: counted from the pack, then by the page of fairness."""
    kept = [one for one in row.messages if one.id not in hidden]
    citizens = {one.id for one in world.pack.people if one.is_citizen}
    by_citizens = [one.author for one in kept if one.author in citizens]
    thread = next(iter(said.values())).thread
    voices = fairness.voices(people.capacity(world.facilitator(), on=local_day(now)), now=now, thread=thread)
    return (
        (len(by_citizens), len(kept) - len(by_citizens), len(set(by_citizens))),
        (voices.citizen_messages, voices.staff_messages, voices.citizens),
    )
