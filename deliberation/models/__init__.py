from deliberation.models.appeal import Appeal, AppealReader
from deliberation.models.message import Message
from deliberation.models.moderation import Flag, ModerationAction
from deliberation.models.reaction import Reaction, ReadMark
from deliberation.models.round import Round, Turn
from deliberation.models.submission import Submission
from deliberation.models.thread import Thread
from deliberation.models.thread_news import ThreadNews
from deliberation.models.words import MessageVersion

__all__ = [
    "Appeal",
    "AppealReader",
    "Flag",
    "Message",
    "MessageVersion",
    "ModerationAction",
    "Reaction",
    "ReadMark",
    "Round",
    "Submission",
    "Thread",
    "ThreadNews",
    "Turn",
]
