"""Each noun of the pack, created through the domain. `schedule_all` puts every act on the timeline."""

from scenario.chronology import Chronology
from scenario.loading import (
    calendar,
    concerns,
    initiatives,
    issues,
    people,
    realisation,
    region,
    rules,
    scrutineers,
    threads,
    transmissions,
    votes,
)
from scenario.timeline import Timeline

NOUNS = (
    region,
    rules,
    calendar,
    people,
    scrutineers,
    concerns,
    issues,
    initiatives,
    transmissions,
    votes,
    realisation,
    threads,
)


def schedule_all(timeline: Timeline, times: Chronology) -> None:
    """In the order of the nouns, which is the order of acts at one same instant."""
    for noun in NOUNS:
        noun.schedule(timeline, times)
