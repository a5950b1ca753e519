"""Every group name, in one place, so that a name is never spelled two ways."""


def thread_group(thread_id: int, audience: str) -> str:
    """Those who read one thread and are shown the same rendering of it."""
    return f"thread.{thread_id}.{audience}"
