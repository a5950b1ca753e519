"""Size of the letters, contrast and colours, for everybody, with or without an account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.web.forms import ComfortForm
from accounts.web.views.entering import is_ours
from common import comfort
from common.forms import answer

ONE_YEAR_SECONDS = 365 * 24 * 60 * 60
SAVED = "garde"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choices in a cookie, then show them on the same page, with the way back to the page one came from."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    back = wanted if is_ours(request, wanted) else reverse("participation:home")
    chosen = comfort.read(request.COOKIES)
    form = ComfortForm(request.POST or None, initial=ComfortForm.initial_of(chosen, back))
    if request.method == "POST" and form.is_valid():
        return _kept(form.chosen, back)
    context = {"back_url": back, "is_saved": SAVED in request.GET, "chosen": chosen}
    return answer(request, "accounts/comfort.html", form, **context)


def _kept(chosen: comfort.Comfort, back: str) -> HttpResponse:
    response = redirect(f"{reverse('accounts:comfort')}?{urlencode({SAVED: 1, 'next': back})}")
    options = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    if chosen.is_chosen:
        response.set_cookie(comfort.COOKIE, chosen.written(), max_age=ONE_YEAR_SECONDS, **options)
    else:
        response.delete_cookie(comfort.COOKIE, samesite="Lax")
    return response
