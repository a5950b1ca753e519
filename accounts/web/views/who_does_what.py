"""« Qui fait quoi ici »: every role, in plain words, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.rules.roles import ROLES


@require_safe
def who_does_what(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/who_does_what.html", {"roles": ROLES})
