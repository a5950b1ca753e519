"""The cache never takes a page down with it."""

import pytest
from django.core.cache.backends.locmem import LocMemCache

from config.cache import OPERATIONS, SteadyRedisCache

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def cache():
    found = SteadyRedisCache(NOBODY_LISTENS, {"OPTIONS": {"socket_connect_timeout": 0.2}})
    found.spare.clear()
    yield found
    found.spare.clear()


def test_without_redis_this_process_remembers_by_itself(cache):
    first, again = cache.add("tries", 1, 60), cache.add("tries", 5, 60)

    counted = cache.incr("tries")
    cache.set_many({"a": 1, "b": 2}, 60)

    assert (first, again, counted, cache.get("tries")) == (True, False, 2, 2)
    assert (cache.get_many(["a", "b", "c"]), cache.has_key("a"), cache.get("c", "rien")) == (
        {"a": 1, "b": 2},
        True,
        "rien",
    )


def test_what_is_forgotten_is_forgotten_in_the_spare_memory_too(cache):
    cache.set("session", "x", 60)

    assert (cache.touch("session", 30), cache.delete("session"), cache.get("session")) == (True, True, None)


def test_every_operation_of_a_cache_has_its_spare():
    named = {name for name in vars(LocMemCache) if not name.startswith("_")} - {"pickle_protocol"}

    assert named <= set(OPERATIONS)


def test_a_page_is_served_while_redis_is_down(client, db, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "config.cache.SteadyRedisCache",
            "LOCATION": NOBODY_LISTENS,
            "OPTIONS": {"socket_connect_timeout": 0.2},
        }
    }

    page = client.get("/")
    refused = client.post("/entrer/", {"login": "personne", "pin": "000000"})

    assert (page.status_code, refused.status_code) == (200, 422)
