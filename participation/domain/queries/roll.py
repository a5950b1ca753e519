"""Who would be on the roll of a vote announced on a day, as the rules of that day choose."""

from dataclasses import dataclass
from datetime import date

from accounts.domain.queries import people
from accounts.models.person import PersonQuerySet
from participation.rules.book import RuleBook
from voting.methods import quorum

# Values of `membership_mode` in which delegates decide: they alone form the Espace, or everybody discusses.
CIRCLE, MIXED = "cercle", "mixte"


def by_delegates(book: RuleBook) -> bool:
    return book.membership_mode in (CIRCLE, MIXED)


def deciding(book: RuleBook, *, on: date) -> PersonQuerySet:
    """Everybody welcomed, or the delegates of the MRCs. Frozen when the vote is announced."""
    return people.decisional_people(
        on=on,
        min_voting_age=book.min_voting_age,
        delegates_only=by_delegates(book),
        alternates=book.alternates,
    )


@dataclass(frozen=True)
class Reach:
    """Whether the people who would decide are enough for a vote to count. `spare`: how many of them may be missing."""

    people: int
    needed: int
    territories: int
    territories_needed: int

    @property
    def spare(self) -> int:
        return self.people - self.needed

    @property
    def is_out_of_reach(self) -> bool:
        return self.spare < 0 or self.territories < self.territories_needed


def reach(book: RuleBook, *, on: date) -> Reach:
    """With these rules, among the people of that day: few delegates may be fewer than the quorum asks for."""
    who = list(deciding(book, on=on).values_list("territory_id", flat=True))
    numerator, denominator = book.quorum_share
    needed = quorum.needed(
        quorum_min=book.quorum_min, share_num=numerator, share_den=denominator, roll=len(who)
    )
    return Reach(len(who), needed, len(set(who) - {None}), book.min_territories)
