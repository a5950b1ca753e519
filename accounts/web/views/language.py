from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.web.views.entering import is_ours
from common.exceptions import BadInput
from common.middleware import LANGUAGE_COOKIE

ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language the person chose, then go back where they were."""
    language = request.POST.get("langue", "")
    if language not in dict(settings.LANGUAGES):
        raise BadInput("language", _("Choose French or English."))
    back = request.POST.get("next", "")
    response = redirect(back if is_ours(request, back) else "/")
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=ONE_YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
