"""What comes first today, in the region and in each MRC, and what each issue touches of it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Territory
from participation.models import Issue, IssuePriority, Priority, PriorityList


@dataclass(frozen=True)
class Current:
    """The list of today of the region (no territory) or of one MRC, in its order."""

    list: PriorityList
    lines: tuple[Priority, ...]

    @property
    def territory(self) -> Territory | None:
        return self.list.territory


def current_lists(*, only: Territory | None = None, of_region: bool = False) -> list[Current]:
    """The region's first, then the MRCs from west to east: two queries, one when nothing was written.

    `of_region`: the region's alone; `only`: that MRC's alone.
    """
    found = PriorityList.objects.select_related("territory").latest_first()
    if only is not None or of_region:
        found = found.filter(territory=only)
    latest: dict[int | None, PriorityList] = {}
    for one in found:
        latest.setdefault(one.territory_id, one)
    if not latest:
        return []
    lines: dict[int, list[Priority]] = {}
    for line in Priority.objects.filter(list__in=latest.values()).order_by("list_id", "position"):
        lines.setdefault(line.list_id, []).append(line)
    inside = [Current(one, tuple(lines[one.pk])) for one in latest.values()]
    return sorted(inside, key=lambda one: one.territory.position if one.territory else 0)


def current(territory: Territory | None) -> Current | None:
    found = current_lists(only=territory, of_region=territory is None)
    return found[0] if found else None


def before(territory: Territory | None) -> QuerySet[PriorityList]:
    """The lists that came before, the latest first."""
    found = PriorityList.objects.filter(territory=territory).latest_first().prefetch_related("lines")
    latest = found.values("pk")[:1]
    return found.exclude(pk__in=list(latest.values_list("pk", flat=True)))


def touched_by(issue: Issue) -> set[int]:
    """The priorities that this issue touches (primary keys), of today and of before."""
    return set(IssuePriority.objects.filter(issue=issue).values_list("priority_id", flat=True))
