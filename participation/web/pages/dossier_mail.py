"""Where the e-mail of a dossier is, in one sentence for whoever sends it or gets it."""

from django.utils.translation import gettext as _

from common import dates
from participation.models import DossierMail, Transmission


def mail_line(sent: Transmission) -> str:
    """Empty where nothing is e-mailed."""
    held = DossierMail.objects.filter(transmission=sent).first()
    if held is None:
        return ""
    if held.sent_at:
        return _("E-mailed to the Table's secretary on %(date)s.") % {"date": dates.short(held.sent_at)}
    if held.tries:
        return _("The e-mail to the Table's secretary did not leave. Please call them.")
    return _("The e-mail to the Table's secretary is about to leave.")
