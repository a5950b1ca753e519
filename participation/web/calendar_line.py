"""One date of the calendar, as a page and a diary show it."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One date. `at` is set when the hour is known; `when` says it in words, `near` in days when it is soon."""

    key: str
    on: datetime.date
    title: str
    when: str
    text: str = ""
    url: str = ""
    family: str = "c-river"
    at: datetime.datetime | None = None
    ends_on: datetime.date | None = None
    is_vague: bool = field(default=False)
    icon: str = "cal"
    near: str = ""
    # For a diary: how many times it changed, and whether it is cancelled.
    sequence: int = 0
    is_cancelled: bool = False
    change_url: str = ""

    @property
    def said(self) -> str:
        return f"{self.when}, {self.near}" if self.near else self.when
