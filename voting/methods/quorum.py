"""Was there enough people? Exact integers only."""


def needed(*, quorum_min: int, share_num: int, share_den: int, roll: int) -> int:
    """People needed: the larger of a fixed number and a share of the roll, rounded up."""
    return max(quorum_min, -(-share_num * roll // share_den))


def is_met(*, voted: int, people_needed: int, territories: int, min_territories: int) -> bool:
    """Everybody who voted counts, « je passe » included; both conditions are needed."""
    return voted >= people_needed and territories >= min_territories
