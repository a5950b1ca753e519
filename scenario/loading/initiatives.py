"""Initiatives: proposed, supported, discussed, checked by the signatory, referred or taken back."""

from datetime import datetime, timedelta

from common.dates import local_day
from participation.domain import initiatives, reviews, supports
from participation.rules.sheet import Sheet
from scenario import dates, rows
from scenario.chronology import Chronology
from scenario.timeline import Timeline
from scenario.world import World

CENTS = 100
ELIGIBLE_LIST = "Liste des organismes admissibles au FQIS 2024-2029"
NORMS = "Normes du FQIS 2024-2029"
NO_REASON = "Il manque une information pour vérifier les règles du fonds."


def schedule(timeline: Timeline, times: Chronology) -> None:
    for row in times.pack.initiatives:
        _schedule_one(timeline, times, row)


def _schedule_one(timeline: Timeline, times: Chronology, row: rows.InitiativeRow) -> None:
    label = f"initiative {row.id}"
    moments = times.initiative(row)
    timeline.add(moments.proposed_at, label, _propose(row))
    needed = times.rule("initiative_min_supporters", 3)
    for place in range(needed if row.state != "idee" else max(needed - 1, 0)):
        at = moments.supported_at - timedelta(minutes=needed - 1 - place)
        timeline.add(at, f"{label} support {place + 1}", _support(row, place))
    for group, on in row.agreements:
        timeline.add(dates.at(on, "14:00"), f"{label} agreement {group}", _agree(row, group))
    if moments.sent_to_review_at:
        timeline.add(moments.sent_to_review_at, f"{label} sent to review", _send(row))
    if row.review and moments.reviewed_at:
        timeline.add(moments.reviewed_at, f"{label} review {row.review.result}", _review(row, row.review))
    if row.referral:
        at = dates.at(row.referral.on, "10:00")
        timeline.add(at, f"{label} referred", _refer(row, row.referral))
    if row.state == "retiree":
        timeline.add(dates.plus_days(times.now, -1), f"{label} withdrawn", _withdraw(row))


def sheet_of(world: World, row: rows.InitiativeRow) -> Sheet:
    return Sheet(
        title=row.title,
        summary=row.summary,
        kind=row.kind,
        is_new=row.is_new,
        aims=row.aims,
        territories=tuple(world.get("territories", key) for key in row.territories),
        total_cents=row.total * CENTS,
        fund_cents=row.fund * CENTS,
        other_cash_cents=row.other_cash * CENTS,
        in_kind_cents=row.in_kind * CENTS,
        budget_lines=tuple({"label": _words(label), "cents": amount * CENTS} for label, amount in row.lines),
        people_planned=row.people_planned,
        people_counting=row.people_counting,
        carrier=world.get("organisations", row.carrier) if row.carrier else None,
        partner_names=tuple(world.get("organisations", key).name for key in row.partners),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        renews=row.renews,
    )


def _words(label: str) -> str:
    """« participation_citoyenne » as people read it."""
    return label.replace("_", " ").capitalize()


def _propose(row: rows.InitiativeRow):
    def run(world: World, now: datetime) -> None:
        first, *others = [world.person(key) for key in row.authors]
        made = initiatives.propose(
            by=first,
            sheet=sheet_of(world, row),
            from_concerns=[world.get("concerns", key) for key in row.from_concerns],
            co_authors=others,
            issue=world.get("issues", row.issue) if row.issue and world.has("issues", row.issue) else None,
            now=now,
        )
        world.put("initiatives", row.id, made)

    return run


def _support(row: rows.InitiativeRow, place: int):
    def run(world: World, now: datetime) -> None:
        others = world.citizens(without=row.authors)
        by = others[(sum(map(ord, row.id)) + place) % len(others)]
        supports.support_initiative(by=by, initiative=world.get("initiatives", row.id), now=now)

    return run


def _agree(row: rows.InitiativeRow, group: str):
    def run(world: World, now: datetime) -> None:
        reviews.record_renewal_agreement(
            by=world.facilitator(),
            initiative=world.get("initiatives", row.id),
            group=group,
            agreed_on=local_day(now),
            now=now,
        )

    return run


def _send(row: rows.InitiativeRow):
    def run(world: World, now: datetime) -> None:
        by = world.person(row.authors[0])
        initiatives.send_to_review(by=by, initiative=world.get("initiatives", row.id), now=now)

    return run


def _review(row: rows.InitiativeRow, review: rows.ReviewRow):
    def run(world: World, now: datetime) -> None:
        is_refusal = review.result == "non_admissible"
        carrier = world.get("organisations", row.carrier) if row.carrier else None
        rule = ELIGIBLE_LIST if carrier is not None and not carrier.is_fund_eligible else NORMS
        reviews.review(
            by=world.person(review.by),
            initiative=world.get("initiatives", row.id),
            result=review.result,
            plain_reason=review.plain_reason or ("" if review.result == "admissible" else NO_REASON),
            rule_cited=review.rule_cited or (rule if is_refusal else ""),
            condition=review.condition,
            now=now,
        )

    return run


def _refer(row: rows.InitiativeRow, referral: rows.ReferralRow):
    def run(world: World, now: datetime) -> None:
        initiatives.refer(
            by=world.facilitator(),
            initiative=world.get("initiatives", row.id),
            territory=world.get("territories", referral.territory),
            plain_reason=referral.plain_reason,
            accord_on=local_day(now),
            now=now,
        )

    return run


def _withdraw(row: rows.InitiativeRow):
    def run(world: World, now: datetime) -> None:
        initiatives.withdraw(
            by=world.person(row.authors[0]), initiative=world.get("initiatives", row.id), now=now
        )

    return run
