"""How many times one may try a NIP or an opening code, so that nobody guesses one.

Few tries per account, many per address: a workshop of twenty-five people shares one. The rates are the settings
`ACCOUNT_RATE_LIMITS["card_login"]` and `["card_opening"]`. allauth counts; its internal module is used because the
public one neither gives a try back nor says when the next one is allowed.
"""

import math
from datetime import datetime

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.rules import entering as rules
from common.exceptions import Refused

APP = "allauth.account"
ENTERING, OPENING = "card_login", "card_opening"


class TooManyTries(Refused):
    """`again_at` is the moment of the next try; `minutes` is how long that is, rounded up."""

    status = 429

    def __init__(self, again_at: datetime, seconds: float) -> None:
        super().__init__("too_many_tries", _("Too many tries. Wait a few minutes, then try again."))
        self.again_at = again_at
        self.minutes = max(1, math.ceil(seconds / 60))


def take(request: HttpRequest, *, login: str, person: Person | None) -> ratelimit.RateLimitUsage:
    """Count one try before looking at the NIP; give it back (`rollback()`) when the NIP was right.

    A card number and a login name of the same person share one count. Refused: TooManyTries.
    """
    key = f"person:{person.pk}" if person else f"text:{rules.squeezed(login).casefold()}"
    return _take(request, ENTERING, key)


def take_opening(request: HttpRequest, *, number: str) -> ratelimit.RateLimitUsage:
    """Count one try of an opening code, per card *and* address: who knows a card number from elsewhere closes nothing.

    Refused: TooManyTries.
    """
    return _take(request, OPENING, f"card:{number}:{ratelimit.get_ip(request)}")


def _take(request: HttpRequest, action: str, key: str) -> ratelimit.RateLimitUsage:
    usage = ratelimit.consume(request, app=APP, action=action, key=key)
    if usage is None:
        again_at, seconds = _next_try(request, action, key)
        raise TooManyTries(again_at, seconds)
    return usage


def _next_try(request: HttpRequest, action: str, key: str) -> tuple[datetime, float]:
    """When the oldest try that still counts is forgotten; counted on the same clock as the counter."""
    real_now = timezone.now()
    seconds = 60.0
    for rate in ratelimit.get_rates(app=APP, action=action, config=app_settings.RATE_LIMITS):
        cache_key = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        history = cache.get(cache_key, [])
        if len(history) >= rate.amount:
            seconds = max(seconds, history[-1] + rate.duration - real_now.timestamp())
    # On the next whole minute: the hour shown has no seconds.
    at = math.ceil((real_now.timestamp() + seconds) / 60) * 60
    return datetime.fromtimestamp(at, tz=real_now.tzinfo), seconds
