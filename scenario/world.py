"""What has been created so far, found again by the pack's identifiers."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Person
from scenario.pack_reader import Pack

# What only the replay itself changes, on the very object it keeps: no need to read it again.
STEADY = frozenset({"people", "territories", "organisations", "seats", "messages"})

SECONDS = ("facilitator", "support", "crd_agent")


class NotThere(Exception):
    """Something this act needs was never created: the act that makes it failed, or the pack lacks it."""


@dataclass
class World:
    """One replay. `things["initiatives"]["x"]` is the row made from the pack's `x`."""

    pack: Pack
    things: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, noun: str, key: str, thing: Any) -> Any:
        self.things[noun][key] = thing
        return thing

    def get(self, noun: str, key: str) -> Any:
        """The thing as the database has it now."""
        try:
            thing = self.things[noun][key]
        except KeyError:
            raise NotThere(f"{noun} {key}") from None
        if noun not in STEADY:
            thing.refresh_from_db()
        return thing

    def has(self, noun: str, key: str) -> bool:
        return key in self.things[noun]

    def person(self, key: str) -> Person:
        return self.get("people", key)

    def first(self, role: str, **wanted: Any) -> Person:
        """The first person of the pack with that role (and organisation…)."""
        for row in self.pack.people:
            is_wanted = all(getattr(row, name) == value for name, value in wanted.items())
            if row.role == role and is_wanted and self.has("people", row.id):
                return self.person(row.id)
        raise NotThere(f"people {role}")

    def facilitator(self) -> Person:
        return self.first("facilitator")

    def other_facilitator(self) -> Person | None:
        """A facilitator of another employer than the first one."""
        rows = [row for row in self.pack.people if row.role == "facilitator" and self.has("people", row.id)]
        others = (row for row in rows[1:] if row.organisation not in (None, rows[0].organisation))
        return next((self.person(row.id) for row in others), None)

    def second(self) -> Person | None:
        """Somebody of another employer than facilitation's, who seconds what it notes; None in a pack without one."""
        holder = next(row for row in self.pack.people if row.role == "facilitator")
        for row in self.pack.people:
            is_other = row.organisation not in (None, holder.organisation)
            if holder.organisation and is_other and row.role in SECONDS and self.has("people", row.id):
                return self.person(row.id)
        return None

    def citizens(self, *, without: tuple[str, ...] = ()) -> list[Person]:
        """Citizens who were welcomed and stay, in the pack's order."""
        return [
            self.person(row.id)
            for row in self.pack.people
            if row.is_citizen and row.is_welcomed and not row.has_left and row.id not in without
            if self.has("people", row.id)
        ]

    def pack_id(self, person_id: int) -> str:
        """The pack's identifier of a person."""
        return next(
            (key for key, one in self.things["people"].items() if one.pk == person_id), str(person_id)
        )
