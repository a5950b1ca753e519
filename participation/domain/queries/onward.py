"""Where a concern goes on once it is no longer alone: the issue it joined, or the initiative that came from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from participation.domain.queries import paths, timeline
from participation.enums import ConcernState, InitiativeState
from participation.models import Concern, Initiative, Issue


@dataclass(frozen=True)
class Onward:
    """The public state of that issue or initiative, and its next step. Nobody's words."""

    title: str
    path: str
    here: str
    step: timeline.Step


def things_of(concerns: Iterable[Concern]) -> dict[int, Issue | Initiative]:
    """By concern: what everybody may read. The newest initiative that was not taken back."""
    concerns = list(concerns)
    found: dict[int, Issue | Initiative] = {
        one.pk: one.issue for one in concerns if one.state == ConcernState.GROUPED and one.issue is not None
    }
    born = [one.pk for one in concerns if one.state == ConcernState.BECAME_INITIATIVE]
    if born:
        rows = Initiative.from_concerns.through.objects.filter(concern_id__in=born)
        rows = rows.exclude(initiative__state=InitiativeState.WITHDRAWN).select_related("initiative__current")
        found |= {row.concern_id: row.initiative for row in rows.order_by("initiative_id")}
    return found


def told(thing: Issue | Initiative, step: timeline.Step) -> Onward:
    return Onward(thing.title, paths.path_of(thing), str(thing.get_state_display()), step)


def of_concern(concern: Concern, *, now: datetime) -> Onward | None:
    """None while it is alone, or when what came of it was taken back."""
    thing = things_of([concern]).get(concern.pk)
    return told(thing, timeline.story(thing, now=now).step) if thing is not None else None
