"""« What moderation did »: for anybody, signed in or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import capacity_of
from common import clock
from deliberation.domain.queries import moderation_log
from deliberation.web.numbers import number_of


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """No name, no words; the thread for those who read it."""
    told = moderation_log.told(capacity_of(request), now=clock.now(), wanted=number_of(request, "page"))
    return render(request, "deliberation/moderation/log.html", {"log": told, "page": told.page})
