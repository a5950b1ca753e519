"""What somebody looks for, in everything they may read; and what was already said like it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import search
from deliberation.domain.queries import finding as in_threads
from participation.domain.finding import CONCERN, INITIATIVE, ISSUE
from participation.domain.queries import concerns, initiatives, issues
from participation.models import Concern, Initiative, Issue

MOST_OF_EACH = 20
# Kept before anything is compared: comparing is the slow part.
COMPARED = 200
ALIKE = 3
# Out of 100: below, two texts only share a few common words. Chosen on the concerns of the demonstration.
ALIKE_FROM = 55


@dataclass(frozen=True)
class Found:
    """The newest first in each list, at most 20 of each."""

    concerns: Sequence[Concern] = ()
    messages: Sequence[in_threads.FoundMessage] = ()
    initiatives: Sequence[Initiative] = ()
    issues: Sequence[Issue] = field(default=())

    @property
    def count(self) -> int:
        return sum(map(len, (self.concerns, self.messages, self.initiatives, self.issues)))


def found(asked: str, viewer: Person | None, capacity: Capacity) -> Found | None:
    """Everything this person may read that has every word asked; None when no word says anything."""
    numbers = {
        kind: hits for kind in (CONCERN, ISSUE, INITIATIVE) if (hits := search.hits(kind, asked)) is not None
    }
    if not numbers:
        return None
    seen = concerns.visible_concerns(viewer, capacity).filter(pk__in=numbers[CONCERN])
    proposed = initiatives.visible_initiatives(viewer, capacity).filter(pk__in=numbers[INITIATIVE])
    return Found(
        concerns=list(seen[:MOST_OF_EACH]),
        messages=in_threads.found_messages(asked, capacity, limit=MOST_OF_EACH),
        initiatives=list(proposed[:MOST_OF_EACH]),
        issues=list(issues.visible_issues(capacity).filter(pk__in=numbers[ISSUE])[:MOST_OF_EACH]),
    )


def already_said(text: str, viewer: Person, capacity: Capacity) -> list[Concern]:
    """At most three concerns of other people, that this person may read, that say nearly the same; the closest first."""
    numbers = search.near(CONCERN, text)
    if numbers is None:
        return []
    seen = concerns.visible_concerns(viewer, capacity).exclude(author=viewer).filter(pk__in=numbers)
    mine = search.tokens(text)
    scores = [(_likeness(mine, one), one) for one in seen[:COMPARED]]
    scores.sort(key=lambda scored: (-scored[0], -scored[1].pk))
    return [one for score, one in scores if score >= ALIKE_FROM][:ALIKE]


def alike_among(concern: Concern, others: Sequence[Concern]) -> list[Concern]:
    """Those, three at most, that say nearly the same as this one, the closest first: for whoever groups them."""
    mine = search.tokens(f"{concern.title}\n{concern.text}")
    scores = [(_likeness(mine, one), one) for one in others[:COMPARED] if one.pk != concern.pk]
    scores.sort(key=lambda scored: (-scored[0], -scored[1].pk))
    return [one for score, one in scores if score >= ALIKE_FROM][:ALIKE]


def _likeness(mine: str, concern: Concern) -> float:
    return fuzz.token_set_ratio(mine, search.tokens(f"{concern.title}\n{concern.text}"))
