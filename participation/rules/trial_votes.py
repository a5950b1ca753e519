"""What governs a vote to practise: the rules of the Espace, opened as far as it can be."""

from dataclasses import replace

from participation.rules import vote_rules
from participation.rules.book import RuleBook
from voting.enums import Custody, VoteKind
from voting.rules.frozen_rules import VoteRules

FEWEST, MOST = 2, 10


def frozen_rules(book: RuleBook, *, has_scrutineers: bool) -> VoteRules:
    """The same as a vote at a meeting, so that a workshop is enough. Without a ready season, the platform's own key:
    it is allowed only because nothing is decided."""
    rules = vote_rules.frozen_rules(book, kind=VoteKind.MEETING)
    return replace(rules, custody=Custody.SCRUTINEERS if has_scrutineers else Custody.PLATFORM)
