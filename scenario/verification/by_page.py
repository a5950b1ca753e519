"""The same attempts by pages, as a browser would: « accepte » only when something really happened."""

from datetime import datetime

from accounts.models import Person
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, ReviewResult
from participation.models import Transmission
from scenario import rows
from scenario.verification.browser import Page, address, ask, pages_of
from scenario.world import World
from voting.enums import Choice, VoteState
from voting.models import RollEntry, Vote

REFUSED, ACCEPTED = "refuse", "accepte"
DECIDING = ("approuver", "refuser", "approuvee", "non_approuvee", "approve", "reject")


def _post(actor: Person, now: datetime, paths: list[str | None], data: dict[str, str]) -> list[Page]:
    """Every address that exists or that somebody could guess."""
    return [ask(actor, path, now=now, data=data) for path in paths if path]


def _vote(world: World, attempt: rows.AttemptRow) -> Vote:
    return Vote.objects.get(pk=world.get("votes", attempt.vote or "").vote_id)


def vote(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """The ballot page must offer nothing to send, and sending must put nothing in the urn."""
    actor, voted = world.person(attempt.actor), _vote(world, attempt)
    entry = RollEntry.objects.filter(vote=voted, person=actor)
    before = list(entry.values_list("voted_on", "channel"))
    sending = [address(f"voting:{name}", voted.pk) or "" for name in ("cast", "check")]
    ballot = ask(actor, address("voting:ballot", voted.pk) or "", now=now)
    is_offered = any(path in ballot.sendable for path in sending)
    sent = ask(actor, sending[0], now=now, data={"choix": Choice.FOR})
    is_kept = list(entry.values_list("voted_on", "channel")) != before
    if sent.is_refusal and not is_offered and not is_kept:
        return REFUSED
    is_received = not sent.is_refusal and sent.location == address("voting:receipt", voted.pk)
    return ACCEPTED if is_received else f"{sent.status}{' offered' * is_offered}{' kept' * is_kept}"


def decide(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """No page of the Table offers to approve or refuse, and sending such an answer is refused."""
    actor, initiative = world.person(attempt.actor), world.get("initiatives", attempt.target or "")
    before = initiative.state
    pages = pages_of(actor, now=now, first=(address("participation:initiative", initiative.pk) or "",))
    offering = [path for path, page in pages.items() if any(page.offers(word) for word in DECIDING)]
    guessed = [f"/initiatives/{initiative.pk}/{word}/" for word in ("approuver", "refuser")]
    sent = _post(actor, now, guessed, {"kind": "approuver"})
    for about in Transmission.objects.filter(initiative=initiative).order_by("pk"):
        for word in DECIDING:
            data = {"kind": word, "reason": "Essai.", "plain_words": "Essai.", "confirm": "1"}
            sent += _post(actor, now, [address("participation:respond", about.pk)], data)
    initiative.refresh_from_db()
    is_closed = all(page.is_refusal for page in sent) and not offering and initiative.state == before
    return REFUSED if is_closed else f"offered by {offering}, answers {[page.status for page in sent]}"


def annul(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    return _act_on_vote(world, attempt, now, ("annul", "cancel"), ("annuler",))


def close_early(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    return _act_on_vote(world, attempt, now, ("close",), ("fermer", "clore"))


def _act_on_vote(
    world: World, attempt: rows.AttemptRow, now: datetime, names: tuple[str, ...], words: tuple[str, ...]
) -> str:
    actor, voted = world.person(attempt.actor), _vote(world, attempt)
    paths = [address(f"voting:{name}", voted.pk) for name in names] + [
        f"/votes/{voted.pk}/{word}/" for word in words
    ]
    page = ask(actor, address("voting:vote", voted.pk) or "", now=now)
    sent = _post(actor, now, paths, {"reason": "Essai.", "raison": "Essai."})
    is_offered = any(page.offers(word) for word in words)
    is_same = Vote.objects.get(pk=voted.pk).state == voted.state
    if is_same and not is_offered and all(one.is_refusal for one in sent):
        return REFUSED
    return ACCEPTED if not is_same else f"answers {[one.status for one in sent]}{' offered' * is_offered}"


def find_eligible(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """Accepted when the initiative really becomes eligible."""
    actor, initiative = world.person(attempt.actor), world.get("initiatives", attempt.target or "")
    path = address("participation:review_answer", initiative.pk)
    data = {
        "result": ReviewResult.ELIGIBLE,
        "plain_reason": "",
        "rule_cited": "",
        "condition": "",
        "version": initiative.versions.count(),
        "confirm": "1",
    }
    sent = _post(actor, now, [path], data)
    initiative.refresh_from_db()
    if initiative.state == InitiativeState.ELIGIBLE:
        return ACCEPTED
    return REFUSED if sent and all(page.is_refusal for page in sent) else "no page to answer on"


def see_choices(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """Nothing that tells who chose what, nor how many chose it, at any address."""
    actor, voted = world.person(attempt.actor), _vote(world, attempt)
    closed = [address("voting:minutes", voted.pk), f"/api/v1/votes/{voted.pk}/result/"]
    closed += [f"/votes/{voted.pk}/{word}/" for word in ("choix", "bulletins", "resultat")]
    answers = [ask(actor, path, now=now) for path in closed if path]
    page = ask(actor, address("voting:vote", voted.pk) or "", now=now)
    names = list(voted.roll.filter(voted_on__isnull=False).values_list("person__display_name", flat=True))
    is_named = any(name in page.text for name in names)
    is_closed = all(one.is_refusal for one in answers) and page.status == 200 and not is_named
    return REFUSED if is_closed else f"answers {[one.status for one in answers]}{' names' * is_named}"


def change_rule(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """The rules of the Espace and the frozen copy stay as they are, whatever is sent."""
    actor, voted = world.person(attempt.actor), _vote(world, attempt)
    before = rule_queries.value("quorum_min", at=now)
    paths = [_rule_page("quorum_min"), f"/votes/{voted.pk}/regles/"]
    data = {"value": str(before + 1), "reason": "Essai.", "quorum_min": str(before + 1), "confirm": "1"}
    sent = _post(actor, now, paths, data)
    is_same = rule_queries.value("quorum_min", at=now) == before
    is_frozen = Vote.objects.get(pk=voted.pk).quorum_min == voted.quorum_min
    if is_same and is_frozen and voted.state == VoteState.OPEN and all(one.is_refusal for one in sent):
        return REFUSED
    return ACCEPTED if not (is_same and is_frozen) else f"answers {[one.status for one in sent]}"


def _rule_page(key: str) -> str | None:
    return address("participation:rule", key)


def see_author(world: World, attempt: rows.AttemptRow, now: datetime) -> str:
    """The concern answers like a missing one, and no page within reach says the author's name."""
    actor, concern = world.person(attempt.actor), world.get("concerns", attempt.target or "")
    asked = ask(actor, address("participation:concern", concern.pk) or "", now=now)
    pages = pages_of(actor, now=now)
    naming = [path for path, page in pages.items() if concern.author.display_name in page.text]
    if asked.status == 404 and not naming and len(pages) > 1:
        return REFUSED
    return f"concern {asked.status}, named by {naming}, {len(pages)} pages"


TRIES = {
    "voter": vote,
    "voter_web": vote,
    "refuser_initiative": decide,
    "approuver_initiative": decide,
    "annuler_vote": annul,
    "marquer_admissible": find_eligible,
    "voir_choix_individuels": see_choices,
    "fermer_avant_heure": close_early,
    "changer_regle_pendant_vote": change_rule,
    "voir_identite_auteur": see_author,
}
