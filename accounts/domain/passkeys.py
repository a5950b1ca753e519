"""Passkeys: the device proves who is there (finger, face or code of the device), and the secret never leaves it.

allauth and fido2 hold the protocol; the challenge of the moment is in the session, for one answer.
"""

import json
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain import entering, factors, journal, mandates, second_step, tries
from accounts.enums import AccountEventKind
from accounts.models import Person
from accounts.rules import passkeys as rules
from accounts.rules import second_step as who
from common import audit
from common.exceptions import BadInput, Missing, Refused


def of_person(person: Person) -> list[Authenticator]:
    return list(factors.of_person(person).filter(type=Authenticator.Type.WEBAUTHN))


def check_adding(*, request: HttpRequest, person: Person, name: str, pin: str) -> str:
    """The name, tidied, once the person gave their NIP (or password) again: a session left open is not enough.

    Refused: no name, too many passkeys, too many tries (the same count as entering), a wrong NIP.
    """
    name = rules.check_name(name)
    rules.check_may_add(len(of_person(person)))
    usage = tries.take_inside(request, person=person)
    if not person.check_password(entering.typed_pin(pin)):
        raise BadInput("old_pin", _("This is not your NIP of now. Check it."))
    usage.rollback()
    return name


def begin_adding(person: Person) -> dict[str, Any]:
    """What the browser hands to the device to make a passkey of this person. Refused: too many already."""
    rules.check_may_add(len(of_person(person)))
    return auth.begin_registration(person, True)


def add(*, person: Person, name: str, credential: str, now: datetime) -> int:
    """Keep the passkey that the device has just made; the number of its row.

    Refused: too many already, an answer that is not the one to the challenge of this session.
    """
    name = rules.check_name(name)
    rules.check_may_add(len(of_person(person)))
    answer = _read(credential)
    try:
        auth.parse_registration_response(answer)
        auth.complete_registration(answer)
    except Exception as error:  # whatever a device or a forger sends: the parsers below raise all kinds
        raise _not_understood() from error
    finally:
        auth.clear_state()
    with transaction.atomic():
        kept = Authenticator.objects.create(
            user_id=person.pk,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": name, "credential": answer},
            created_at=now,
        )
        journal.note(person=person, kind=AccountEventKind.PASSKEY_ADDED, by=person, now=now, detail=name)
        audit.record("passkey_added", by=person, subject=person, now=now)
    return kept.pk


def begin_entering() -> dict[str, Any]:
    """What the browser hands to the device; the same for everybody: nobody is named yet."""
    return auth.begin_authentication(None)


def recognise(*, credential: str, now: datetime) -> tuple[Person, int]:
    """The person whose passkey answered the challenge of this session, and the row that proves it.

    Refused, with one sentence: an unknown passkey, a wrong answer, somebody who left or whose account is closed.
    """
    answer = _read(credential)
    try:
        person = auth.extract_user_from_response(answer)
        found = auth.complete_authentication(person, answer)
    except Exception as error:  # whatever a device or a forger sends: the parsers below raise all kinds
        raise _unknown() from error
    finally:
        auth.clear_state()
    if not entering.may_enter(person):
        raise _unknown()
    Authenticator.objects.filter(pk=found.pk).update(last_used_at=now)
    return person, found.pk


def find(*, person: Person, pk: int) -> Authenticator:
    """One's own passkey; somebody else's is missing."""
    found = next((one for one in of_person(person) if one.pk == pk), None)
    if found is None:
        raise Missing("passkey_missing", _("This is not here."))
    return found


@transaction.atomic
def remove(*, person: Person, pk: int, now: datetime) -> None:
    """One's own passkey opens nothing any more; sessions, tokens and sockets end (the caller keeps its own).

    Refused: somebody else's or a missing one, the last second step of somebody who works here.
    """
    found = find(person=person, pk=pk)
    others = factors.of_person(person).exclude(pk=pk).exists()
    acting = mandates.acting(person, now=now)
    rules.check_may_remove(has_others=others, must_prove=acting is not None and who.must_prove(acting))
    name = found.data.get("name", "")
    found.delete()
    second_step.end_everything(person)
    journal.note(person=person, kind=AccountEventKind.PASSKEY_REMOVED, by=person, now=now, detail=name)
    audit.record("passkey_removed", by=person, subject=person, now=now)


@transaction.atomic
def forget_all(*, person: Person, now: datetime) -> None:
    """Every passkey of somebody who enters with a card: one that a stranger added does not outlive a new NIP.

    Nothing for whoever works here: theirs are the second step, which the technical administration takes away
    (`second_step.remove`). Called inside a verb that is already checked and audited, and that ends the sessions.
    """
    acting = mandates.acting(person, now=now)
    if acting is not None and who.must_prove(acting):
        return
    for found in of_person(person):
        name = found.data.get("name", "")
        found.delete()
        journal.note(person=person, kind=AccountEventKind.PASSKEY_REMOVED, by=person, now=now, detail=name)


def _read(credential: str) -> dict[str, Any]:
    try:
        answer = json.loads(credential)
    except (ValueError, RecursionError) as error:
        raise _not_understood() from error
    if not isinstance(answer, dict):
        raise _not_understood()
    return answer


def _not_understood() -> Refused:
    return BadInput("passkey", _("The device did not answer as expected. Try again."))


def _unknown() -> Refused:
    return Refused("passkey_unknown", _("This passkey opens nothing here. Enter with your card."), status=401)
