"""Concerns, issues and initiatives, brought up to a step."""

from accounts.models import Person
from participation.domain import (
    concerns,
    decisions,
    initiatives,
    issues,
    reviews,
    supports,
)
from participation.enums import (
    InitiativeKind,
    Readers,
    ReviewResult,
    Theme,
)
from participation.models import Concern, Initiative, Issue
from participation.rules.sheet import Sheet
from tests import cast
from tests.routes.world_before_votes import before_a_vote
from tests.routes.world_itself import World, days
from tests.routes.world_of_votes import ballot_to_post, contest
from voting.domain import casting
from voting.enums import Choice


def say(by: Person, text: str, *, readers: str = Readers.TABLE, at=None) -> Concern:
    return concerns.say(by=by, text=text, theme=Theme.TRANSPORT, readers=readers, now=at or days(-20))


def shared_issue(world: World, title: str, *, share: bool = True) -> Issue:
    facilitator = world.people["facilitator"]
    asked = [say(world.people["author"], f"{title}, premier."), say(world.voters[0], f"{title}, deuxième.")]
    issue = issues.propose(
        by=facilitator,
        title=title,
        theme=Theme.TRANSPORT,
        text="Nous manquons nos rendez-vous.",
        territories=[cast.territories()["la-mitis"]],
        concerns=asked,
        now=days(-15),
    )
    if share:
        for grouping in issue.groupings.order_by("pk"):
            issues.answer_grouping(by=grouping.concern.author, grouping=grouping, accepts=True, now=days(-14))
        issues.share(by=facilitator, issue=issue, now=days(-13))
    return issue


def sheet(title: str, *places: str, **changed) -> Sheet:
    territories = cast.territories()
    answers = {
        "title": title,
        "summary": "Du matériel d'école qu'on emprunte gratuitement.",
        "kind": InitiativeKind.EXPERIMENTALE,
        "aims": ["Une rentrée sans dette"],
        "territories": [territories[slug] for slug in places or ("kamouraska", "la-mitis")],
        "total_cents": 1_000_000,
        "fund_cents": 1_000_000,
        "budget_lines": [{"label": "Matériel", "cents": 1_000_000}],
        "people_planned": 160,
        "people_counting": "enfants ayant emprunté un article",
        "carrier": cast.organisation("fil-scolaire"),
    }
    return Sheet(**answers | changed)


def initiative(
    world: World, title: str, *places: str, until: str = "idea", at: int = -80, **changed
) -> Initiative:
    """Brought, from that day, up to a step: idea, talked, review, adjust, eligible, announced, open, over."""
    author = world.people["author"]
    made = initiatives.propose(
        by=author, sheet=sheet(title, *places, **changed), from_concerns=[], now=days(at)
    )
    if until == "idea":
        return made
    for person in world.voters[:3]:
        supports.support_initiative(by=person, initiative=made, now=days(at))
    if until == "talked":
        return made
    initiatives.send_to_review(by=author, initiative=made, now=days(at + 15))
    if until == "review":
        return made
    result = ReviewResult.TO_ADJUST if until == "adjust" else ReviewResult.ELIGIBLE
    reason = "Il manque une ligne pour l'assurance." if until == "adjust" else ""
    reviews.review(
        by=world.people["signatory"],
        initiative=made,
        result=result,
        plain_reason=reason,
        rule_cited="",
        now=days(at + 16),
    )
    if until in ("eligible", "adjust"):
        return made
    decision = decisions.put_to_vote(
        by=world.people["facilitator"],
        initiative=made,
        opens_at=days(at + 20),
        closes_at=days(at + 30),
        now=days(at + 17),
    )
    if until == "announced":
        return made
    decisions.settle(now=days(at + 20))
    decision.vote.refresh_from_db()
    for person in world.voters:
        casting.cast(by=person, vote=decision.vote, choice=Choice.FOR, now=days(at + 21))
    if until == "over":
        decisions.settle(now=days(at + 30, minutes=1))
    made.refresh_from_db()
    return made


def _vote(made: Initiative) -> int:
    return made.decisions.get().vote_id


def initiatives_of(world: World) -> None:
    over = initiative(world, "Le coffre d'école", until="over")
    opened = initiative(world, "Le fil du café", until="open", at=-24)
    announced = initiative(world, "Les jeudis qui cuisinent", until="announced", at=-18)
    withdrawn = initiative(world, "Une idée reprise")
    initiatives.withdraw(by=world.people["author"], initiative=withdrawn, now=days(-70))
    world.ids |= {
        "idea": initiative(world, "Un siège pour se soigner").pk,
        "talked": initiative(world, "Le taxi du rang", until="talked").pk,
        "in_review": initiative(world, "La laveuse du village", until="review", at=-20).pk,
        "to_adjust": initiative(world, "Le jardin d'hiver", until="adjust", at=-20).pk,
        "eligible": initiative(world, "La boîte à outils", until="eligible", at=-18).pk,
        "maintained": initiative(
            world, "La popote roule encore", until="talked", is_new=False, renews="La popote"
        ).pk,
        "of_one_mrc": initiative(world, "Le banc du quai", "la-mitis").pk,
        "no_carrier": initiative(world, "La corde à linge", until="over", carrier=None).pk,
        "approved": over.pk,
        "withdrawn_initiative": withdrawn.pk,
        "vote_over": _vote(over),
        "vote_open": _vote(opened),
        "vote_announced": _vote(announced),
        **before_a_vote(world),
        "contest": contest(world.people["author"], over.decisions.get().vote),
        "ballot_to_post": ballot_to_post(world.people["citizen"], opened.decisions.get().vote),
    }
