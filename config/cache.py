"""The production cache: Redis, and a small memory of this process while Redis does not answer.

A page, an entrance or a limit never fails because the cache is away: sessions come from the database, and limits are
counted by each process until Redis is back.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

OPERATIONS = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
)


def _or_from_memory(name: str) -> Callable[..., Any]:
    from_redis = getattr(RedisCache, name)

    @wraps(from_redis)
    def operation(self: "SteadyRedisCache", *args: Any, **options: Any) -> Any:
        try:
            return from_redis(self, *args, **options)
        except (RedisError, OSError) as error:
            log.warning("cache: Redis does not answer (%s)", type(error).__name__)
            return getattr(self.spare, name)(*args, **options)

    return operation


class SteadyRedisCache(RedisCache):
    """Each operation goes to Redis; when it fails, to the memory of this process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # Named, so that every thread of the process counts in the same memory.
        self.spare = LocMemCache("espace-spare", {})


for _name in OPERATIONS:
    setattr(SteadyRedisCache, _name, _or_from_memory(_name))
