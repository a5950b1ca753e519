"""« Ton texte est gardé »: what was sent after the session had ended, given back to its person alone."""

from dataclasses import dataclass

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import kept_words
from accounts.doors import capacity_of, entered
from accounts.models import KeptWords
from accounts.rules.homes import home_of
from accounts.rules.keeping import words_of
from common import clock, dates


@dataclass(frozen=True)
class Shown:
    """`pairs`: the answers as hidden fields, to send them where they were going."""

    kept: KeptWords
    words: list[str]
    when: str
    pairs: list[tuple[str, str]]


@require_safe
@entered
def kept(request: HttpRequest) -> HttpResponse:
    """Signed in: `entered` made sure that there is a person."""
    shown = [
        Shown(
            kept=one,
            words=words_of(one.fields),
            when=dates.day_time(one.kept_at),
            pairs=[(name, value) for name, values in one.fields.items() for value in values],
        )
        for one in kept_words.waiting(request.user, now=clock.now())
    ]
    context = {"shown": shown, "home": reverse(home_of(capacity_of(request)))}
    return render(request, "accounts/kept.html", context)


@require_POST
@entered
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    kept_words.discard(by=request.user, pk=pk)
    notices.success(request, _("It is thrown away."))
    return redirect("accounts:kept")
