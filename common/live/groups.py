"""Every group name, in one place, so that a name is never spelled two ways."""

import hashlib

# In the cache: when a session last sent words through a socket.
ACTIVE = "live-active:"


def thread_group(thread_id: int, audience: str, language: str) -> str:
    """Those who read one thread and are shown the same rendering of it."""
    return f"thread.{thread_id}.{audience}.{language}"


def session_mark(session_key: str | None) -> str:
    """How a session is called on the wire between processes: its key lets people in, so it never travels."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32] if session_key else ""


def outside_group(thread_id: int, language: str) -> str:
    """Those who read a public thread without being members: they are shown no name."""
    return f"thread.{thread_id}.outside.{language}"
