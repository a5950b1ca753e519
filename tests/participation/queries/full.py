"""An Espace with `count` of everything that a list or a page may hold, made through the domain."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Person
from deliberation.domain import messages, moderation
from deliberation.enums import FlagReason
from participation.domain import calendar, concerns, decisions, initiatives, issues, rule_changes, supports
from participation.enums import EventScope, Readers, Theme
from participation.models import Concern, Initiative, Issue
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes, sendings

# The day the pages are read: one vote of each round is still open, one is over.
TODAY = scenes.on(52)
BEFORE = scenes.on(40)
RULES = {"voting_days": 10, "retry_days_after_quorum_failure": 30, "resubmit_days_after_rejection": 90}


@dataclass
class Espace:
    author: Person
    facilitator: Person
    signatory: Person
    seat: Person
    concern: Concern
    issue: Issue
    initiative: Initiative


def espace(count: int) -> Espace:
    """One author and one staff, with `count` things of each kind around them."""
    author, facilitator = cast.citizen("Ginette"), cast.facilitator()
    people = scenes.espace()
    for key, value in RULES.items():
        scenes.established(key, value)
    concern = _concern(author, count)
    issue = _issue(facilitator, count)
    initiative = _initiative(author, concern, issue, count)
    for number in range(count):
        _said(author, facilitator, number)
        _votes(people, number)
        _sent(facilitator, number)
        rule_changes.propose(by=author, key=list(RULES)[number], value=12, reason="Pour voir.", now=BEFORE)
    return Espace(
        author=author,
        facilitator=facilitator,
        signatory=cast.signatory(),
        seat=cast.secretary(),
        concern=concern,
        issue=issue,
        initiative=initiative,
    )


def _concern(author: Person, count: int) -> Concern:
    """One concern, supported, talked about and cited `count` times."""
    concern = builders.concern(author, now=BEFORE)
    for number in range(count):
        friend = cast.citizen(f"Amie {number}")
        supports.support_concern(by=friend, concern=concern, now=BEFORE)
        said = messages.post(by=friend, thread=concern.thread, text="Moi aussi.", now=BEFORE)
        messages.post(by=author, thread=concern.thread, text="Merci.", now=BEFORE, reply_to=said)
        moderation.flag(by=author, message=said, reason=FlagReason.values[0], now=BEFORE)
        builders.initiative(friend, now=BEFORE, from_concerns=[concern])
    return concern


def _issue(facilitator: Person, count: int) -> Issue:
    """One issue made of two concerns and `count` more."""
    joined = [
        builders.concern(cast.citizen(f"Voix {number}"), now=BEFORE - timedelta(days=9))
        for number in range(2 + count)
    ]
    return issues.share(by=facilitator, issue=_proposed(facilitator, joined), now=BEFORE)


def _proposed(facilitator: Person, joined: list[Concern]) -> Issue:
    return issues.propose(
        by=facilitator,
        title="Sans auto, on est coincés chez nous",
        theme=Theme.TRANSPORT,
        text="",
        territories=[cast.territories()["la-matapedia"], cast.territories()["la-mitis"]],
        concerns=joined,
        now=BEFORE - timedelta(days=8),
    )


def _initiative(author: Person, concern: Concern, issue: Issue, count: int) -> Initiative:
    """One initiative that comes from `count` concerns and has `count` more versions."""
    cited = [builders.concern(cast.citizen(f"Source {number}"), now=BEFORE) for number in range(count)]
    made = initiatives.propose(
        by=author, sheet=builders.sheet(), from_concerns=cited, issue=issue, now=scenes.on(20)
    )
    for number in range(count):
        changed = builders.sheet(title=f"Les jeudis qui cuisinent {number}")
        initiatives.revise(
            by=author, initiative=made, sheet=changed, reason="On a relu.", now=scenes.on(21 + number)
        )
    return made


def _said(author: Person, facilitator: Person, number: int) -> None:
    """What the author said, what waits for somebody, and a date."""
    builders.concern(author, now=BEFORE)
    builders.private_word(author, now=BEFORE)
    builders.issue(now=BEFORE)
    asked = [builders.concern(author, now=BEFORE), builders.concern(cast.citizen(), now=BEFORE)]
    _proposed(facilitator, asked)
    builders.in_deliberation(author, now=scenes.on(10), title=f"Le café {number}")
    builders.in_review(author, now=scenes.on(45), title=f"Le four {number}")
    builders.initiative(author, "la-matapedia", now=BEFORE, title=f"Le banc {number}")
    moved = builders.concern(author, now=BEFORE, readers=Readers.TABLE)
    concerns.refer(
        by=facilitator,
        concern=moved,
        territory=cast.territories()["la-matapedia"],
        plain_reason="La MRC s'en occupe.",
        accord_on=BEFORE.date(),
        now=scenes.on(41),
    )
    for scope, day in ((EventScope.ESPACE, 5), (EventScope.TABLE, 12), (EventScope.ESPACE, -40)):
        calendar.add_event(
            by=None,
            slug=f"{scope}-{day}-{number}",
            scope=scope,
            title=f"Rencontre {number}",
            starts_on=TODAY.date() + timedelta(days=day + number),
            now=BEFORE,
        )
    cast.table_member(f"Siège {number}", f"t-{number}", f"Milieu {number}")


def _votes(people: list[Person], number: int) -> None:
    """One vote that is over, one that is open, one initiative that waits for its vote."""
    scenes.eligible(people, title=f"La halte {number}")
    scenes.voted(people, scenes.choices(9), title=f"Le fil {number}", starts_on=date(2027, 2, 1 + number))
    opened = scenes.eligible(people, title=f"Le jardin {number}")
    scenes.announced(opened, None, opens_at=scenes.on(48), closes_at=scenes.on(60, 20), now=scenes.on(44))
    decisions.settle(now=scenes.on(49))


def _sent(facilitator: Person, number: int) -> None:
    """One sending that waits for the Table and one being prepared."""
    sendings.sent(by=facilitator, title=f"Garder un guichet {number}")
    sendings.prepared(by=facilitator, title=f"Ouvrir une halte {number}")
