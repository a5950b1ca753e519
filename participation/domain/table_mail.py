"""Each dossier by e-mail to the Table's secretary, when the server was given an address: its number and three links."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from common import audit, dates
from common.exceptions import Missing, Refused
from participation.domain import stages
from participation.domain.queries.paths import path_of
from participation.enums import ResponseKind, TransmissionKind, TransmissionState
from participation.models import DossierMail, TableResponse, Transmission

logger = logging.getLogger(__name__)

RECEIPT_PATH = "/table/accuse/"
WORKS_FOR = timedelta(days=30)
TRIES = 5
BETWEEN_TRIES = timedelta(hours=1)
# After that, it is news to nobody: an Espace loaded with its past writes to nobody.
STAYS_NEW = timedelta(days=7)


def queue(transmission: Transmission, *, now: datetime) -> DossierMail | None:
    """To be e-mailed once this is committed. None without an address. Inside the verb that sends, already audited."""
    if not (settings.CAN_SEND_MAIL and settings.TABLE_MAIL):
        return None
    return DossierMail.objects.create(transmission=transmission, queued_at=now)


def send_due(*, now: datetime) -> int:
    """E-mail what waits; how many left. One that does not leave is tried again an hour later, five times.

    What the Table received meanwhile, in the portal, no longer leaves.
    """
    if not (settings.CAN_SEND_MAIL and settings.TABLE_MAIL):
        return 0
    is_its_hour = Q(tried_at__isnull=True) | Q(tried_at__lte=now - BETWEEN_TRIES)
    waiting = DossierMail.objects.filter(
        is_its_hour,
        sent_at__isnull=True,
        tries__lt=TRIES,
        queued_at__gt=now - STAYS_NEW,
        transmission__state=TransmissionState.SENT,
    ).order_by("pk")
    return sum(_send(pk, now=now) for pk in waiting.values_list("pk", flat=True))


def is_still_tried(mail: DossierMail, *, now: datetime) -> bool:
    """Whether `send_due` comes back to it; whatever became of its dossier."""
    has_address = settings.CAN_SEND_MAIL and settings.TABLE_MAIL
    return bool(has_address and mail.tries < TRIES and mail.queued_at > now - STAYS_NEW)


def _send(pk: int, *, now: datetime) -> bool:
    """The try is taken first, so that it never leaves twice at once; a crash costs an hour. Sent is written once it left."""
    token = secrets.token_urlsafe(32)
    digest, until = _digest(token), now + WORKS_FOR
    with transaction.atomic():
        held = DossierMail.objects.select_for_update(of=("self",)).select_related("transmission").get(pk=pk)
        if held.sent_at is not None or (held.tried_at and held.tried_at > now - BETWEEN_TRIES):
            return False
        held.tries, held.tried_at, held.digest, held.expires_at = held.tries + 1, now, digest, until
        held.save(update_fields=["tries", "tried_at", "digest", "expires_at"])
    # A link pressed meanwhile is proof that it left: `acknowledge` wrote it already.
    ours = DossierMail.objects.filter(pk=pk, digest=digest, sent_at__isnull=True)
    if not _leaves(held.transmission, token, until=until):
        ours.update(digest="", expires_at=None)
        return False
    with transaction.atomic():
        ours.update(sent_at=now)
        audit.record("dossier.mailed", by=None, subject=held.transmission, now=now)
    return True


def _leaves(sent: Transmission, token: str, *, until: datetime) -> bool:
    try:
        return bool(_letter(sent, token, until=until).send())
    except Exception as error:  # whatever the mail server does, the portal has it
        logger.warning("mail: one dossier did not leave (%s)", type(error).__name__)
        return False


def _letter(sent: Transmission, token: str, *, until: datetime) -> EmailMessage:
    """A number and links: no title, no word of it, nobody's name. The page of a dossier is public."""
    site = settings.ALLOWED_ORIGINS[0]
    page = f"{site}{path_of(sent)}"
    with translation.override(settings.LANGUAGE_CODE):
        number = {"number": sent.number}
        last_day = {"date": dates.short(until)}
        lines = (
            _("Hello,"),
            _("File number %(number)s is sent to the Table. To read it:") % number,
            page,
            _("The same, to print (PDF):"),
            f"{page}envoi.pdf",
            _("To say that it was received, once, until %(date)s:") % last_day,
            f"{site}{RECEIPT_PATH}{token}/",
        )
        return EmailMessage(
            _("File number %(number)s") % number, "\n\n".join(lines), to=[settings.TABLE_MAIL]
        )


def check_link(token: str, *, now: datetime) -> DossierMail:
    """The link that still acknowledges something. Missing: unknown, used, expired, or its dossier is received already.

    All the same, so that a link tells nothing to whoever tries one.
    """
    found = (
        DossierMail.objects.filter(
            digest=_digest(token),
            used_at__isnull=True,
            expires_at__gt=now,
            transmission__state=TransmissionState.SENT,
        )
        .select_related("transmission")
        .first()
    )
    if found is None:
        raise _no_longer()
    return found


@transaction.atomic
def acknowledge(*, token: str, now: datetime) -> TableResponse:
    """The office that got the e-mail says that the dossier was received. No person is written: none is known.

    Refused: see `check_link`. Whoever holds the link may do this and nothing else: it lets nobody in.
    """
    link = check_link(token, now=now)
    held = Transmission.objects.select_for_update().get(pk=link.transmission_id)
    # Whoever holds the link got the e-mail, even when its sending is not written yet.
    left_at = Coalesce("sent_at", "tried_at")
    used = DossierMail.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now, sent_at=left_at)
    if not used or held.state != TransmissionState.SENT:
        raise _no_longer()
    stages.move(held, to=TransmissionState.RECEIVED, by=None, now=now, who={"table_member"})
    response = TableResponse.objects.create(
        transmission=held,
        is_on_decision=held.kind == TransmissionKind.DECISION,
        kind=ResponseKind.ACKNOWLEDGED,
        by=None,
        receipt=link,
        responded_at=now,
    )
    audit.record(
        "table.answered",
        by=None,
        subject=held,
        now=now,
        answer=str(ResponseKind.ACKNOWLEDGED),
        through="link",
    )
    return response


def _no_longer() -> Refused:
    return Missing(
        "unknown_link",
        _("This link no longer works. The file's page says whether it was received."),
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
