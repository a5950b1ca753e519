"""Loaded by pytest before the settings (`-p config.pytest_env`): marks the run as a test.

With only DATABASE_URL and REDIS_URL set, the rest of a production environment gets harmless values.
"""

import os

os.environ["ESPACE_TESTING"] = "1"
if os.environ.get("DATABASE_URL") or os.environ.get("REDIS_URL"):
    os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
    os.environ.setdefault("ALLOWED_ORIGINS", "http://localhost:8000")
