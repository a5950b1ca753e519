"""A real Chromium without JavaScript: a citizen's change of rule holds for the next vote, not for the open one."""

from datetime import datetime, timedelta

import pytest

from common import clock
from participation.domain import decisions, operating_rules
from participation.domain.queries import rules as rule_queries
from participation.models import RuleChange
from tests import cast
from tests.journey.window import Window
from tests.participation.core_a import builders
from voting.domain import casting
from voting.models import Vote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
# The server of these tests lives in the present: what must be long past is written as such.
REASON = "On est moins nombreux l'hiver."


def rules_of_the_espace(now: datetime) -> None:
    for key, value, label in (("quorum_min", 8, "Quorum"), ("initiative_min_supporters", 2, "Appuis")):
        operating_rules.establish(
            key=key, value=value, label=label, why="Pour commencer.", basis="jugement", now=now - 90 * DAY
        )


def announced(issue, question: str, *, now: datetime, opens_at: datetime, closes_at: datetime) -> Vote:
    return decisions.put_priority_to_vote(
        by=None,
        issue=issue,
        question=question,
        now=now,
        opens_at=opens_at,
        closes_at=closes_at,
        kind="periode",
    ).vote


def inside(chromium, site: str, name: str) -> Window:
    window = Window(chromium, site)
    window.enters(name)
    return window


def test_a_change_of_rule_is_proposed_supported_voted_and_holds_for_the_next_vote_only(
    chromium, live_site, transactional_db
):
    now = clock.now()
    names = ("zenaide", "rose", "armand")
    known = [cast.citizen(name.title(), username=name, pin=cast.PIN) for name in names]
    others = cast.citizens(8)
    rules_of_the_espace(now)
    issue = builders.issue(now=now - 40 * DAY)
    first = announced(
        issue, "Première question?", now=now - 5 * DAY, opens_at=now - DAY, closes_at=now + 20 * DAY
    )
    decisions.settle(now=now)
    zenaide, rose, armand = (inside(chromium, live_site, name) for name in names)

    # Proposed, then supported by two neighbours.
    zenaide.goes("/regles/quorum_min/")
    zenaide.fills(value="5", reason=REASON)
    zenaide.presses("Proposer ce changement")
    change = RuleChange.objects.get()
    page = f"/regles/changements/{change.pk}/"
    assert zenaide.path == page
    for neighbour in (rose, armand):
        neighbour.goes(page)
        neighbour.presses("J'appuie")
    change.refresh_from_db()
    assert change.state == "en_deliberation"

    # Discussed for the days of the rule, then announced by facilitation and opened by the calendar.
    RuleChange.objects.filter(pk=change.pk).update(deliberation_started_at=now - 30 * DAY)
    change.refresh_from_db()
    vote = decisions.put_rule_change_to_vote(
        by=cast.facilitator(), change=change, now=now - 5 * DAY, opens_at=now - DAY, closes_at=now + 9 * DAY
    ).vote
    decisions.settle(now=now)
    for window in (zenaide, rose, armand):
        window.goes(f"/votes/{vote.pk}/bulletin/")
        window.ticks("choix", "pour")
        window.presses("Continuer")
        window.presses("Déposer mon vote")
    for person in others:
        casting.cast(by=person, vote=vote, choice="pour", now=now)
    assert vote.roll.filter(person__in=known).voted().count() == 3
    decisions.settle(now=now + 9 * DAY + timedelta(minutes=1))

    # The open vote keeps the quorum it was announced with; the next one has the new one.
    later = now + 10 * DAY
    following = announced(
        issue, "Deuxième question?", now=later, opens_at=later + 4 * DAY, closes_at=later + 14 * DAY
    )
    first.refresh_from_db()
    assert (first.state, first.quorum_min, following.quorum_min) == ("ouvert", 8, 5)
    assert rule_queries.value("quorum_min", at=later) == 5
    for voted, needed in ((first, "8"), (following, "5")):
        zenaide.goes(f"/votes/{voted.pk}/")
        assert f"{needed} personnes" in zenaide.text.replace("\u00a0", " ")
    zenaide.goes(page)
    assert "Voir le vote" in zenaide.text
    assert [window.wrong for window in (zenaide, rose, armand)] == [[], [], []]
