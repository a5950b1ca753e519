"""What was sent to the Table: due date, lateness, the sentence shown and the buttons of its page."""

import re
from datetime import date, datetime

from django.conf import settings
from django.utils import translation

from participation.rules import clock_words
from scenario import dates, rows
from scenario.chronology import Chronology
from scenario.timeline import CHECK, Timeline
from scenario.verification import browser
from scenario.verification.report import Report
from scenario.world import World

# The pack names a button by what it does; the Table's pages have one address for each.
BUTTONS = {"accuser_reception": "acknowledge", "proposer_arrimage": "linkage", "proposer_levier": "lever"}
OVERDUE = frozenset({clock_words.LATE, clock_words.PAST_WISHED})


def schedule(timeline: Timeline, times: Chronology, report: Report) -> None:
    report.expects("transmissions", len(times.pack.transmissions))
    for row in times.pack.transmissions:
        timeline.add(times.pack.today, row.id, _check(row, report), order=CHECK, noun="transmissions")
        if row.overdue_on:
            at = dates.at(row.overdue_on, "12:00")
            timeline.add(
                at, row.id, _check_late(row, row.overdue_on, report), order=CHECK, noun="transmissions"
            )


def _check(row: rows.TransmissionRow, report: Report):
    def run(world: World, now: datetime) -> None:
        sent = world.get("transmissions", row.id)
        found_on = dates.local(sent.sent_at).date() if sent.sent_at else None
        report.compare("transmissions", row.id, "sent_on", row.sent_on, found_on)
        report.compare("transmissions", row.id, "due_on", row.due_on, sent.due_on)
        expected = ", ".join(response.kind for response in row.responses)
        answered = ", ".join(sent.responses.order_by("responded_at", "pk").values_list("kind", flat=True))
        report.compare("transmissions", row.id, "responses", expected, answered)
        if row.buttons_present or row.buttons_absent:
            _check_buttons(world, row, now, report)

    return run


def _check_buttons(world: World, row: rows.TransmissionRow, now: datetime, report: Report) -> None:
    pk = world.get("transmissions", row.id).pk
    pages = browser.dossier_pages(world, pk, now=now)
    broken = [page.status for page in pages if page.status != 200]
    report.compare("transmissions", row.id, "pages", [], broken)
    for expected, buttons in (("present", row.buttons_present), ("absent", row.buttons_absent)):
        for button in buttons:
            path = browser.address(f"participation:{BUTTONS[button]}", pk) if button in BUTTONS else None
            is_there = any(
                page.leads_to(path) if button in BUTTONS else page.offers(button) for page in pages
            )
            found = "present" if is_there else "absent"
            report.compare("transmissions", row.id, f"button {button}", expected, found)


def _check_late(row: rows.TransmissionRow, on: date, report: Report):
    def run(world: World, now: datetime) -> None:
        sent = world.get("transmissions", row.id)
        shown = clock_words.clock_of(sent, today=on, accepted_on=None)
        report.compare("transmissions", row.id, "overdue_on", f"late on {on}", _lateness(shown.status, on))
        if not row.show:
            return
        # The pack may say the sentence of a Table that accepted the clock: the date in it must be right either way.
        committed = clock_words.clock_of(sent, today=on, accepted_on=dates.local(sent.sent_at).date())
        sentences = [_plain(one.sentence) for one in (shown, committed)]
        if _plain(row.show) not in sentences:
            report.differ("transmissions", row.id, "show", row.show, " / ".join(sentences))

    return run


def _lateness(status: str, on: date) -> str:
    return f"late on {on}" if status in OVERDUE else f"{status} on {on}"


def _plain(sentence) -> str:
    """In French, with ordinary spaces and apostrophes."""
    with translation.override(settings.LANGUAGE_CODE):
        text = str(sentence)
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()
