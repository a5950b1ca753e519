"""Loaded by pytest before the settings (`-p config.pytest_env`): marks the run as a test.

With only DATABASE_URL and REDIS_URL set, the rest of a production environment gets harmless values.
"""

import os
import uuid

os.environ["ESPACE_TESTING"] = "1"
if os.environ.get("DATABASE_URL") or os.environ.get("REDIS_URL"):
    os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
    os.environ.setdefault("ALLOWED_ORIGINS", "http://localhost:8000")

_cache_scope = [""]


def new_cache_scope() -> None:
    """Forget what is cached by changing every key: emptying a shared Redis would touch what is not ours."""
    _cache_scope[0] = uuid.uuid4().hex


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """`KEY_FUNCTION` of the cache while testing."""
    return f"test:{_cache_scope[0]}:{key_prefix}:{version}:{key}"
