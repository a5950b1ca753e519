"""The frozen rules of a vote put into the exact methods."""

from voting.methods import quorum
from voting.models import Vote


def people_needed(vote: Vote) -> int:
    """The quorum of this vote, in people."""
    return quorum.needed(
        quorum_min=vote.quorum_min,
        share_num=vote.quorum_share_num,
        share_den=vote.quorum_share_den,
        roll=vote.roll_size,
    )
