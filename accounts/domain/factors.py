"""What a person proves themself with at the second step: an application, passkeys. Stored by allauth, sealed by us.

allauth holds the crypto and the rows; its internal modules are used because the public ones are its own pages.
"""

import base64
import hashlib
from datetime import datetime
from functools import lru_cache

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import Person, UsedStep
from accounts.rules import second_step as rules

MAIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@lru_cache(maxsize=4)
def _sealer(keys: tuple[str, ...]) -> MultiFernet:
    digests = (hashlib.sha256(f"accounts.second_step:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SealedAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with SECRET_KEY (then SECRET_KEY_FALLBACKS): a copy of the database opens nothing.

    A device lists its passkeys by name: the borrowed name is shown there, never an e-mail nor a card number.
    """

    def encrypt(self, text: str) -> str:
        return _sealer((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return (
            _sealer((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
            .decrypt(encrypted_text.encode())
            .decode()
        )

    def get_totp_issuer(self) -> str:
        return "L'Espace"

    def _get_site_name(self) -> str:
        return "L'Espace"

    def _get_user_identifier(self, user: Person) -> str:
        return user.display_name


def of_person(person: Person) -> QuerySet[Authenticator]:
    """The application, if any, and the passkeys."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=MAIN).order_by("created_at", "pk")


def has_any(person: Person) -> bool:
    return of_person(person).exists()


def application_of(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).first()


def still_proves(person: Person, factor: int) -> bool:
    """Whether what proved it is still the person's; 0 is a recovery code, good as long as there is a second step."""
    found = of_person(person)
    return found.filter(pk=factor).exists() if factor else found.exists()


def secret_of(application: Authenticator) -> str:
    return get_adapter().decrypt(application.data["secret"])


def keep_application(person: Person, *, secret: str, now: datetime) -> Authenticator:
    """The application of the person from now on; the one before shows codes that open nothing."""
    Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).delete()
    return Authenticator.objects.create(
        user_id=person.pk,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt(secret)},
        created_at=now,
    )


def spend_step(person: Person, *, secret: str, code: str, now: datetime) -> bool:
    """Whether this is a code of now that has not served yet; it never serves again, whoever else is trying."""
    step = rules.step_of(secret, code, seconds=now.timestamp())
    if step is None:
        return False
    try:
        with transaction.atomic():
            UsedStep.objects.create(person=person, step=step)
    except IntegrityError:
        return False
    oldest = rules.step_at(now.timestamp()) + min(rules.AROUND)
    UsedStep.objects.filter(person=person, step__lt=oldest).delete()
    return True
