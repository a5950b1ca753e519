"""Things of the Espace brought through the domain to a named stage. Days count from STARTED."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Organisation, Person
from participation.domain import decisions, initiatives, operating_rules, reviews, rule_changes, supports
from participation.domain.initiatives import Sheet
from participation.enums import InitiativeKind, RenewalGroup, ReviewResult
from participation.models import Decision, Initiative, InitiativeVersion, RuleChange
from tests import cast
from voting.domain import casting
from voting.enums import Choice
from voting.models import Vote

REGION = ZoneInfo("America/Toronto")
STARTED = datetime(2026, 9, 1, 9, 0, tzinfo=REGION)
MRC = [row[0] for row in cast.MRC]


def on(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """That many days after STARTED, at that hour in the region."""
    return datetime.combine((STARTED + timedelta(days=day)).date(), datetime.min.time(), REGION).replace(
        hour=hour, minute=minute
    )


ELIGIBLE_DAY = 20
ANNOUNCED = on(25)
OPENS = on(28)
CLOSES = on(39, 20)


def espace(count: int = 10) -> list[Person]:
    """Citizens spread over the eight MRC."""
    return cast.citizens(count)


def sheet(**changed) -> Sheet:
    territories = cast.territories()
    values = {
        "title": "Le coffre d'école",
        "summary": "Du matériel d'école qu'on emprunte gratuitement.",
        "kind": InitiativeKind.EXPERIMENTALE,
        "aims": ["Une rentrée sans dette"],
        "territories": [territories["kamouraska"], territories["temiscouata"]],
        "total_cents": 1_000_000,
        "fund_cents": 800_000,
        "other_cash_cents": 100_000,
        "in_kind_cents": 100_000,
        "budget_lines": [{"label": "Matériel", "cents": 1_000_000}],
        "people_planned": 160,
        "people_counting": "enfants ayant emprunté au moins un article",
        "carrier": cast.organisation("fil-scolaire", "Le Fil scolaire"),
        "starts_on": date(2027, 1, 18),
        "ends_on": date(2027, 12, 17),
    }
    return Sheet(**(values | changed))


def deliberated(people: list[Person], **changed) -> Initiative:
    """Proposed by the first, supported by the three next, on day 0."""
    initiative = initiatives.propose(by=people[0], sheet=sheet(**changed), from_concerns=[], now=STARTED)
    for person in people[1:4]:
        supports.support_initiative(by=person, initiative=initiative, now=STARTED)
    initiative.refresh_from_db()
    return initiative


def in_review(people: list[Person], **changed) -> Initiative:
    """Sent to the signatory on day 15."""
    initiative = deliberated(people, **changed)
    initiatives.send_to_review(by=people[0], initiative=initiative, now=on(15))
    initiative.refresh_from_db()
    return initiative


def eligible(people: list[Person], **changed) -> Initiative:
    """Found eligible by the signatory on day 20."""
    initiative = in_review(people, **changed)
    reviews.review(
        by=cast.signatory(),
        initiative=initiative,
        result=ReviewResult.ELIGIBLE,
        plain_reason="",
        rule_cited="",
        now=on(ELIGIBLE_DAY),
    )
    initiative.refresh_from_db()
    return initiative


def agree(initiative: Initiative, by: Person, *groups: str) -> None:
    for group in groups:
        reviews.record_renewal_agreement(
            by=by, initiative=initiative, group=group, agreed_on=on(16).date(), now=on(21)
        )


ALL_GROUPS = tuple(RenewalGroup.values)


def announced(initiative: Initiative, by: Person | None, **changed) -> Decision:
    values = {"opens_at": OPENS, "closes_at": CLOSES, "now": ANNOUNCED}
    return decisions.put_to_vote(by=by, initiative=initiative, **(values | changed))


def cast_all(vote: Vote, people: list[Person], choices: list[str], now: datetime | None = None) -> None:
    for person, choice in zip(people, choices, strict=True):
        casting.cast(by=person, vote=vote, choice=choice, now=now or vote.opens_at)


def choices(for_: int, against: int = 0, abstain: int = 0) -> list[str]:
    return [Choice.FOR] * for_ + [Choice.AGAINST] * against + [Choice.ABSTAIN] * abstain


def voted(people: list[Person], picked: list[str], **changed) -> Initiative:
    """An initiative voted and settled a minute after closing."""
    initiative = eligible(people, **changed)
    decision = announced(initiative, None)
    cast_all(decision.vote, people[: len(picked)], picked)
    decisions.settle(now=CLOSES + timedelta(minutes=1))
    initiative.refresh_from_db()
    return initiative


def established(key: str = "min_voting_age", value=16, **changed) -> None:
    values = {"label": "Âge minimal pour voter", "why": "Pour voir.", "basis": "jugement"}
    operating_rules.establish(key=key, value=value, now=STARTED - timedelta(days=30), **(values | changed))


def rule_change(people: list[Person], value=14) -> RuleChange:
    """A change of the voting age, supported and under discussion since day 0."""
    change = rule_changes.propose(
        by=people[0], key="min_voting_age", value=value, reason="Les jeunes aussi.", now=STARTED
    )
    for person in people[1:4]:
        supports.support_rule_change(by=person, change=change, now=STARTED)
    change.refresh_from_db()
    return change


def carrier_of(slug: str = "fil-scolaire") -> Organisation:
    return cast.organisation(slug)


def version_of(initiative: Initiative) -> InitiativeVersion:
    return initiative.current
