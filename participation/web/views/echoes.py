"""Citizens say whether an answer of the Table answers, in secret."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import citizen_only
from common import clock
from participation.domain import echoes as verbs
from participation.domain.queries import echoes as queries
from participation.models import TableResponse


@require_POST
@citizen_only
def echo_say(request: HttpRequest, pk: int) -> HttpResponse:
    answer = queries.find(pk)
    verbs.say(by=request.user, response=answer, choice=request.POST.get("choice", ""), now=clock.now())
    notices.success(request, _("Thank you. It is counted, and nobody knows it is you."))
    return redirect(_beside(answer))


@require_POST
@citizen_only
def echo_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    answer = queries.find(pk)
    verbs.take_back(by=request.user, response=answer, now=clock.now())
    notices.success(request, _("It is taken back."))
    return redirect(_beside(answer))


def _beside(answer: TableResponse) -> str:
    return reverse("participation:transmission", args=[answer.transmission_id])
