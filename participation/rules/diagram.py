"""Pictures of the lives, drawn from the tables themselves (docs/cheminement.md is compared by a test)."""

from collections.abc import Iterable

from deliberation.enums import AppealState, ThreadState, TurnState
from deliberation.rules import appeals, turns
from deliberation.rules import lifecycle as thread_lifecycle
from participation.enums import AmendmentState, AnswerState
from participation.rules import amending, answering, lifecycles
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
    "secretary": "secrétariat de la Table",
    "system": "automatique",
    "counters": "deux personnes qui comptent le papier",
    "scrutineers": "toutes les personnes qui ont une clé",
    "two_people": "deux personnes d'employeurs différents",
    "withdrawal": "retrait par les autrices ou auteurs",
    "readers": "deux personnes tirées au sort et une autre de l'animation",
    "speaker": "la personne, ou le temps qui passe",
    "amender": "la personne qui propose",
}
HEADING = """# Le cheminement

Chaque chose avance par ces passages, et par aucun autre. Ces dessins sortent des tables du code
(`participation/rules/lifecycles/`, `voting/rules/lifecycle.py`, `deliberation/rules/`) : `./run manage diagrams` les refait, un test les compare.
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


def mermaid_of_a_thread() -> str:
    """Only facilitation moves a thread; a closed one is not opened again. It begins open."""
    moves = [(origin, to, ("facilitator",)) for origin, to in thread_lifecycle.TRANSITIONS]
    return _drawing(moves, ThreadState.values, begins=ThreadState.OPEN)


def mermaid_of_a_turn() -> str:
    moves = [(origin, to, ("speaker",)) for origin, to in turns.TRANSITIONS]
    return _drawing(moves, TurnState.values)


def mermaid_of_an_amendment() -> str:
    """An author answers, or its own author takes it back; an answer is given once."""
    moves = [(row.source, row.target, (row.who,)) for row in amending.TRANSITIONS]
    return _drawing(moves, AmendmentState.values)


def mermaid_of_a_second_look() -> str:
    """`facilitator` of the table is the other facilitator among the readers."""
    moves = [
        (row.source, row.target, [role for role in row.who if role != "facilitator"])
        for row in appeals.TRANSITIONS
    ]
    return _drawing(moves, AppealState.values)


def mermaid_of_an_answer() -> str:
    """The Table's answer, from draft to published; only the Table sees it before."""
    moves = [(row.source, row.target, row.who) for row in answering.TRANSITIONS]
    return _drawing(moves, AnswerState.values, begins=AnswerState.DRAFT)


def _drawing(
    moves: Iterable[tuple[str, str, Iterable[str]]], states: Iterable[str], *, begins: str = ""
) -> str:
    moves = list(moves)
    reached, left = {to for _origin, to, _who in moves}, {origin for origin, _to, _who in moves}
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {state}" for state in states if state not in reached or state == begins]
    lines += [f"    {origin} --> {to}: {', '.join(WHO[role] for role in who)}" for origin, to, who in moves]
    return "\n".join(lines + [f"    {state} --> [*]" for state in states if state not in left])


def document() -> str:
    """The whole of docs/cheminement.md."""
    parts = [HEADING]
    for noun, title in TITLES.items():
        parts.append(f"## {title}\n\n```mermaid\n{mermaid(noun)}\n```\n")
    parts.append(f"## Un changement proposé à un texte\n\n```mermaid\n{mermaid_of_an_amendment()}\n```\n")
    parts.append(f"## Une réponse de la Table\n\n```mermaid\n{mermaid_of_an_answer()}\n```\n")
    parts.append(f"## Un vote\n\n```mermaid\n{mermaid_of_a_vote()}\n```\n")
    parts.append(f"## Un fil\n\n```mermaid\n{mermaid_of_a_thread()}\n```\n")
    parts.append(f"## Un tour de parole\n\n```mermaid\n{mermaid_of_a_turn()}\n```\n")
    parts.append(f"## Une relecture\n\n```mermaid\n{mermaid_of_a_second_look()}\n```\n")
    return "\n".join(parts)
