"""Every address of our apps and of the API, read from the URL configuration itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Not ours: Django's administration, whose own tests are Django's. Its door is tested in tests/accounts.
NOT_OURS = ("admin",)
POST_ONLY = "POST"
WRITES = ("post", "put", "patch", "delete")


@dataclass(frozen=True)
class Address:
    name: str
    takes: tuple[str, ...]
    is_post_only: bool
    is_api: bool
    # For the API: the methods that write.
    writes: tuple[str, ...] = ()


def every_address() -> list[Address]:
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda found: found.name)


def _walk(patterns, namespace: str, path: str) -> Iterator[Address]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace in NOT_OURS:
                continue
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"an address without a name: {here}"
            yield Address(
                namespace + pattern.name,
                tuple(re.findall(r"<\w+:(\w+)>", here)),
                _is_post_only(pattern.callback),
                here.startswith(("api/v1/", "api/schema/")),
                _writes(pattern.callback),
            )


def _writes(view) -> tuple[str, ...]:
    view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
    return tuple(method for method in WRITES if view_class is not None and hasattr(view_class, method))


def _is_post_only(view) -> bool:
    """Whether the view only acts: `require_POST`, or an API view without `get`."""
    view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if view_class is not None:
        return not hasattr(view_class, "get")
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if cell.cell_contents == ["POST"]:
                return True
        view = getattr(view, "__wrapped__", None)
    return False
