"""« What the Table answered » in figures, season by season: what was sent, answered in time, late, not yet.

Counts of dossiers alone. Of citizens, for how many answers most say the same, by what is already told of each: no sum
of people, from which a hidden count could be worked out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from common import dates
from participation.domain.queries import echoes
from participation.domain.queries.transmissions import Dossier
from participation.enums import EchoChoice, ResponseKind
from participation.rules.echoes import Told

ON_TIME, AFTER, TO_COME, PAST, NO_DATE = "on_time", "after", "to_come", "past", "no_date"
STANDINGS = (ON_TIME, AFTER, TO_COME, PAST, NO_DATE)
SHARED, FEW = "shared", "few"


@dataclass(frozen=True)
class Season:
    """Three months from `begins_on`; `counts` is how many dossiers sent then stand where."""

    begins_on: date
    counts: Mapping[str, int]

    @property
    def sent(self) -> int:
        return sum(self.counts.values())

    @property
    def last_month(self) -> date:
        return self.begins_on.replace(month=self.begins_on.month + 2)


@dataclass(frozen=True)
class Figures:
    """`kinds`: how many answers say what, corrected ones left out. `says`: for how many answers most citizens say what."""

    seasons: tuple[Season, ...]
    kinds: Mapping[ResponseKind, int]
    says: Mapping[str, int]


def standing(one: Dossier, *, today: date) -> str:
    """By the first answer and the date of the rule; the same words before and after the Table accepted the clock."""
    due = one.transmission.due_on
    if due is None:
        return NO_DATE
    if one.answers:
        return ON_TIME if dates.local_day(one.answers[0].responded_at) <= due else AFTER
    return PAST if due < today else TO_COME


def of(dossiers: Iterable[Dossier], *, today: date) -> Figures:
    """Every dossier sent, with its answers; one query, for what citizens say."""
    dossiers = list(dossiers)
    by_season: dict[date, Counter[str]] = {}
    for one in dossiers:
        by_season.setdefault(_begins(one), Counter())[standing(one, today=today)] += 1
    last = [answer for one in dossiers for answer in one.answers if not answer.corrections.all()]
    kinds = Counter(answer.kind for answer in last)
    told = echoes.told_of([answer.pk for answer in last])
    return Figures(
        seasons=tuple(Season(day, by_season[day]) for day in sorted(by_season)),
        kinds={kind: kinds[kind] for kind in ResponseKind if kinds[kind]},
        says=_says(told.values()),
    )


def _begins(one: Dossier) -> date:
    sent_at = one.transmission.sent_at
    assert sent_at is not None  # a constraint says so of whatever was sent
    sent_on = dates.local_day(sent_at)
    return date(sent_on.year, sent_on.month - (sent_on.month - 1) % 3, 1)


def _says(told: Iterable[Told]) -> dict[str, int]:
    words = Counter(_word(one) for one in told)
    return {word: words[word] for word in (*map(str, EchoChoice), SHARED, FEW) if words[word]}


def _word(one: Told) -> str:
    if one.counts is None:
        return FEW
    return SHARED if one.mostly is None else str(one.mostly)
