"""Words that are written for good are in the Espace's language, whatever the screen of who acts."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation


def in_the_espaces_language(make: Callable[[], Any]) -> str:
    """What `make` says once the Espace's language is chosen."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(make())
