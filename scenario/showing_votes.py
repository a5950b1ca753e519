"""What the pack does not tell of the vote that is open: the reasons and the objections before it was announced."""

from datetime import datetime, timedelta

from participation.domain import objections, reasons
from participation.models import Initiative
from scenario import dates, rows
from scenario.chronology import Chronology
from scenario.timeline import Timeline
from scenario.world import World

REASONS = (
    ("pour", 1, "Les enfants ont ce qu'il faut le premier jour."),
    ("pour", 2, "Personne ne demande de papier ni de preuve."),
    ("pour", 3, "Ce qui ne sert plus sert encore."),
    ("contre", 1, "Deux MRC seulement pour commencer."),
    ("contre", 2, "Il faut une auto pour aller chercher les choses."),
)
TOO_FAR, NO_SIZES = "C'est loin pour qui n'a pas d'auto.", "Il n'y aura pas toutes les grandeurs."
ANSWER = "Le comptoir ira dans les écoles une fois par mois."


def schedule(timeline: Timeline, times: Chronology) -> None:
    """Two days before the announcement of the first vote on an initiative that is open in the pack."""
    found = [vote for vote in times.pack.votes if vote.subject_kind == "initiative" and vote.as_of]
    for vote in found[:1]:
        at = dates.plus_days(times.announced_at(vote), -2)
        timeline.add(at, f"{vote.id} reasons and objections", _before(vote))


def _before(vote: rows.VoteRow):
    def run(world: World, now: datetime) -> None:
        initiative: Initiative = world.get("initiatives", vote.subject)
        authors = set(initiative.authors.values_list("pk", flat=True))
        others = [one for one in world.citizens() if one.pk not in authors]
        for by, (side, slot, text) in zip(others, REASONS, strict=False):
            reasons.write(by=by, subject=initiative, side=side, slot=slot, text=text, seen=0, now=now)
        answered = objections.object_to(by=others[0], subject=initiative, text=TOO_FAR, now=now)
        objections.object_to(by=others[1], subject=initiative, text=NO_SIZES, now=now)
        author = initiative.authors.order_by("pk").first()
        assert author is not None
        objections.answer(by=author, objection=answered, text=ANSWER, now=now + timedelta(hours=6))
        objections.keep(by=others[0], objection=answered, now=now + timedelta(hours=8))

    return run
