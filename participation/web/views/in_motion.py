"""Everything in motion in the Espace: by step, by MRC, with who must act; and who is late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import capacity_of
from accounts.models import Person
from common import clock
from participation.web.pages.in_motion import in_motion_page


@require_safe
def in_motion(request: HttpRequest) -> HttpResponse:
    """`?etape=` and `?mrc=` narrow it. Signed out: no concern."""
    view = in_motion_page(
        request.user if isinstance(request.user, Person) else None,
        capacity_of(request),
        now=clock.now(),
        where=request.GET.get("etape", ""),
        territory=request.GET.get("mrc", ""),
    )
    return render(request, "participation/in_motion.html", {"view": view})
