from deliberation.models.message import Message
from deliberation.models.moderation import Flag, ModerationAction
from deliberation.models.thread import Thread

__all__ = ["Flag", "Message", "ModerationAction", "Thread"]
