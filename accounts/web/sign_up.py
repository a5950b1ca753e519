"""A sign-up on its way, in the browser's session: no secret is ever kept in it."""

import secrets
import time
from dataclasses import asdict, dataclass, field

from django.http import HttpRequest
from django.utils.text import slugify

from accounts.domain import naming
from accounts.models import Person

KEY = "sign_up"
# Time to fill it slowly, not to leave one's phone number to the next person on this computer.
TIME_SECONDS = 60 * 60


@dataclass
class SignUp:
    began: float
    offered: list[str] = field(default_factory=list)
    name: str = ""
    territory: int = 0
    age_group: str = ""
    phone: str = ""
    email: str = ""
    has_said_how: bool = False
    login: str = ""

    def offer(self, *, others: bool = False) -> list[str]:
        if others or not self.offered:
            self.offered = naming.suggestions()
        return self.offered

    def proposed_login(self) -> str:
        """A name to enter that nobody has, and that is not the one others see."""
        while not self.login:
            drawn = f"{slugify(naming.suggestions(1)[0])}-{secrets.randbelow(90) + 10}"
            if not Person.objects.filter(username__iexact=drawn).exists():
                self.login = drawn
        return self.login

    def keep(self, request: HttpRequest) -> None:
        request.session[KEY] = asdict(self)


def of(request: HttpRequest) -> SignUp:
    """The one on its way, or a fresh one when there is none or it waited too long."""
    kept = request.session.get(KEY)
    if kept and time.time() - kept["began"] < TIME_SECONDS:
        return SignUp(**kept)
    return SignUp(began=time.time())


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
