"""Stopping the daily e-mail from its link: one page, one button, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from common import clock
from participation.domain import mailing
from participation.web.pages.secret_links import unsaid


@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Reading the page stops nothing: programs open the links of e-mails too."""
    now = clock.now()
    if request.method == "POST":
        mailing.stop(token=token, now=now)
        return unsaid(render(request, "participation/stop_mail.html", {"is_done": True}))
    mailing.check_link(token, now=now)
    return unsaid(render(request, "participation/stop_mail.html", {"is_done": False}))
