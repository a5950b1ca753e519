"""Whether a session or a token went through the second step: asked at every door, answered here alone."""

from collections.abc import MutableMapping
from typing import Any

from knox.models import AuthToken

from accounts.domain import factors
from accounts.models import Person, ProvenToken

KEY = "second_step"


def remember(session: MutableMapping[str, Any], person: Person, *, factor: int) -> None:
    """This session went through. `factor`: the row that proved it, 0 for a recovery code."""
    session[KEY] = {"person": person.pk, "factor": factor}


def factor_of(session: Any, person: Person) -> int | None:
    """What proved this session, 0 for a recovery code; None when it went through nothing."""
    kept = session.get(KEY) if session is not None else None
    if not isinstance(kept, dict) or kept.get("person") != person.pk:
        return None
    return kept.get("factor", 0)


def forget(session: MutableMapping[str, Any]) -> None:
    session.pop(KEY, None)


def session_passes(session: Any, person: Person) -> bool:
    """The session went through for this very person, with something that is still theirs."""
    factor = factor_of(session, person)
    return factor is not None and factors.still_proves(person, factor)


def remember_token(token: AuthToken, *, factor: int) -> None:
    ProvenToken.objects.create(token=token, factor=factor)


def token_passes(token: AuthToken, person: Person) -> bool:
    proven = ProvenToken.objects.filter(token=token).first()
    return proven is not None and factors.still_proves(person, proven.factor)
