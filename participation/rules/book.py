"""The Espace's rules at one moment, as plain typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from participation.rules.defaults import DEFAULTS


@dataclass(frozen=True)
class RuleBook:
    """A frozen snapshot. A key that no row gives falls back to the founding defaults."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str) -> Any:
        return self.values[key] if key in self.values else DEFAULTS[key]

    def __getattr__(self, key: str) -> Any:
        if key in DEFAULTS:
            return self.get(key)
        raise AttributeError(key)

    @property
    def quorum_share(self) -> tuple[int, int]:
        """Numerator and denominator: a proportion is never a float here."""
        share = self.get("quorum_share")
        return int(share["num"]), int(share["den"])

    @property
    def table_accepts_clock_on(self) -> date | None:
        """The day the Table accepted to answer by a date; None while it has not."""
        value = self.get("table_accepts_clock_on")
        return date.fromisoformat(value) if value else None

    @property
    def reserved_share_new(self) -> tuple[int, int] | None:
        share = self.get("reserved_share_new")
        return (int(share["num"]), int(share["den"])) if share else None
