"""Enter with a code received by e-mail, for a citizen who gave one. Nothing tells which addresses are known here.

Asking and trying do the same work for every address: the code is drawn, hashed and sent by a task, never by the
page. Eight digits, a quarter of an hour, five tries, ten askings a day: 50 tries a day among a hundred million.
Somebody who works here never gets one: their second factor is not replaced by a letter box.
"""

import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext, gettext_lazy
from django_tasks import task

from accounts.domain import tries
from accounts.enums import Role
from accounts.models import EmailCode, Mandate, Person
from accounts.rules.entering import squeezed
from common import audit, clock
from common.exceptions import Refused

logger = logging.getLogger(__name__)

LIVES = timedelta(minutes=15)
DIGITS = 8
# A family shares a letter box; more than that is no family.
MOST_SHARING = 3


def ask(*, request: HttpRequest, email: str) -> None:
    """Have a code sent to this address, if somebody gave it. The answer is the same when nobody did.

    Refused: TooManyTries (per address written, whoever it belongs to).
    """
    tries.take_mail(request, email=email)
    send.enqueue(person_ids=[person.pk for person in _of(email)])


def _of(email: str) -> list[Person]:
    """The citizens, and people who wait for their welcome, who gave this address; nobody when too many share it.

    Gave it themselves: a worker who could write an address down and receive its code would enter in their place.
    """
    on = timezone.localdate(clock.now())
    works_here = Mandate.objects.in_force(on).exclude(role=Role.CITIZEN).values("person_id")
    found = Person.objects.present().filter(email__iexact=email.strip(), is_superuser=False).exclude(email="")
    found = found.filter(contact_details__email_is_own=True)
    people = list(found.exclude(pk__in=works_here).order_by("pk")[: MOST_SHARING + 1])
    # Without a NIP yet, the card opens with its slip and nothing else.
    return [person for person in people if person.has_nip] if len(people) <= MOST_SHARING else []


@task()
def send(person_ids: list[int]) -> None:
    """In the background: a code is never written in the queue, nor waited for by a page."""
    for person in Person.objects.present().filter(pk__in=person_ids):
        code = make(person=person, now=clock.now())
        try:
            _write_to(person, code)
        except Exception as error:
            # Neither the address nor the code in the log.
            logger.warning("a code by e-mail could not be sent (%s)", type(error).__name__)


@transaction.atomic
def make(*, person: Person, now: datetime) -> str:
    """Draw the person's one code; the one before stops working. The digits exist nowhere else than in the answer."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    EmailCode.objects.update_or_create(
        person=person,
        defaults={
            "code_hash": _hash(person.pk, code),
            "made_at": now,
            "expires_at": now + LIVES,
            "tries": 0,
        },
    )
    audit.record("email_code_made", by=None, subject=person, now=now)
    return code


def _hash(person_id: int, code: str) -> str:
    # Keyed by the site: the table alone is worth nothing, even for so few digits.
    return salted_hmac("accounts.email_code", f"{person_id}:{code}", algorithm="sha256").hexdigest()


def _write_to(person: Person, code: str) -> None:
    """A letter that says nothing of the Espace to whoever looks over a shoulder."""
    with translation.override(settings.LANGUAGE_CODE):
        lines = (
            gettext("Here is your code: %(code)s") % {"code": f"{code[:4]} {code[4:]}"},
            gettext("It works once, for 15 minutes."),
            gettext("You did not ask for it? Do nothing: nobody enters without it."),
            gettext("A question? Call %(phone)s.") % {"phone": settings.SITE_PHONE},
        )
        send_mail(gettext("Your code"), "\n\n".join(lines), settings.DEFAULT_FROM_EMAIL, [person.email])


def recognise(*, request: HttpRequest, email: str, code: str, now: datetime) -> Person:
    """The person whom this code was sent to; the code is spent.

    Refused: too many tries, a code that is wrong, used, replaced or too old: one sentence for all.
    """
    typed = squeezed(code)
    usage = tries.take_mail_code(request, email=email)
    people = {person.pk: person for person in _of(email)}
    rows = list(EmailCode.objects.live(now).filter(person_id__in=people))
    matching = [row for row in rows if constant_time_compare(row.code_hash, _hash(row.person_id, typed))]
    if matching and EmailCode.objects.live(now).filter(pk=matching[0].pk).delete()[0]:
        usage.rollback()
        return people[matching[0].person_id]
    EmailCode.objects.live(now).filter(pk__in=[row.pk for row in rows]).update(tries=F("tries") + 1)
    raise Refused(
        "wrong_code",
        gettext_lazy("This code does not work. Check it, or ask for another one. A code works once."),
        status=401,
    )
