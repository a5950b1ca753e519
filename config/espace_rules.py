"""What any page says of the rules of the Espace, whatever app it is of: `config` alone knows them all.

Each is asked when a page prints it, and only then.
"""

from datetime import datetime, time
from functools import cached_property

from django.http import HttpRequest

from common import clock, dates
from participation.domain.queries import rules
from participation.rules import reading_hours


class SaidOfTheRules:
    """`espace_rules` in templates."""

    @cached_property
    def panel_citizens(self) -> int:
        """How many citizens read again an act of moderation."""
        return int(rules.value("appeal_panel_citizens", at=clock.now()))

    @property
    def opens_at(self) -> str:
        """« 9 h »: from when facilitation is there."""
        return _said(self._hours[0])

    @property
    def closes_at(self) -> str:
        return _said(self._hours[1])

    @cached_property
    def _hours(self) -> tuple[time, time]:
        return reading_hours.hours_of(rules.value("fil_hours", at=clock.now()))


def espace_rules(_request: HttpRequest) -> dict[str, SaidOfTheRules]:
    return {"espace_rules": SaidOfTheRules()}


def _said(at: time) -> str:
    return dates.clock_time(datetime.combine(clock.today(), at, tzinfo=dates.REGION))
