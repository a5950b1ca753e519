"""The pages shown when something goes wrong: same face as the rest, one sentence, a way out."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from common import clock, comfort, context
from common.refusals import API_PREFIX

logger = logging.getLogger(__name__)

SAFE_METHODS = ("GET", "HEAD")
LAST_RESORT = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>L'Espace</title>
<h1>Quelque chose a brisé de notre côté.</h1><p>On peut essayer encore dans une minute.</p></html>"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, 400, "bad_request", _("This request could not be understood."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, 403, "permission_denied", _("This is not for you, or not now."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: a private thing and a missing thing answer the same."""
    return _answer(request, 404, "not_found", _("This is not here."))


def method_not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """405, for an address opened by hand or reloaded after an act: it says where to go back to."""
    sends = request.method in SAFE_METHODS
    sentence = _("This address is for sending.") if sends else _("This address is for reading.")
    response = _answer(request, 405, "method_not_allowed", sentence)
    response.headers["Allow"] = allow
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no menu, no name, no question to the database, which may be what broke."""
    return _answer(request, 500, "internal", _("Something went wrong on our side. Try again."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that waited too long or came from elsewhere."""
    return _answer(
        request, 403, "stale_form", _("This page waited too long. Go back, reload it, and send again.")
    )


def _answer(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
    if request.path.startswith(API_PREFIX):
        return JsonResponse({"code": code, "sentence": sentence}, status=status)
    if status < 500:
        try:
            return render(
                request, f"errors/{status}.html", {"code": code, "sentence": sentence}, status=status
            )
        except Exception:
            logger.exception("the error page for %s could not be shown", status)
    return HttpResponse(_broken(request), status=500)


def _broken(request: HttpRequest) -> str:
    """« Quelque chose a brisé », by the template alone; by plain words when even that fails."""
    try:
        return loader.render_to_string("errors/500.html", _without_database(request))
    except Exception:
        logger.exception("the page that says what broke could not be shown")
        return LAST_RESORT


def _without_database(request: HttpRequest) -> dict[str, Any]:
    return {
        "season": context.season_on(clock.today()),
        "comfort": comfort.read(request.COOKIES),
        "phone": settings.SITE_PHONE,
        "phone_link": context.phone_link(settings.SITE_PHONE),
    }
