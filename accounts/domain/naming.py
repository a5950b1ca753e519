"""Borrowed names to offer: two plain words of the shore and the woods."""

import secrets
from functools import cache
from pathlib import Path

from accounts.models import Person
from accounts.models.person import name_key

OFFERED = 3
ROUNDS = 20
_WORDS = Path(__file__).with_name("shore.words")


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    first, second = "\n".join(lines[1:]).split("---")
    return tuple(first.split()), tuple(second.split())


def _drawn() -> str:
    first, second = _words()
    return f"{secrets.choice(first).capitalize()} {secrets.choice(second)}"


def suggestions(count: int = OFFERED) -> list[str]:
    """`count` different names that nobody has, in one query most of the time; with a number when the shore is full."""
    found: dict[str, str] = {}
    for _round in range(ROUNDS):
        drawn = {name_key(name): name for name in (_drawn() for _time in range(count * 3))}
        taken = Person.objects.filter(name_key__in=drawn).values_list("name_key", flat=True)
        for key in taken:
            drawn.pop(str(key), None)
        found |= drawn
        if len(found) >= count:
            return list(found.values())[:count]
    return [f"{_drawn()} {secrets.randbelow(9000) + 1000}" for _time in range(count)]
