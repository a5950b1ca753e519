from voting.models.interim_ballot import InterimBallot
from voting.models.roll import Recusal, RollEntry
from voting.models.tally import PaperCount, Remark, Tally
from voting.models.vote import Option, Vote

__all__ = ["InterimBallot", "Option", "PaperCount", "Recusal", "Remark", "RollEntry", "Tally", "Vote"]
