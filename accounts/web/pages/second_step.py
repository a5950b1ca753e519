"""What the pages of the second step show."""

from dataclasses import dataclass, field

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import HttpRequest

from accounts.models import Person
from accounts.web.pages.paper_card import drawing

SECRET_KEY = "second_step_secret"  # noqa: S105  the name of a key of the session


@dataclass(frozen=True)
class Application:
    """A new application on its way. `picture`: the drawing, of `side` modules, that its camera reads."""

    secret: str = field(repr=False)
    picture: str = field(repr=False)
    side: int

    @property
    def groups(self) -> list[str]:
        """By four letters, to type them without losing one's place."""
        return [self.secret[at : at + 4] for at in range(0, len(self.secret), 4)]


def new_application(request: HttpRequest, person: Person) -> Application:
    """The same secret while the person is at it; sealed in the session, in clear on the page alone."""
    sealer = get_adapter()
    if kept := request.session.get(SECRET_KEY):
        secret = sealer.decrypt(kept)
    else:
        secret = generate_totp_secret()
        request.session[SECRET_KEY] = sealer.encrypt(secret)
    picture, side = drawing(sealer.build_totp_url(person, secret))
    return Application(secret=secret, picture=picture, side=side)


def forget_application(request: HttpRequest) -> None:
    request.session.pop(SECRET_KEY, None)


def code_groups(codes: list[str]) -> list[str]:
    """« 12345 67890 »: ten digits are read in two halves."""
    return [f"{code[:5]} {code[5:]}" for code in codes]
