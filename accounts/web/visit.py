"""A first visit on its way, in the browser's session: which code opened it, until when, and the name chosen so far."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.http import HttpRequest

from accounts.domain import first_visits, naming
from accounts.models import OpeningCode
from accounts.rules.opening import TIME_TO_FINISH

KEY = "first_visit"


@dataclass
class Visit:
    """The code itself is never kept: only the row that it opened."""

    code_id: int
    until: float
    name: str = ""
    offered: list[str] = field(default_factory=list)

    def code(self, *, now: datetime) -> OpeningCode | None:
        """The right to go on: the time given is not over, and the code has been neither spent nor revoked."""
        return None if self.is_late(now) else first_visits.still_live(code_id=self.code_id, now=now)

    def is_late(self, now: datetime) -> bool:
        return now.timestamp() >= self.until

    def offer(self, *, others: bool = False) -> list[str]:
        if others or not self.offered:
            self.offered = naming.suggestions()
        return self.offered

    def keep(self, request: HttpRequest) -> None:
        request.session[KEY] = asdict(self)


def begin(request: HttpRequest, code: OpeningCode, *, now: datetime) -> None:
    """A new session key: one planted in this browser before does not follow the person inside."""
    request.session.cycle_key()
    Visit(code_id=code.pk, until=(now + TIME_TO_FINISH).timestamp()).keep(request)


def of(request: HttpRequest) -> Visit | None:
    kept = request.session.get(KEY)
    return Visit(**kept) if kept else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
