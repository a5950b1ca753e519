"""One mapping read from a pack's file, with typed reads that say which file and which row is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

_ABSENT = object()


class PackError(Exception):
    """The pack cannot be read; the message is one plain sentence."""


@dataclass(frozen=True)
class Raw:
    """A mapping of the pack and where it stands (« concerns.yaml, p01 »)."""

    values: dict[str, Any]
    where: str

    def __contains__(self, key: str) -> bool:
        return self.values.get(key) is not None

    def get(self, key: str, default: Any = _ABSENT) -> Any:
        """The value as written; refuses an absent key without a default."""
        value = self.values.get(key)
        if value is not None:
            return value
        if default is _ABSENT:
            raise PackError(_("%(where)s: “%(key)s” is missing.") % {"where": self.where, "key": key})
        return default

    def text(self, key: str, default: Any = _ABSENT) -> str:
        return " ".join(str(self.get(key, default)).split())

    def number(self, key: str, default: Any = _ABSENT) -> int:
        value = self.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, value)
        return value

    def day(self, key: str) -> date:
        return self._date(key, self.get(key))

    def maybe_day(self, key: str) -> date | None:
        return self._date(key, self.get(key)) if key in self else None

    def moment(self, key: str) -> datetime:
        """An aware moment: the pack writes the region's wall clock."""
        return self._moment(key, self.get(key))

    def maybe_moment(self, key: str) -> datetime | None:
        return self._moment(key, self.get(key)) if key in self else None

    def share(self, key: str, default: Any = _ABSENT) -> Fraction:
        """A proportion, exactly as its decimals are written: 0.20 is 20/100."""
        return exact(self.get(key, default), wrong=lambda value: self.wrong(key, value))

    def names(self, key: str) -> tuple[str, ...]:
        value = self.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, value)
        return tuple(str(item) for item in value)

    def inner(self, key: str) -> "Raw":
        """The mapping under `key`; an empty one when it is absent or null."""
        value = self.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, value)
        return Raw(value, f"{self.where}, {key}")

    def rows(self, key: str) -> "Iterator[Raw]":
        """The mappings listed under `key`, each named by its id or its place."""
        value = self.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, value)
        for place, item in enumerate(value, start=1):
            if not isinstance(item, dict):
                raise self.wrong(key, item)
            yield Raw(item, f"{self.where}, {item.get('id', f'{key} {place}')}")

    def wrong(self, key: str, value: Any) -> PackError:
        sentence = _("%(where)s: “%(value)s” is not a good value for “%(key)s”.")
        return PackError(sentence % {"where": self.where, "key": key, "value": value})

    def _date(self, key: str, value: Any) -> date:
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            raise self.wrong(key, value) from None

    def _moment(self, key: str, value: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            raise self.wrong(key, value) from None
        return moment if moment.tzinfo else timezone.make_aware(moment, timezone.get_default_timezone())


def exact(value: Any, *, wrong=lambda value: ValueError(value)) -> Fraction:
    """The fraction that the written decimals mean, between 0 and 1."""
    try:
        share = Fraction(str(value))
    except ValueError:
        raise wrong(value) from None
    if not 0 <= share <= 1:
        raise wrong(value)
    return share
