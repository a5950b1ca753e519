"""What every page knows about its surroundings."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest

from common import audit, clock, comfort, voice

DEMO_EVENT = "demo.loaded"
_DEMO_KEY, _REMEMBERED_S = "common.is_demo", 60


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Season (colours of the landscape), chosen size and colours, language, ways out, phones, demonstration. No cookie."""
    return {
        "season": season_on(clock.today()),
        "language": voice.language(),
        "comfort": comfort.read(request.COOKIES),
        "exit_url": settings.QUICK_EXIT_URL,
        "phone": settings.SITE_PHONE,
        "phone_link": phone_link(settings.SITE_PHONE),
        "is_demo": is_demo(),
        "DEBUG": settings.DEBUG,
    }


def is_demo() -> bool:
    """Whether the demonstration was loaded here; asked once a minute at most. A page never fails for it."""
    try:
        return bool(cache.get_or_set(_DEMO_KEY, lambda: audit.exists(DEMO_EVENT), _REMEMBERED_S))
    except DatabaseError:
        return False


def forget_demo() -> None:
    """Ask again at the next page."""
    cache.delete(_DEMO_KEY)


def season_on(day: date) -> str:
    """The season as people live it here, by whole months: May is spring, November is still autumn."""
    if day.month in (12, 1, 2, 3):
        return "hiver"
    if day.month in (4, 5):
        return "printemps"
    if day.month in (6, 7, 8):
        return "ete"
    return "automne"


def phone_link(number: str) -> str:
    """« 418 555-0142 » as a `tel:` address: « +14185550142 »."""
    digits = "".join(char for char in number if char.isdigit())
    return f"+1{digits}" if len(digits) == 10 else f"+{digits}"
