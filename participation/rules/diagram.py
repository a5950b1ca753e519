"""Pictures of the lives, drawn from the tables themselves (docs/cheminement.md is compared by a test)."""

from collections.abc import Iterable

from participation.rules import lifecycles
from voting.enums import VoteState
from voting.rules import lifecycle as vote_lifecycle

TITLES = {
    "concern": "Une préoccupation",
    "issue": "Un enjeu",
    "initiative": "Une initiative",
    "transmission": "Un envoi à la Table",
    "rule_change": "Un changement de règle",
}
WHO = {
    "citizen": "citoyenne ou citoyen",
    "author": "autrice ou auteur",
    "facilitator": "animation",
    "support": "soutien",
    "crd_agent": "agente ou agent du CRD",
    "mrc_resource": "ressource de la MRC",
    "signatory": "partenaire signataire",
    "carrier": "organisme porteur",
    "table_member": "Table",
    "system": "automatique",
    "counters": "deux personnes qui comptent le papier",
    "two_people": "deux personnes d'employeurs différents",
}
HEADING = """# Le cheminement

Chaque chose avance par ces passages, et par aucun autre. Ces dessins sortent des tables du code
(`participation/rules/lifecycles/` et `voting/rules/lifecycle.py`) : `./run manage diagrams` les refait, un test les compare.
"""


def mermaid(noun: str) -> str:
    """One life as a Mermaid state diagram: an arrow per move, with who makes it."""
    moves = [
        (origin, row.to, sorted(row.who)) for row in lifecycles.TABLES[noun] for origin in row.from_states
    ]
    return _drawing(moves, lifecycles.NEXT[noun])


def mermaid_of_a_vote() -> str:
    """The vote's own life, from the voting engine's table."""
    moves = [(row.source, row.target, row.who) for row in vote_lifecycle.TRANSITIONS]
    return _drawing(moves, VoteState.values)


def _drawing(moves: Iterable[tuple[str, str, Iterable[str]]], states: Iterable[str]) -> str:
    moves = list(moves)
    reached, left = {to for _origin, to, _who in moves}, {origin for origin, _to, _who in moves}
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {state}" for state in states if state not in reached]
    lines += [f"    {origin} --> {to}: {', '.join(WHO[role] for role in who)}" for origin, to, who in moves]
    return "\n".join(lines + [f"    {state} --> [*]" for state in states if state not in left])


def document() -> str:
    """The whole of docs/cheminement.md."""
    parts = [HEADING]
    for noun, title in TITLES.items():
        parts.append(f"## {title}\n\n```mermaid\n{mermaid(noun)}\n```\n")
    parts.append(f"## Un vote\n\n```mermaid\n{mermaid_of_a_vote()}\n```\n")
    return "\n".join(parts)
