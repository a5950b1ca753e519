"""Tell readers, after commit. A lost broadcast never loses data: clients ask for what came after what they have."""

import json
import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction

from common.live.groups import ACTIVE, session_mark
from common.live.hub import current_hub

logger = logging.getLogger(__name__)


def publish(group: str, payload: dict[str, Any] | str) -> None:
    """Once the transaction is committed, send `payload` (a frame, or its ready-made JSON text) to `group`."""
    text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False, default=str)
    transaction.on_commit(lambda: _quietly(lambda: current_hub().publish(group, text)))


def disconnect_person(person_id: int) -> None:
    """Once committed, close all of that person's sockets, in every process: their rights have changed."""
    transaction.on_commit(lambda: _quietly(lambda: current_hub().disconnect(person_id)))


def disconnect_session(session_key: str) -> None:
    """Once committed, close the sockets that this session opened, in every process: it has ended."""
    mark = session_mark(session_key)
    transaction.on_commit(lambda: _quietly(lambda: current_hub().disconnect_session(mark)))


def last_active(session_key: str) -> float:
    """When somebody last sent words through a socket of this session (seconds since 1970); 0 when not lately."""
    return float(cache.get(f"{ACTIVE}{session_mark(session_key)}") or 0)


def _quietly(tell: Callable[[], None]) -> None:
    """The work is saved: a broker that is away must not turn a success into an error page."""
    try:
        tell()
    except Exception as error:
        logger.warning("live: could not broadcast (%s)", type(error).__name__)
