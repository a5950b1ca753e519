"""« Where it comes from », for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common import clock
from participation.web.pages import founding as pages


@require_safe
def founding(request: HttpRequest) -> HttpResponse:
    """The law, the plans, the steps and the dates: facts with their source, no link outside."""
    context = {"pieces": pages.pieces(), "groups": pages.steps(clock.today())}
    return render(request, "participation/founding.html", context)
