"""After the approval: agreement, start, reports and what the signatory answered to them."""

from datetime import datetime, timedelta

from participation.domain import agreements
from participation.models import AccountabilityReport
from scenario import dates, rows
from scenario.chronology import HOUR, Chronology
from scenario.timeline import Timeline
from scenario.world import World

CENTS = 100
# States that come after the signature, in order.
SIGNED = ("protocole_signe", "en_realisation", "bilan_recu", "terminee")
CONFORM, TO_CORRECT = "conforme", "a_corriger"
NO_CORRECTION = "Une pièce à corriger."


def schedule(timeline: Timeline, times: Chronology) -> None:
    for row in times.pack.initiatives:
        if row.state in SIGNED:
            _schedule_one(timeline, times, row)


def _schedule_one(timeline: Timeline, times: Chronology, row: rows.InitiativeRow) -> None:
    approved = [vote.closes_at for vote in times.pack.votes if vote.subject == row.id and vote.closes_at]
    earliest = max(approved, default=times.first_moment()) + timedelta(days=2)
    starts = max(dates.at(row.starts_on, "09:00"), earliest + HOUR)
    signed = max(earliest, dates.plus_days(starts, -4))
    timeline.add(signed, f"initiative {row.id} agreement signed", _sign(row))
    if row.state != "protocole_signe":
        timeline.add(starts, f"initiative {row.id} starts", _start(row))
    for place, report in enumerate(row.reports):
        received = dates.at(report.received_on, "13:00")
        timeline.add(received, f"initiative {row.id} report {place + 1}", _report(row, report, place))
        if report.conformity in (CONFORM, TO_CORRECT):
            at = min(dates.plus_days(received, 3), times.now)
            timeline.add(
                at, f"initiative {row.id} report {place + 1} answered", _validate(row, report, place)
            )


def _sign(row: rows.InitiativeRow):
    def run(world: World, now: datetime) -> None:
        by = world.person(row.review.by) if row.review else world.first("signatory")
        agreements.sign(by=by, initiative=world.get("initiatives", row.id), now=now)

    return run


def _start(row: rows.InitiativeRow):
    def run(world: World, now: datetime) -> None:
        carrier = world.first("carrier", organisation=row.carrier)
        agreements.start(by=carrier, initiative=world.get("initiatives", row.id), now=now)

    return run


def _report(row: rows.InitiativeRow, report: rows.ReportRow, place: int):
    def run(world: World, now: datetime) -> None:
        saved = agreements.report(
            by=world.first("carrier", organisation=row.carrier),
            initiative=world.get("initiatives", row.id),
            kind=report.kind,
            spent_fund_cents=report.spent * CENTS,
            people_reached=report.people_reached,
            plain_results=report.plain_results,
            now=now,
            received_on=report.received_on,
        )
        world.put("reports", f"{row.id}/{place}", saved)

    return run


def _validate(row: rows.InitiativeRow, report: rows.ReportRow, place: int):
    def run(world: World, now: datetime) -> None:
        saved: AccountabilityReport = world.get("reports", f"{row.id}/{place}")
        agreements.validate(
            by=world.first("signatory"),
            report=saved,
            conformity=report.conformity,
            correction=(report.correction or NO_CORRECTION) if report.conformity == TO_CORRECT else "",
            now=now,
        )

    return run
