"""The devices that a person said are their own: known by a secret in a cookie, whose hash alone is kept."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal
from accounts.enums import AccountEventKind
from accounts.models import KnownDevice, Person
from accounts.models.known_device import KnownDeviceQuerySet, device_words
from accounts.rules.devices import Seen, seen
from common import audit

COOKIE = "appareil"
PROGRAM = _("Program")
_SIGNER = signing.Signer(salt="appareil")


def draw() -> str:
    """The secret of a device that has none yet, as its cookie carries it: signed, so that none can be made up."""
    return _SIGNER.sign(secrets.token_urlsafe(24))


def mark_of(request: HttpRequest) -> str:
    """The signed secret that this browser carries; empty when there is none, or when somebody wrote it by hand."""
    carried = request.COOKIES.get(COOKIE, "")
    try:
        _SIGNER.unsign(carried)
    except signing.BadSignature:
        return ""
    return carried


def seen_in(request: HttpRequest) -> Seen:
    return seen(request.headers.get("User-Agent", ""))


def _hash(mark: str) -> str:
    # The secret is 24 random bytes: a fast hash is enough.
    return hashlib.sha256(mark.encode()).hexdigest()


def known(*, person: Person | None, mark: str) -> KnownDevice | None:
    """This person's device, when it carries its secret and was not taken away. One question, whoever is asked for."""
    if not mark:
        return None
    pk = person.pk if person else 0
    return KnownDevice.objects.trusted().filter(secret_hash=_hash(mark), person_id=pk).first()


@transaction.atomic
def remember(*, person: Person, mark: str, seen: Seen, now: datetime) -> KnownDevice:
    """The person, who has just entered, says that this device is theirs. A second time only moves its last day."""
    on = timezone.localdate(now)
    device, is_new = KnownDevice.objects.update_or_create(
        person=person,
        secret_hash=_hash(mark),
        revoked_at=None,
        defaults={"last_on": on, "kind": seen.kind, "browser": seen.browser},
        create_defaults={"first_on": on, "last_on": on, "kind": seen.kind, "browser": seen.browser},
    )
    if is_new:
        audit.record("device_known", by=person, subject=device, now=now)
    return device


def note_entrance(*, person: Person, seen: Seen, now: datetime) -> None:
    """Somebody entered with this account on a device that it does not know: the person reads it in their journal."""
    with translation.override(settings.LANGUAGE_CODE):
        words = device_words(seen.kind, seen.browser)
    journal.note(person=person, kind=AccountEventKind.ENTERED_NEW_DEVICE, by=None, now=now, detail=words)


def note_program(*, person: Person, mark: str, now: datetime) -> None:
    """A program asked for a token with this account, from a device that it does not know."""
    if known(person=person, mark=mark) is None:
        with translation.override(settings.LANGUAGE_CODE):
            words = str(PROGRAM)
        journal.note(person=person, kind=AccountEventKind.ENTERED_NEW_DEVICE, by=None, now=now, detail=words)


def revoke(*, devices: KnownDeviceQuerySet, now: datetime) -> int:
    """These devices get no count of their own any more. Called inside a verb that is audited."""
    return devices.update(revoked_at=now)
