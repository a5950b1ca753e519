"""Attempts by a call of the domain. Each answers « accepte », « refuse », or says what got through."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.domain.queries import people
from common.dates import local_day
from common.exceptions import Refused
from participation.domain import operating_rules, reviews, stages, transmissions
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import transmissions as transmission_queries
from participation.enums import InitiativeState, ReviewResult
from participation.models import Initiative, Transmission
from scenario import rows
from scenario.world import World
from voting.domain import annulling, casting, closing
from voting.domain.queries import results
from voting.enums import Choice
from voting.models import Vote
from voting.rules import visibility

REFUSED, ACCEPTED = "refuse", "accepte"
REFUSING, APPROVING = ("refuser", "non_retenue", "non_approuvee"), ("approuver", "retenue", "approuvee")


def _all(*calls: Callable[[], object]) -> str:
    """« refuse » when every way in is closed, « accepte » when every one is open."""
    answers = [_one(call) for call in calls]
    return answers[0] if len(set(answers)) == 1 else "refused in some ways only"


def _one(call: Callable[[], object]) -> str:
    try:
        with transaction.atomic():
            call()
            transaction.set_rollback(True)
    except Refused:
        return REFUSED
    except IntegrityError:
        return REFUSED  # the triggers and constraints have the last word
    return ACCEPTED


def _vote(world: World, attempt: rows.AttemptRow) -> Vote:
    return Vote.objects.get(pk=world.get("votes", attempt.vote or "").vote_id)


def vote(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    actor, voted = world.person(attempt.actor), _vote(world, attempt)
    return _one(lambda: casting.cast(by=actor, vote=voted, choice=Choice.FOR, now=now))


def _decide(world: World, attempt: rows.AttemptRow, now: datetime, *, to: str, words: tuple[str, ...]) -> str:
    """Moving the initiative, and answering what was sent about it with a word that decides."""
    actor = world.person(attempt.actor)
    initiative: Initiative = world.get("initiatives", attempt.target or "")
    ways: list[Callable[[], object]] = [lambda: stages.move(initiative, to=to, by=actor, now=now)]
    for sent in Transmission.objects.filter(initiative=initiative).order_by("pk"):
        ways += [_answering(sent, actor, word, now) for word in words]
    return _all(*ways)


def _answering(sent: Transmission, actor, word: str, now: datetime) -> Callable[[], object]:
    return lambda: transmissions.respond(
        by=actor, transmission=sent, kind=word, reason="Essai.", plain_words="Essai.", now=now
    )


def refuse_initiative(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    return _decide(world, attempt, now, to=InitiativeState.NOT_APPROVED, words=REFUSING)


def approve_initiative(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    return _decide(world, attempt, now, to=InitiativeState.APPROVED, words=APPROVING)


def annul(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    actor, second, voted = world.person(attempt.actor), world.facilitator(), _vote(world, attempt)
    return _all(
        lambda: annulling.annul(by=actor, second=second, vote=voted, reason="Essai.", now=now),
        lambda: annulling.annul(by=second, second=actor, vote=voted, reason="Essai.", now=now),
    )


def find_eligible(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    actor, initiative = world.person(attempt.actor), world.get("initiatives", attempt.target or "")
    return _one(
        lambda: reviews.review(
            by=actor,
            initiative=initiative,
            result=ReviewResult.ELIGIBLE,
            plain_reason="",
            rule_cited="",
            now=now,
        )
    )


def see_choices(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    actor, voted = world.person(attempt.actor), _vote(world, attempt)
    capacity = people.capacity(actor, on=local_day(now))
    return _all(
        lambda: visibility.check_sees_choices(voted, capacity),
        lambda: results.result(vote=voted, viewer=actor, now=now),
    )


def close_early(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    voted = _vote(world, attempt)
    return _one(lambda: closing.close(vote=voted, now=now))


def change_rule(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """A new version without the Espace's vote, and the frozen copy itself."""
    actor, decision = world.person(attempt.actor), world.get("votes", attempt.vote or "")
    value = rule_queries.value("quorum_min", at=now) + 1
    frozen = Vote.objects.filter(pk=decision.vote_id)
    return _all(
        lambda: operating_rules.change(by=actor, key="quorum_min", value=value, now=now, decision=decision),
        lambda: frozen.update(quorum_min=value),
    )


def see_author(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """The concern itself, and its author's name in any dossier of the Table."""
    actor, concern = world.person(attempt.actor), world.get("concerns", attempt.target or "")
    capacity = people.capacity(actor, on=local_day(now))
    read = [
        f"{one.transmission.title} {one.transmission.body}"
        for one in transmission_queries.public_answers(local_day(now))
    ]
    if any(concern.author.display_name in words for words in read):
        return ACCEPTED
    return _one(lambda: concern_queries.visible_concern(concern.pk, viewer=actor, capacity=capacity))


TRIES = {
    "voter": vote,
    "voter_web": vote,
    "refuser_initiative": refuse_initiative,
    "approuver_initiative": approve_initiative,
    "annuler_vote": annul,
    "marquer_admissible": find_eligible,
    "voir_choix_individuels": see_choices,
    "fermer_avant_heure": close_early,
    "changer_regle_pendant_vote": change_rule,
    "voir_identite_auteur": see_author,
}
