"""What the Espace's rules say of talk, as the plain values a thread keeps."""

from datetime import datetime
from typing import TypedDict

from participation.domain.queries import rules as rule_queries


class RulesOfTalk(TypedDict):
    mode: str
    flag_hours: int


def rules_of_talk(now: datetime) -> RulesOfTalk:
    """When messages are read, and within how many hours a flag is: frozen in the thread that opens now."""
    book = rule_queries.rule_book(now)
    return {"mode": str(book.moderation_mode), "flag_hours": int(book.moderation_delay_hours)}
