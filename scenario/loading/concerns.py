"""Concerns: written, sent, published, supported, and led to the state the pack knows them in."""

from contextlib import nullcontext
from datetime import datetime, timedelta

from common.dates import local_day
from participation.domain import concerns, help_offers, supports
from participation.enums import Readers
from scenario import dates, rows
from scenario.chronology import HOUR, Chronology
from scenario.loading.rules import in_force
from scenario.timeline import Timeline
from scenario.world import World

# States in which nobody but facilitation has read it yet.
UNREAD = frozenset({"soumise", "en_verification"})
REFERRAL_REASON = "Cette préoccupation touche une seule MRC. Sa concertation peut y répondre."
CHECK_REASON = "L'animation appelle la personne avant de publier."


def schedule(timeline: Timeline, times: Chronology) -> None:
    for row in times.pack.concerns:
        posted = times.posted_at[row.id]
        timeline.add(posted, f"concern {row.id}", _say(row, readers=_readers(times, row)))
        for place in range(row.support_count):
            at = min(posted + timedelta(minutes=20) + place * timedelta(hours=5), times.now)
            timeline.add(at, f"concern {row.id} support {place + 1}", _support(row, place))
        _schedule_state(timeline, times, row, posted)


def _schedule_state(timeline: Timeline, times: Chronology, row: rows.ConcernRow, posted: datetime) -> None:
    label = f"concern {row.id} {row.state}"
    if row.state == "en_verification":
        timeline.add(posted + HOUR, label, _hold(row))
    elif row.state == "orientee_service":
        timeline.add(posted + HOUR, label, _help(row))
    elif row.state == "orientee_territoire" and row.oriented_to:
        timeline.add(times.referred_at(row), label, _refer(row))
    elif row.state == "retiree":
        timeline.add(dates.plus_days(posted, 1), label, _withdraw(row))
    elif row.state == "close":
        timeline.add(posted + 2 * HOUR, f"{label}, help", _help(row))
        timeline.add(dates.plus_days(posted, 3), label, _close(row))


def _readers(times: Chronology, row: rows.ConcernRow) -> str:
    """The Table too, when the pack says it was sent there."""
    sources = {(sent.source_kind, sent.source) for sent in times.pack.transmissions}
    return Readers.TABLE if ("concern", row.id) in sources else Readers.MEMBERS


def _say(row: rows.ConcernRow, *, readers: str):
    def run(world: World, now: datetime) -> None:
        author = world.person(row.author)
        helper = world.person(row.assisted_by) if row.assisted_by else None
        concern = concerns.start(by=author, now=now, via=row.via, assisted_by=helper)
        world.put("concerns", row.id, concern)
        concerns.write(
            by=author,
            concern=concern,
            now=now,
            title=row.title,
            text=row.text,
            theme=row.theme,
            territory=world.get("territories", row.territory) if row.territory else None,
            readers=readers,
            content_note=row.content_note,
        )
        if row.state == "brouillon" or not row.text:
            return  # words taken back before they were sent leave no text
        is_unread = row.state in UNREAD
        with in_force(world, {"moderation_mode": "avant"}, now=now) if is_unread else nullcontext():
            concerns.submit(by=author, concern=concern, now=now)

    return run


def _support(row: rows.ConcernRow, place: int):
    def run(world: World, now: datetime) -> None:
        others = world.citizens(without=(row.author,))
        start = sum(map(ord, row.id)) % max(len(others), 1)
        by = others[(start + place) % len(others)]
        supports.support_concern(by=by, concern=world.get("concerns", row.id), now=now)

    return run


def _hold(row: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        concerns.hold(
            by=world.facilitator(),
            concern=world.get("concerns", row.id),
            reason=row.check_reason or CHECK_REASON,
            now=now,
        )

    return run


def _help(row: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        by, concern = world.facilitator(), world.get("concerns", row.id)
        concerns.offer_help(by=by, concern=concern, now=now)
        help_offers.end(by=by, offer=concern.help_offers.get(), now=now)

    return run


def _refer(row: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        concerns.refer(
            by=world.facilitator(),
            concern=world.get("concerns", row.id),
            territory=world.get("territories", row.oriented_to),
            plain_reason=REFERRAL_REASON,
            accord_on=local_day(now),
            now=now,
        )

    return run


def _withdraw(row: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        concerns.withdraw(by=world.person(row.author), concern=world.get("concerns", row.id), now=now)

    return run


def _close(row: rows.ConcernRow):
    def run(world: World, now: datetime) -> None:
        word = "On t'a aidé comme tu l'as demandé."
        concerns.close(by=world.facilitator(), concern=world.get("concerns", row.id), word=word, now=now)

    return run
