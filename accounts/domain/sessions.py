"""Where a person is inside: seen by them alone, closed by them alone, at once."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from accounts.domain import devices, journal
from accounts.enums import AccountEventKind
from accounts.models import KnownDevice, OpenSession, Person
from accounts.rules.devices import Seen
from common import audit, live
from common.exceptions import Missing


@dataclass(frozen=True)
class Doors:
    """Everything that lets somebody in with this account today."""

    sessions: list[OpenSession]
    tokens: list[AuthToken]
    devices: list[KnownDevice]


def opened(*, person: Person, key: str, seen: Seen, now: datetime, device: KnownDevice | None = None) -> None:
    """Write that this browser is inside. Effects: a row of the person, replaced when the same session changes hands."""
    OpenSession.objects.update_or_create(
        session_key=key,
        defaults={
            "person": person,
            "kind": seen.kind,
            "browser": seen.browser,
            "opened_at": now,
            "device": device,
        },
    )


def forget_of(*, person: Person) -> None:
    """Their sessions have ended by themselves. Called inside a verb that is audited."""
    OpenSession.objects.filter(person=person).delete()


def left(*, key: str) -> None:
    """The person pressed « Quitter », or waited too long: the session is gone, its sockets close."""
    OpenSession.objects.filter(session_key=key).delete()
    live.disconnect_session(key)


def doors_of(person: Person) -> Doors:
    """What is open now, the latest first. Rows of sessions that ended by themselves are swept away."""
    now = timezone.now()
    rows = OpenSession.objects.filter(person=person).select_related("device").order_by("-opened_at", "-pk")
    alive = set(
        Session.objects.filter(session_key__in=rows.values("session_key"), expire_date__gt=now).values_list(
            "session_key", flat=True
        )
    )
    ended = [row.pk for row in rows if row.session_key not in alive]
    if ended:
        OpenSession.objects.filter(pk__in=ended).delete()
    return Doors(
        sessions=[row for row in rows if row.session_key in alive],
        tokens=list(AuthToken.objects.filter(user=person, expiry__gt=now).order_by("-created", "-pk")),
        devices=list(person.known_devices.trusted().order_by("-last_on", "-pk")),
    )


@transaction.atomic
def sign_out(*, by: Person, pk: int, now: datetime) -> None:
    """The person closes one of their sessions; its sockets close, its device is a stranger again.

    Refused (Missing): a session of somebody else, or one that has ended.
    """
    row = OpenSession.objects.filter(person=by, pk=pk).select_related("device").first()
    if row is None:
        raise _missing()
    _end(row, now=now)
    _note(by, str(row), now=now)


@transaction.atomic
def sign_out_others(*, by: Person, key: str, now: datetime, token: str = "") -> int:
    """Every session but the one with this key, every API token but this one, every other known device; how many."""
    here = OpenSession.objects.filter(person=by, session_key=key).first()
    rows = list(OpenSession.objects.filter(person=by).exclude(session_key=key).select_related("device"))
    for row in rows:
        _end(row, now=now)
        _note(by, str(row), now=now)
    tokens, _details = AuthToken.objects.filter(user=by).exclude(pk=token).delete()
    for _token in range(tokens):
        _note(by, "", now=now)
    others = by.known_devices.trusted()
    if here is not None and here.device_id:
        others = others.exclude(pk=here.device_id)
    return len(rows) + tokens + devices.revoke(devices=others, now=now)


@transaction.atomic
def end_token(*, by: Person, pk: str, now: datetime) -> None:
    """The person closes one API token. Refused (Missing): not theirs, or already closed."""
    deleted, _details = AuthToken.objects.filter(user=by, pk=pk).delete()
    if not deleted:
        raise _missing()
    _note(by, "", now=now)


@transaction.atomic
def forget_device(*, by: Person, pk: int, now: datetime) -> None:
    """The person takes a device away: it loses its own count, and is signed out where it is inside.

    Refused (Missing): not theirs, or already taken away.
    """
    if not devices.revoke(devices=by.known_devices.trusted().filter(pk=pk), now=now):
        raise _missing()
    for row in OpenSession.objects.filter(person=by, device_id=pk):
        _end(row, now=now)
        _note(by, str(row), now=now)
    audit.record("device_forgotten", by=by, subject=f"accounts.knowndevice:{pk}", now=now)


def _end(row: OpenSession, *, now: datetime) -> None:
    key = row.session_key
    if row.device_id:
        devices.revoke(devices=KnownDevice.objects.trusted().filter(pk=row.device_id), now=now)
    row.delete()
    _erase(key)
    # Again once committed: meanwhile, another request may have put it back in the cache.
    transaction.on_commit(lambda: _erase(key))
    live.disconnect_session(key)


def _erase(key: str) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore(key).delete()


def _note(person: Person, words: str, *, now: datetime) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        journal.note(
            person=person,
            kind=AccountEventKind.SIGNED_OUT,
            by=person,
            now=now,
            detail=words or str(devices.PROGRAM),
        )
    audit.record("signed_out", by=person, subject=person, now=now)


def _missing() -> Missing:
    return Missing("missing", _("This is not here."))
