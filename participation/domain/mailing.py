"""One e-mail a day at most, to those who asked: that there is something new, never what. And stopping it."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.queries import people
from accounts.enums import ContactPath
from accounts.models import Person
from common import audit
from common.dates import REGION, local_day
from common.exceptions import Missing
from deliberation.domain.queries import news
from participation.domain import notices
from participation.models import MailDay, Notice, StopLink

logger = logging.getLogger(__name__)

# In the evening, once the day's talk is over.
FROM_HOUR = 17
STOPS_FOR = timedelta(days=60)
AT_ONCE = 200
STOP_PATH = "/courriel/arreter/"
UNKNOWN_LINK = gettext_lazy("This link no longer works. Call us, we stop the e-mails for you.")


def can_mail() -> bool:
    """Whether this installation was given a way to send e-mail. Without one nothing is tried: people are called."""
    return bool(settings.CAN_SEND_MAIL)


def send_due(*, now: datetime) -> int:
    """Write to each person who asked, has news, and was not written to today; how many were written to.

    What waited to be told is then marked as sent; an e-mail that does not leave puts the person on the call list.
    """
    if not can_mail() or now.astimezone(REGION).hour < FROM_HOUR:
        return 0
    today = local_day(now)
    asked = (
        Person.objects.present()
        .filter(contact_path=ContactPath.EMAIL)
        .exclude(email="")
        .exclude(mail_day__last_sent_on__gte=today)
        .order_by("pk")
    )
    # Whoever has no news takes nobody's place: what is limited is how many leave in one go.
    left = (person for person in asked if _write_to(person, now=now))
    return sum(1 for _person in islice(left, AT_ONCE))


def _write_to(person: Person, *, now: datetime) -> bool:
    """The day is taken first: a crash after that costs an e-mail, never sends it twice."""
    today = local_day(now)
    waiting = list(Notice.objects.waiting().filter(person=person).values_list("pk", flat=True))
    if not waiting and not news.news_of(people.capacity(person, on=today)).count:
        return False
    with transaction.atomic():
        MailDay.objects.select_for_update().filter(person=person).first()
        day, is_first = MailDay.objects.get_or_create(person=person, defaults={"last_sent_on": today})
        if not is_first and day.last_sent_on >= today:
            return False
        MailDay.objects.filter(pk=day.pk).update(last_sent_on=today)
        token = _new_link(person, now=now)
    is_sent = _send(person, token)
    if waiting:
        notices.mailed(pks=waiting, is_sent=is_sent, now=now)
    return is_sent


def _new_link(person: Person, *, now: datetime) -> str:
    token = secrets.token_urlsafe(24)
    StopLink.objects.filter(person=person, expires_at__lt=now).delete()
    StopLink.objects.create(person=person, digest=_digest(token), expires_at=now + STOPS_FOR)
    return token


def _send(person: Person, token: str) -> bool:
    """A subject and a text that say nothing of what this is, nor to whom it is: the mail may be read by others."""
    site = settings.ALLOWED_ORIGINS[0]
    stop = f"{site}{STOP_PATH}{token}/"
    with translation.override(settings.LANGUAGE_CODE):
        lines = (
            _("Hello,"),
            _("There is something new for you. To read it, enter with your card:"),
            f"{site}/",
            _("To receive no more e-mail:"),
            stop,
        )
        message = EmailMultiAlternatives(
            _("A word for you"),
            "\n\n".join(lines),
            to=[person.email],
            headers={"List-Unsubscribe": f"<{stop}>"},
        )
    try:
        return bool(message.send())
    except Exception as error:  # whatever the mail server does, the person is called instead
        logger.warning("mail: one e-mail did not leave (%s)", type(error).__name__)
        return False


def check_link(token: str, *, now: datetime) -> StopLink:
    """The link of an e-mail that still works. Missing: unknown, used or expired, all the same."""
    found = StopLink.objects.filter(digest=_digest(token), used_at__isnull=True, expires_at__gt=now).first()
    if found is None:
        raise Missing("unknown_link", UNKNOWN_LINK)
    return found


@transaction.atomic
def stop(*, token: str, now: datetime) -> None:
    """No more e-mail to this person: their news wait on screen. The address stays until they erase it.

    Whoever holds the link may do this and nothing else: it lets nobody in. Refused: see `check_link`.
    """
    link = check_link(token, now=now)
    used = StopLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now)
    if not used:
        raise Missing("unknown_link", UNKNOWN_LINK)
    person = Person.objects.select_for_update().get(pk=link.person_id)
    if person.contact_path == ContactPath.EMAIL:
        person.contact_path = ContactPath.WEB
        person.save(update_fields=["contact_path"])
    audit.record("mail.stopped", by=None, subject=person, now=now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
