"""What every part of the world is made with: its instant, its marked words, its people."""

from dataclasses import dataclass, field
from datetime import timedelta

from accounts.models import Person
from common import clock
from tests import cast

NOW = cast.NOW
PSEUDONYM = "Zyntarabelle"
PRIVATE_WORDS = "xqprive77 Je dors dans mon auto depuis octobre."
HIDDEN_WORDS = "xqcache88 le numéro de quelqu'un"
DRAFT_WORDS = "xqbrouillon99 Je commence à écrire."
UNPUBLISHED_WORDS = "xqattente55 On me menace au logement."
STAFF_WORDS = "xqsoutien66 On se relaie à la salle jeudi."
PUBLIC_WORDS = "xqouvert33 Le bus devrait passer le soir."
MISSING = 987_654


@dataclass
class World:
    """`ids`: what stands behind an address, by a short name; `people`: one person per role."""

    people: dict[str, Person | None]
    ids: dict[str, int | str]
    voters: list[Person] = field(default_factory=list)


def days(count: int, **more):
    return NOW + timedelta(days=count, **more)


def frozen():
    return clock.frozen(NOW)
