"""The nouns of a pack that are about talk and about money, as plain frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    id: str
    author: str
    at: datetime
    text: str
    reply_to: str | None
    via: str
    typed_by: str | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class FlagRow:
    message: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ModerationRow:
    message: str | None
    by: str
    at: datetime
    action: str
    reason: str
    span: str


@dataclass(frozen=True, kw_only=True)
class ThreadRow:
    id: str
    subject_kind: str
    subject: str
    state: str
    messages: tuple[MessageRow, ...]
    flags: tuple[FlagRow, ...]
    moderation: tuple[ModerationRow, ...]
    expected: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FundingYearRow:
    id: str
    starts_on: date
    ends_on: date
    envelope: int
    reserved_share_new: Fraction
    is_fictional: bool
    expected: dict[str, Any]
