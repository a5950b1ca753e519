"""The link of a dossier's e-mail: one page, one button that says it was received, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common import clock, voice
from participation.domain import table_mail
from participation.models import Transmission


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Reading the page acknowledges nothing: programs open the links of e-mails too."""
    voice.say_vous()
    now = clock.now()
    if request.method == "POST":
        return _shown(request, table_mail.acknowledge(token=token, now=now).transmission, is_done=True)
    return _shown(request, table_mail.check_link(token, now=now).transmission, is_done=False)


def _shown(request: HttpRequest, sent: Transmission, *, is_done: bool) -> HttpResponse:
    page = reverse("participation:transmission", args=[sent.pk])
    return render(
        request, "participation/staff/receipt.html", {"sent": sent, "is_done": is_done, "dossier_url": page}
    )
