"""Reading a pack: a directory of YAML files of one shape. No identifier of our own pack is written here."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _

from scenario import building, building_talk, dates, rows, talk_rows
from scenario.raw import PackError, Raw

__all__ = ["OWN_PACK", "Pack", "PackError", "read"]

OWN_PACK = Path(__file__).parent / "pack"
FILES = (
    "territories",
    "table_regionale",
    "calendar",
    "people",
    "organisations",
    "concerns",
    "issues",
    "initiatives",
    "threads",
    "votes",
    "transmissions",
    "funding",
    "modalites",
    "state_machine",
)  # fmt: skip
# What describes the region and its rules has no invented date: it never moves.
NEVER_MOVED = frozenset(
    {"territories", "table_regionale", "organisations", "people", "issues", "modalites", "state_machine"}
)
INVENTED = "fictif"
T = TypeVar("T")


class _PlainLoader(yaml.SafeLoader):
    """Dates stay as written (one place reads them); only true and false are yes or no, so « on » is a word."""


_CHANGED = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _CHANGED]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Pack:
    """Everything a replay needs. `weeks` says by how much the invented dates were moved."""

    files: dict[str, Any]
    weeks: int = 0

    def shifted(self, weeks: int) -> "Pack":
        """The same pack with its invented dates moved, in fields and in words; the founding text's never move."""
        kept = {day for event in self.events if not event.is_invented for day in building.days_of(event)}
        moved = {}
        for name, content in self.files.items():
            if name == "calendar":
                moved[name] = {
                    **content,
                    "events": [_moved_event(row, weeks, kept) for row in content["events"]],
                }
            elif name in NEVER_MOVED:
                moved[name] = content
            else:
                moved[name] = dates.shift(content, weeks=weeks, kept=kept)
        return Pack(moved, weeks)

    def _rows(self, file: str, key: str, build: Callable[[Raw], T]) -> tuple[T, ...]:
        return tuple(build(raw) for raw in self._raw(file).rows(key))

    def _raw(self, file: str) -> Raw:
        return Raw(self.files[file], f"{file}.yaml")

    @cached_property
    def territories(self) -> tuple[rows.TerritoryRow, ...]:
        return self._rows("territories", "territories", building.territory)

    @cached_property
    def table_name(self) -> tuple[str, str]:
        raw = self._raw("table_regionale")
        return raw.text("name"), raw.text("short", "")

    @cached_property
    def compositions(self) -> tuple[rows.CompositionRow, ...]:
        return self._rows("table_regionale", "compositions", building.composition)

    @cached_property
    def events(self) -> tuple[rows.EventRow, ...]:
        return self._rows("calendar", "events", building.event)

    @cached_property
    def people(self) -> tuple[rows.PersonRow, ...]:
        return self._rows("people", "people", building.person)

    @cached_property
    def organisations(self) -> tuple[rows.OrganisationRow, ...]:
        return self._rows("organisations", "organisations", building.organisation)

    @cached_property
    def rules(self) -> tuple[rows.RuleRow, ...]:
        return self._rows("modalites", "modalites", building.rule)

    @cached_property
    def moves(self) -> tuple[rows.MoveRow, ...]:
        """Every move of every noun that the table of states describes."""
        nouns = [name for name, life in self.files["state_machine"].items() if isinstance(life, dict)]
        return tuple(
            move
            for noun in nouns
            for raw in self._raw("state_machine").inner(noun).rows("transitions")
            for move in building.moves(raw, noun)
        )

    @cached_property
    def roles(self) -> tuple[str, ...]:
        return self._raw("state_machine").names("roles")

    @cached_property
    def concerns(self) -> tuple[rows.ConcernRow, ...]:
        return self._rows("concerns", "concerns", building.concern)

    @cached_property
    def issues(self) -> tuple[rows.IssueRow, ...]:
        return self._rows("issues", "issues", building.issue)

    @cached_property
    def initiatives(self) -> tuple[rows.InitiativeRow, ...]:
        return self._rows("initiatives", "initiatives", building.initiative)

    @cached_property
    def threads(self) -> tuple[talk_rows.ThreadRow, ...]:
        return self._rows("threads", "threads", building_talk.thread)

    @cached_property
    def eligible_roll(self) -> tuple[str, ...]:
        return self._raw("votes").names("eligible_roll")

    @cached_property
    def votes(self) -> tuple[rows.VoteRow, ...]:
        raw = self._raw("votes")
        default_rules = raw.inner("default_rules").values
        return self._rows("votes", "votes", lambda row: building.vote(row, default_rules))

    @cached_property
    def attempts(self) -> tuple[rows.AttemptRow, ...]:
        places = enumerate(self._raw("votes").rows("forbidden_attempts"), start=1)
        return tuple(building.attempt(raw, place) for place, raw in places)

    @cached_property
    def transmissions(self) -> tuple[rows.TransmissionRow, ...]:
        return self._rows("transmissions", "transmissions", building.transmission)

    @cached_property
    def funding_years(self) -> tuple[talk_rows.FundingYearRow, ...]:
        expected = self._raw("funding").inner("expected").values
        return self._rows("funding", "years", lambda row: building_talk.funding_year(row, expected))

    @cached_property
    def today(self) -> datetime:
        """The pack's « aujourd'hui »: the latest moment it is read at."""
        read_at = [vote.as_of for vote in self.votes if vote.as_of]
        read_at += [dates.at(sent.overdue_on, "12:00") for sent in self.transmissions if sent.overdue_on]
        return max(read_at or [max(self._dated())])

    @cached_property
    def first_day(self) -> date:
        """The day before anything invented happens."""
        return dates.local(min(self._dated())).date()

    def _dated(self) -> Iterator[datetime]:
        yield from (dates.at(concern.posted_on) for concern in self.concerns)
        yield from (message.at for thread in self.threads for message in thread.messages)
        yield from (vote.opens_at for vote in self.votes if vote.opens_at)
        yield from (vote.closes_at for vote in self.votes if vote.closes_at)
        yield from (dates.at(sent.sent_on) for sent in self.transmissions)

    def check(self) -> "Pack":
        """Read every row once: a bad pack is refused before anything is written."""
        for name in ("territories", "compositions", "events", "organisations", "rules", "moves", "issues"):
            getattr(self, name)
        for name in (
            "threads",
            "people",
            "concerns",
            "initiatives",
            "votes",
            "attempts",
            "transmissions",
            "funding_years",
        ):
            getattr(self, name)
        if not self.people or not self.concerns:
            raise PackError(_("This pack has nobody, or nothing to say."))
        if self.today is None:
            raise PackError(_("This pack has no date."))
        return self


def read(directory: Path | str) -> Pack:
    """The pack of a directory, every row checked. Refuses (PackError) with one sentence."""
    directory = Path(directory)
    if not directory.is_dir():
        raise PackError(_("There is no directory “%(path)s”.") % {"path": directory})
    return Pack({name: _file(directory / f"{name}.yaml") for name in FILES}).check()


def _file(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506  a SafeLoader
    except FileNotFoundError:
        raise PackError(_("The pack has no file “%(name)s”.") % {"name": path.name}) from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError):
        raise PackError(_("The file “%(name)s” cannot be read as YAML.") % {"name": path.name}) from None
    if not isinstance(content, dict):
        raise PackError(_("The file “%(name)s” must begin with named lists.") % {"name": path.name})
    return content


def _moved_event(row: dict[str, Any], weeks: int, kept: set[date]) -> dict[str, Any]:
    return dates.shift(row, weeks=weeks, kept=kept) if row.get("source") == INVENTED else row
