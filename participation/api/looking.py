"""The gentle look of the pages, for programs: refused once, then published with what was seen."""

from collections.abc import Iterable, Iterator

from accounts.domain.queries import known_names
from common import care
from participation.rules.sheet import Sheet


def check_looked_at(texts: Iterable[str], *, seen: str) -> None:
    """Refused (422, `look_again`): words that tell who somebody is, and that `seen` does not hold."""
    care.check_looked_at(
        care.found_in("\n".join(filter(None, texts)), free=known_names.places_and_groups(), seen=seen)
    )


def words_of(sheet: Sheet) -> Iterator[str]:
    """Everything that somebody wrote in it."""
    yield from (sheet.title, sheet.summary, sheet.renews, sheet.people_counting)
    yield from (*sheet.aims, *sheet.partner_names)
    yield from (row["label"] for row in sheet.budget_lines)
    yield from (row["gives"] for row in sheet.partner_gifts)
