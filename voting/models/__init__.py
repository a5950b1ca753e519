from voting.models.contest import Contest
from voting.models.joint_act import JointAct
from voting.models.keys import Scrutineer, ScrutineerKey, Season, SeasonVote
from voting.models.note import BallotNote
from voting.models.roll import Recusal, RollEntry
from voting.models.tally import OptionTally, PaperCount, PaperStub, PostalRequest, Remark, Tally
from voting.models.urn import BoardEvent, Right, SeenCiphertext, Trustee, Urn
from voting.models.vote import Option, Vote

__all__ = [
    "BallotNote",
    "BoardEvent",
    "Contest",
    "JointAct",
    "Option",
    "OptionTally",
    "PaperCount",
    "PaperStub",
    "PostalRequest",
    "Recusal",
    "Remark",
    "Right",
    "RollEntry",
    "Scrutineer",
    "ScrutineerKey",
    "Season",
    "SeasonVote",
    "SeenCiphertext",
    "Tally",
    "Trustee",
    "Urn",
    "Vote",
]
