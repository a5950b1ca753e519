"""Texts written together that the pack does not tell: proposed changes, an issue in versions, a rule to change."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Person
from participation.domain import (
    amendments,
    issue_versions,
    objections,
    reasons,
    rule_changes,
    supports,
)
from participation.domain.queries import rules as rule_queries
from participation.enums import AmendmentPart, InitiativeState
from participation.models import Initiative, Issue, RuleChange
from participation.rules import issue_writing
from scenario.world import World

RULE, DAYS_PROPOSED = "voting_days", 14
# For and against an initiative in discussion; each in its place.
REASONS = (
    ("pour", 1, "On reste près de chez soi quand ça va mal."),
    ("pour", 2, "On sait à qui téléphoner, le soir comme le jour."),
    ("contre", 1, "Quatre MRC sur huit, c'est la moitié seulement."),
    ("contre", 2, "L'argent finit dans deux ans."),
)
# What is proposed instead, in a change of rule.
OTHERWISE: tuple[dict[str, Any], ...] = (
    {"part": AmendmentPart.VALUE, "value": 12, "why": "Deux jours de plus, c'est assez."},
    {"part": AmendmentPart.REASON, "words": "On vote mieux sans se presser.", "why": "C'est plus simple."},
)
OBJECTIONS = (
    "Il manque de la place pour les familles avec enfants.",
    "Les chambres ferment le jour. Où va-t-on l'hiver?",
)


def show(world: World, *, now: datetime) -> None:
    """In the past days; nothing of it in a pack that has no such thing to write on."""
    discussed = Initiative.objects.filter(state=InitiativeState.DELIBERATING).order_by("-pk").first()
    if discussed is not None:
        _amend(world, discussed, now=now - timedelta(days=4))
        _before_its_vote(world, discussed, now=now - timedelta(days=2))
    written = Issue.objects.filter(state__in=issue_writing.WRITTEN_IN, concerns__isnull=False)
    if (issue := written.order_by("pk").first()) is not None:
        _rewrite(world, issue, now=now - timedelta(days=5))
    _change_a_rule(world, now=now - timedelta(days=6))


def _others(world: World, initiative: Initiative) -> list:
    authors = set(initiative.authors.values_list("pk", flat=True))
    return [one for one in world.citizens() if one.pk not in authors]


def _amend(world: World, initiative: Initiative, *, now: datetime) -> None:
    """One change that its authors kept, one that they did not, one that waits."""
    author, others = initiative.authors.order_by("pk").first(), _others(world, initiative)
    if author is None or len(others) < 3 or initiative.current is None:
        return
    asked = (
        (AmendmentPart.AIMS, "Garder ses animaux avec soi", "Sans son chien, on dort dehors."),
        (AmendmentPart.TITLE, "Un lit pour la nuit", "C'est plus court à dire."),
        (AmendmentPart.REACH, "Compter aussi les enfants", "On les oublie dans les chiffres."),
    )
    made = [
        amendments.propose(
            by=by,
            initiative=initiative,
            part=part,
            words="\n".join([*initiative.current.aims, words]) if part == AmendmentPart.AIMS else words,
            why=why,
            now=now,
        )
        for by, (part, words, why) in zip(others, asked, strict=False)
    ]
    amendments.accept(by=author, amendment=made[0], now=now + timedelta(hours=3))
    amendments.decline(
        by=author,
        amendment=made[1],
        reason="On veut dire que ce n'est pas seulement pour une nuit.",
        now=now + timedelta(hours=4),
    )


def _before_its_vote(world: World, initiative: Initiative, *, now: datetime) -> None:
    """Reasons on both sides; an objection with its answer, and one that was lifted."""
    initiative.refresh_from_db()
    author, others = initiative.authors.order_by("pk").first(), _others(world, initiative)
    if author is None or len(others) < 4:
        return
    for by, (side, slot, text) in zip(others, REASONS, strict=False):
        reasons.write(by=by, subject=initiative, side=side, slot=slot, text=text, seen=0, now=now)
    answered, lifted = (
        objections.object_to(by=by, subject=initiative, text=text, now=now)
        for by, text in zip(others, OBJECTIONS, strict=False)
    )
    for objection, text in (
        (answered, "Une chambre sur trois sera pour une famille."),
        (lifted, "On garde une salle ouverte le jour tout l'hiver."),
    ):
        objections.answer(by=author, objection=objection, text=text, now=now + timedelta(hours=5))
    objections.lift(by=lifted.author, objection=lifted, now=now + timedelta(hours=9))


def _rewrite(world: World, issue: Issue, *, now: datetime) -> None:
    """Told three times: as facilitation began it, then with those whose concern is in it."""
    concern = issue.concerns.filter(author__in=world.citizens()).order_by("pk").first()
    if concern is None:
        return
    told = (
        (world.facilitator(), f"{issue.title}. Nous sommes plusieurs à le vivre.", "On parle au « nous »."),
        (
            concern.author,
            f"{issue.title}. Nous sommes plusieurs à le vivre, en ville comme dans les rangs.",
            "Dans les rangs aussi, on le vit.",
        ),
    )
    for place, (by, text, reason) in enumerate(told):
        latest = issue.versions.order_by("-number").values_list("number", flat=True).first() or 0
        issue_versions.rewrite(
            by=by, issue=issue, text=text, reason=reason, based_on=latest, now=now + timedelta(days=place)
        )


def _change_a_rule(world: World, *, now: datetime) -> None:
    """A change that citizens support and discuss now."""
    citizens = world.citizens()
    rule = rule_queries.current(now).get(RULE)
    needed = rule_queries.value("initiative_min_supporters", at=now)
    if rule is None or rule.value == DAYS_PROPOSED or len(citizens) <= needed:
        return
    change = rule_changes.propose(
        by=citizens[0],
        key=RULE,
        value=DAYS_PROPOSED,
        reason="Dix jours, c'est court quand on attend le courrier.",
        now=now,
    )
    for person in citizens[1 : needed + 1]:
        supports.support_rule_change(by=person, change=change, now=now + timedelta(hours=2))
    change.refresh_from_db()
    reasons.write(
        by=citizens[1],
        subject=change,
        side="pour",
        slot=1,
        text="Le papier a le temps d'aller et de revenir.",
        seen=0,
        now=now + timedelta(hours=6),
    )
    reasons.write(
        by=citizens[2],
        subject=change,
        side="contre",
        slot=1,
        text="Plus c'est long, plus on oublie de voter.",
        seen=0,
        now=now + timedelta(hours=7),
    )
    _said_otherwise(citizens, change, now=now + timedelta(hours=8))


def _said_otherwise(citizens: list[Person], change: RuleChange, *, now: datetime) -> None:
    """An objection with its answer, and two other ways to say it: one waits, one is not kept."""
    if len(citizens) < 8:
        return
    objection = objections.object_to(
        by=citizens[5], subject=change, text="Plus c'est long, plus on oublie de voter.", now=now
    )
    objections.answer(
        by=citizens[0],
        objection=objection,
        text="On envoie un rappel à mi-chemin.",
        now=now + timedelta(hours=3),
    )
    made = [
        amendments.propose_to_rule(by=by, change=change, now=now, **said)
        for by, said in zip(citizens[6:8], OTHERWISE, strict=True)
    ]
    amendments.decline(
        by=citizens[0],
        amendment=made[1],
        reason="Le courrier, c'est la vraie raison.",
        now=now + timedelta(hours=4),
    )
