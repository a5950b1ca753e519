"""Numbers that come in an address or a hidden field: never trusted."""

from django.http import HttpRequest


def number_of(request: HttpRequest, name: str) -> int | None:
    return number_in(request.GET.get(name))


def number_in(value: object) -> int | None:
    """A small positive number, or nothing."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
