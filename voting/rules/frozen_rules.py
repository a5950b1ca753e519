"""The plain values that govern one vote, handed down by `participation` and frozen at announcement."""

from dataclasses import dataclass

from voting.enums import Custody, Threshold


@dataclass(frozen=True, kw_only=True)
class VoteRules:
    """Quorum is the larger of `quorum_min` people and `quorum_share_num / quorum_share_den` of the roll."""

    threshold: str
    quorum_min: int
    quorum_share_num: int
    quorum_share_den: int = 100
    min_territories: int
    may_change: bool = True
    custody: str = Custody.SCRUTINEERS
    min_scrutineers: int = 2
    contest_days: int = 14
    postal_request_days: int = 7
    # The Espace has not adopted its rules yet: this vote keeps those of the beginning.
    is_provisional: bool = False

    def __post_init__(self) -> None:
        if self.threshold not in Threshold.values:
            raise ValueError(f"unknown threshold: {self.threshold}")
        if not 0 <= self.quorum_share_num <= self.quorum_share_den or self.quorum_share_den < 1:
            raise ValueError("the quorum share is not a proportion")
        if self.custody not in Custody.values or self.min_scrutineers < 1:
            raise ValueError("somebody must hold the keys")
        if self.contest_days < 0 or self.postal_request_days < 0:
            raise ValueError("a delay is not negative")
        if self.quorum_min < 0 or self.min_territories < 0:
            raise ValueError("a quorum is not negative")
