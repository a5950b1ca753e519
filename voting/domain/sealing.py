"""Secrets at rest: encrypted with the site's key, so that a copy of the database alone opens nothing."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _sealer(keys: tuple[str, ...]) -> MultiFernet:
    digests = (hashlib.sha256(f"voting.urn:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _ours() -> MultiFernet:
    return _sealer((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def seal(text: str) -> str:
    """Another text each time: it says nothing of what is inside, nor of when."""
    return _ours().encrypt_at_time(text.encode(), 0).decode()


def unseal(sealed: str) -> str:
    return _ours().decrypt(sealed.encode()).decode()
