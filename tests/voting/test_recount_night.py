"""Random votes through the counting methods, against a recount that shares nothing with them.

The recount sorts the ballots by hand into piles, looks at the part of each pile as a fraction, and asks the
quorum question as « is this many people enough? » instead of computing how many are needed.
"""

import random
from collections import Counter
from fractions import Fraction

import pytest

from voting.methods import majority, quorum

SEED = 20261115
CHOICES = ("pour", "pour_avec_reserve", "contre", "je_passe")
THRESHOLDS = ("simple", "deux_tiers", "trois_quarts")
PARTS = {"deux_tiers": Fraction(2, 3), "trois_quarts": Fraction(3, 4)}
EDGES = {"simple": (1, 1), "deux_tiers": (2, 1), "trois_quarts": (3, 1)}
TERRITORIES = 8


class Night:
    """One vote drawn at random: a roll, its rules, and the ballots of those who came."""

    def __init__(self, dice: random.Random) -> None:
        self.roll = dice.choice((dice.randint(0, 12), dice.randint(0, 60), dice.randint(0, 400)))
        self.quorum_min = dice.randint(0, 20)
        self.share_den = dice.choice((1, 3, 7, 100, 1000))
        self.share_num = dice.randint(0, self.share_den)
        self.min_territories = dice.choice((0, 0, 1, 2, 3, TERRITORIES))
        self.threshold = dice.choice(THRESHOLDS)
        weights = [dice.choice((0, 1, 1, 2, 3, 8)) for _choice in CHOICES]
        came = dice.randint(0, self.roll)
        self.ballots = dice.choices(CHOICES, weights if any(weights) else None, k=came)
        self.homes = [dice.randrange(TERRITORIES) for _ballot in self.ballots]
        if dice.random() < 0.5:
            self._bring_to_the_edge(dice)

    def _bring_to_the_edge(self, dice: random.Random) -> None:
        """Ties and exact thresholds are rare by chance: make some, one ballot more or less."""
        yes, no = dice.choice(((1, 1), EDGES[self.threshold]))
        times = dice.randint(0, 40)
        favours = [
            dice.choice(("pour", "pour_avec_reserve"))
            for _each in range(max(0, yes * times + dice.randint(-1, 1)))
        ]
        self.ballots = favours + ["contre"] * (no * times) + ["je_passe"] * dice.randint(0, 5)
        dice.shuffle(self.ballots)
        self.homes = [dice.randrange(TERRITORIES) for _ballot in self.ballots]
        self.roll = max(self.roll, len(self.ballots))
        self.quorum_min = dice.choice((self.quorum_min, len(self.ballots), len(self.ballots) + 1))

    def by_our_methods(self) -> str:
        people_needed = quorum.needed(
            quorum_min=self.quorum_min, share_num=self.share_num, share_den=self.share_den, roll=self.roll
        )
        is_met = quorum.is_met(
            voted=len(self.ballots),
            people_needed=people_needed,
            territories=len(set(self.homes)),
            min_territories=self.min_territories,
        )
        if not is_met:
            return "quorum_manque"
        counts = Counter(self.ballots)
        return majority.outcome({choice: counts[choice] for choice in CHOICES}, threshold=self.threshold)

    def by_hand(self) -> str:
        if not self._enough_people() or not self._enough_places():
            return "quorum_manque"
        agree, refuse = Fraction(0), Fraction(0)
        for ballot in self.ballots:
            if ballot == "contre":
                refuse += 1
            elif ballot != "je_passe":
                agree += 1
        if agree == refuse:
            return "egalite"
        part = agree / (agree + refuse)
        reached = part > Fraction(1, 2) if self.threshold == "simple" else part >= PARTS[self.threshold]
        return "approuvee" if reached else "non_approuvee"

    def _enough_people(self) -> bool:
        here = Fraction(len(self.ballots))
        return here >= self.quorum_min and here >= Fraction(self.share_num, self.share_den) * self.roll

    def _enough_places(self) -> bool:
        return sum(place in self.homes for place in range(TERRITORIES)) >= self.min_territories


def recount(how_many: int) -> tuple[list[int], Counter]:
    """The votes where both counts differ, by rank, and how often each outcome came."""
    dice = random.Random(SEED)
    wrong: list[int] = []
    seen: Counter[tuple[str, str]] = Counter()
    for rank in range(how_many):
        night = Night(dice)
        found = night.by_our_methods()
        seen[found, night.threshold] += 1
        if found != night.by_hand():
            wrong.append(rank)
    return wrong, seen


OUTCOMES = ("approuvee", "non_approuvee", "egalite", "quorum_manque")


def every_case() -> set[tuple[str, str]]:
    return {(outcome, threshold) for outcome in OUTCOMES for threshold in THRESHOLDS}


def test_three_hundred_random_votes_recount_the_same():
    wrong, seen = recount(300)

    assert (wrong, set(seen)) == ([], every_case())


@pytest.mark.night
def test_ten_thousand_random_votes_per_threshold_recount_the_same():
    wrong, seen = recount(36_000)

    assert (wrong, set(seen)) == ([], every_case())
    assert min(sum(n for (_o, rule), n in seen.items() if rule == one) for one in THRESHOLDS) >= 10_000
