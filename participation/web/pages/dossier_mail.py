"""Where the e-mail of a dossier is, in one sentence for whoever sends it or gets it."""

from datetime import datetime

from django.utils.translation import gettext as _

from common import dates
from participation.domain import table_mail
from participation.enums import TransmissionState
from participation.models import DossierMail, Transmission


def mail_line(sent: Transmission, *, may_call: bool, now: datetime) -> str:
    """Empty where nothing is e-mailed, or no longer needs to be. `may_call`: whoever sends dossiers."""
    held = DossierMail.objects.filter(transmission=sent).first()
    if held is None:
        return ""
    if held.sent_at:
        return _("E-mailed to the Table's secretary on %(date)s.") % {"date": dates.short(held.sent_at)}
    if sent.state != TransmissionState.SENT:
        return ""
    if not table_mail.is_still_tried(held, now=now):
        if may_call:
            return _("The e-mail to the Table's secretary did not leave. Please call them.")
        return _("The e-mail to the Table's secretary did not leave.")
    if held.tries:
        return _("The e-mail to the Table's secretary did not leave yet. We try again.")
    return _("The e-mail to the Table's secretary is about to leave.")
