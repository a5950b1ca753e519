"""What stands behind the addresses of the round before a vote: reasons, objections, private questions."""

from datetime import datetime, timedelta
from typing import Any

from participation.domain import amendments, help_offers, objections, reasons, step_backs
from participation.models import Concern, Initiative, RuleChange
from tests import cast


def before_a_vote(world: Any) -> dict[str, int | str]:
    """« Le taxi du rang » and a change of rule are discussed: one objection by the citizen, one that waits for its answer, one question."""
    talked, now = Initiative.objects.get(title="Le taxi du rang"), cast.NOW - timedelta(days=5)
    citizen, author = world.people["citizen"], world.people["author"]
    reasons.write(
        by=citizen, subject=talked, side="pour", slot=1, text="On sort du rang le soir.", seen=0, now=now
    )
    written = reasons.write(
        by=citizen, subject=talked, side="pour", slot=1, text="On sort enfin du rang.", seen=1, now=now
    )
    assert written is not None
    asked = step_backs.ask(
        by=citizen, initiative=talked, person=author, reason="Le taxi est à sa famille.", now=now
    )
    mine = objections.object_to(
        by=citizen, subject=talked, text="Le trajet est long pour mes reins.", now=now
    )
    waiting = objections.object_to(
        by=world.voters[4], subject=talked, text="Personne ne conduit la nuit.", now=now
    )
    objections.answer(by=author, objection=mine, text="On fera deux arrêts.", now=now)
    return {
        "reason": written.pk,
        "objection": mine.pk,
        "open_objection": waiting.pk,
        "step_back_asked": asked.pk,
        **_of_a_rule(world, now=now),
        "help_offered": _help(world, now=now),
    }


def _of_a_rule(world: Any, *, now: datetime) -> dict[str, int | str]:
    """One objection, and another reason that waits for the author of the change."""
    change = RuleChange.objects.get(pk=world.ids["rule_change"])
    objections.object_to(by=world.voters[4], subject=change, text="Dix jours suffisent déjà.", now=now)
    proposed = amendments.propose_to_rule(
        by=world.people["citizen"],
        change=change,
        part="raison",
        words="Une fin de semaine de plus, pour qui travaille.",
        why="C'est plus clair.",
        now=now,
    )
    return {"rule_amendment": proposed.pk}


def _help(world: Any, *, now: datetime) -> int:
    """Facilitation offers help to the author of what waits to be read."""
    waiting = Concern.objects.get(pk=world.ids["waiting_concern"])
    return help_offers.offer(
        by=world.people["facilitator"], concern=waiting, words="On peut appeler avec toi.", now=now
    ).pk
