"""How many times one may try a NIP or a code, so that nobody guesses one, and nobody closes somebody else's account.

Wrong tries are counted in three places; a right one is given back. The rates are `ACCOUNT_RATE_LIMITS`:

- `card_login_known`: a device that has already entered with this account, one count per device. Strangers never touch it.
- `card_login`: everybody else, per account *and* address. A wrong NIP at the library closes the account at the library
  only; a workshop of twenty-five people shares one address, so an address as a whole is given many.
- `card_login_everywhere`: everybody else together, per account: many addresses must not guess six digits. When it is
  reached, unknown devices are refused with the phone number; known devices still enter.

The odds, against a NIP drawn among a million: 20 tries a day are one chance in 50 000; 300 tries in 30 days, so 3 650 a
year, one in 270, for somebody who commands many addresses and is not seen for a year. From one address: 10 a day, which
never fill the common count alone (10 × 30 = 300). A stolen known device: 20 a day, 7 300 a year, one in 137, until its
owner takes it away in « Mes appareils ». An account nobody has gives the same counts, the same refusals.

allauth counts; its internal module is used because the public one neither gives a try back nor says when the next one
is allowed.
"""

import math
from dataclasses import dataclass
from datetime import datetime

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import KnownDevice, Person
from accounts.rules import entering as rules
from common.exceptions import Refused

APP = "allauth.account"
KNOWN, ENTERING, EVERYWHERE = "card_login_known", "card_login", "card_login_everywhere"
OPENING, CHANGING, SIGNING_UP = "card_opening", "pin_change", "sign_up"
MAILING, MAIL_CODE = "mail_code_asked", "mail_code"
SECOND_STEP, PASSKEY = "second_step", "passkey"
RECOVERING = "nip_recovery"
INVITED = "author_invitation"
FOLLOWING = "follow"


class TooManyTries(Refused):
    """`again_at` is the moment of the next try; `minutes` is how long that is, rounded up.

    `is_everywhere`: the account is closed to every unknown device; its own devices still enter.
    """

    status = 429

    def __init__(self, again_at: datetime, seconds: float, *, is_everywhere: bool = False) -> None:
        super().__init__("too_many_tries", _("Too many tries. Wait a few minutes, then try again."))
        self.again_at = again_at
        self.minutes = max(1, math.ceil(seconds / 60))
        self.is_everywhere = is_everywhere


@dataclass(frozen=True)
class Try:
    """One try, counted in one place or two; `rollback()` when the NIP was right."""

    usages: tuple[ratelimit.RateLimitUsage, ...]

    def rollback(self) -> None:
        for usage in self.usages:
            usage.rollback()


def take(
    request: HttpRequest, *, login: str, person: Person | None, device: KnownDevice | None = None
) -> Try:
    """Count one try before looking at the NIP. `device`: one that this person already entered with.

    A card number and a login name of the same person share one count. Refused: TooManyTries.
    """
    if device is not None:
        return Try((_take(request, KNOWN, f"device:{device.pk}"),))
    key = f"person:{person.pk}" if person else f"text:{rules.squeezed(login).casefold()}"
    here = _take(request, ENTERING, f"{key}:{ratelimit.get_ip(request)}")
    try:
        everywhere = _take(request, EVERYWHERE, key)
    except TooManyTries as refusal:
        here.rollback()
        refusal.is_everywhere = True
        raise
    return Try((here, everywhere))


def take_inside(request: HttpRequest, *, person: Person) -> Try:
    """Count one try of the NIP by somebody already inside: nobody outside can use these up. Refused: TooManyTries."""
    return Try((_take(request, CHANGING, f"person:{person.pk}"),))


def take_code(request: HttpRequest, action: str, *, of: str) -> ratelimit.RateLimitUsage:
    """Count one try of a one-time code, per card (or login name) *and* address: who knows a card number from elsewhere
    closes nothing. `of` is what was typed, so that what answers does not tell which names and cards go together.

    Refused: TooManyTries.
    """
    return _take(request, action, f"card:{rules.squeezed(of).casefold()}:{ratelimit.get_ip(request)}")


def take_sign_up(request: HttpRequest) -> ratelimit.RateLimitUsage:
    """Count one new account, per address: a workshop of twenty-five passes, a machine does not. Refused: TooManyTries."""
    return _take(request, SIGNING_UP, "")


def take_follow(request: HttpRequest) -> ratelimit.RateLimitUsage:
    """Count one try of a tracking number, per address; a page counts the same. Refused: TooManyTries."""
    return _take(request, FOLLOWING, "")


def take_invitation(request: HttpRequest, *, person: Person) -> ratelimit.RateLimitUsage:
    """Count one try of an invitation code, per account: nobody finds one by chance. Refused: TooManyTries."""
    return _take(request, INVITED, f"person:{person.pk}")


def take_second_step(request: HttpRequest, *, person: Person) -> ratelimit.RateLimitUsage:
    """Count one try of the second step, per account: whoever tries already knows the first. Refused: TooManyTries."""
    return _take(request, SECOND_STEP, f"person:{person.pk}")


def take_passkey(request: HttpRequest) -> None:
    """A challenge for a passkey: nothing can be guessed, many at once are refused by address. Refused: TooManyTries."""
    _take(request, PASSKEY, "")


def take_mail(request: HttpRequest, *, email: str) -> ratelimit.RateLimitUsage:
    """Count one asking for a code by e-mail, per address written. Refused: TooManyTries."""
    return _take(request, MAILING, email.strip().casefold())


def take_mail_code(request: HttpRequest, *, email: str) -> ratelimit.RateLimitUsage:
    """Count one try of a code received by e-mail, per address written. Refused: TooManyTries."""
    return _take(request, MAIL_CODE, email.strip().casefold())


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
