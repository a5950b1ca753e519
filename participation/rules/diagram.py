"""Pictures of the lives, drawn from the tables themselves (docs/cheminement.md is compared by a test)."""

from participation.rules import lifecycles

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
}
HEADING = """# Le cheminement

Chaque chose avance par ces passages, et par aucun autre. Ces dessins sortent des tables du code
(`participation/rules/lifecycles/`) : `./run manage diagrams` les refait, un test les compare.
La vie d'un vote est dans `voting/rules/lifecycle.py`.
"""


def mermaid(noun: str) -> str:
    """One life as a Mermaid state diagram: an arrow per move, with who makes it."""
    table = lifecycles.TABLES[noun]
    reached = {row.to for row in table}
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {state}" for state in lifecycles.NEXT[noun] if state not in reached]
    for row in table:
        actors = ", ".join(WHO[role] for role in sorted(row.who))
        lines += [f"    {origin} --> {row.to}: {actors}" for origin in row.from_states]
    lines += [f"    {state} --> [*]" for state in _ends(noun)]
    return "\n".join(lines)


def _ends(noun: str) -> list[str]:
    left = {origin for row in lifecycles.TABLES[noun] for origin in row.from_states}
    return [state for state in lifecycles.NEXT[noun] if state not in left]


def document() -> str:
    """The whole of docs/cheminement.md."""
    parts = [HEADING]
    for noun, title in TITLES.items():
        parts.append(f"## {title}\n\n```mermaid\n{mermaid(noun)}\n```\n")
    return "\n".join(parts)
