"""The link of a dossier's e-mail: one page, one button that says it was received, and nothing else."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common import clock, voice
from participation.domain import table_mail
from participation.web.pages.secret_links import unsaid


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Reading the page acknowledges nothing: programs open the links of e-mails too."""
    voice.say_vous()
    now = clock.now()
    if request.method == "POST":
        done = table_mail.acknowledge(token=token, now=now)
        notices.success(request, _("Receipt is acknowledged. No person's name is kept with it."))
        return unsaid(redirect("participation:transmission", pk=done.transmission_id))
    sent = table_mail.check_link(token, now=now).transmission
    page = reverse("participation:transmission", args=[sent.pk])
    return unsaid(render(request, "participation/staff/receipt.html", {"sent": sent, "dossier_url": page}))
