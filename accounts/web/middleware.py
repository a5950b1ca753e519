"""What each page does for the session behind it: it stays in the person's list, and a shared computer is not left open.

A session that ends with the browser also ends when nobody asked for a page for `IDLE_MINUTES`. What was being sent at
that moment, or later from a page left open, is kept for the person it belonged to: they find it when they enter again.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.domain import kept_words, sessions
from accounts.models import Person
from accounts.rules import keeping as rules
from accounts.web import inside
from common import clock, live
from common.exceptions import Missing

# Written at most once a minute: a page must not cost a write each time.
GRAIN_SECONDS = 60
GIVEN_BACK = "garde"


class SessionsMiddleware:
    """After the recognition of the person, and after the check of the form's key."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        inside.write_device(request, response, is_secure=settings.SESSION_COOKIE_SECURE)
        if request.method == "POST" and GIVEN_BACK in request.POST:
            _forget_what_was_given_back(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        # Only where there is something to look at: an anonymous page costs no question.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if request.user.is_authenticated:
            if not _is_left(request):
                inside.keep_listed(request)
                return None
            _leave_open_to_nobody(request)
        return _keep_what_is_sent(request)


def _is_left(request: HttpRequest) -> bool:
    """Whether nobody was there for too long; otherwise, somebody is there now."""
    last_seen = request.session.get(inside.LAST_SEEN)
    if last_seen is None or not request.session.get_expire_at_browser_close():
        return False
    now = timezone.now().timestamp()
    if rules.is_left(last_seen=last_seen, now=now, minutes=settings.IDLE_MINUTES):
        # Somebody who talks in a thread sends by the socket, and asks for no page.
        talked_at = live.last_active(str(request.session.session_key))
        if rules.is_left(last_seen=talked_at, now=now, minutes=settings.IDLE_MINUTES):
            return True
    if now - last_seen > GRAIN_SECONDS:
        request.session[inside.LAST_SEEN] = int(now)
    return False


def _leave_open_to_nobody(request: HttpRequest) -> None:
    """The session ends; the next one, of nobody, only knows for whom to keep what a page left open may still send."""
    person_id, key = request.user.pk, str(request.session.session_key)
    logout(request)
    sessions.left(key=key)
    request.session[inside.WAS] = person_id


def _keep_what_is_sent(request: HttpRequest) -> HttpResponse | None:
    match = request.resolver_match
    is_written = match is not None and match.namespace in rules.WRITTEN_IN
    if request.method != "POST" or not is_written:
        return None
    person = inside.whose_it_was(request)
    if person is None:
        return None
    sent = {name: request.POST.getlist(name) for name in request.POST}
    kept = kept_words.keep(person=person, address=request.path, sent=sent, now=clock.now())
    if kept is None:
        return None
    request.session[inside.WAS] = person.pk
    request.session[inside.KEPT] = True
    return redirect("accounts:enter")


def _forget_what_was_given_back(request: HttpRequest, response: HttpResponse) -> None:
    """Sent at last, or shown again in the page with what is wrong: either way, it is no longer ours to keep."""
    which = request.POST[GIVEN_BACK]
    is_received = response.status_code < 400 or response.status_code == 422
    if isinstance(request.user, Person) and is_received and which.isascii() and which.isdigit():
        try:
            kept_words.discard(by=request.user, pk=int(which[:9]))
        except Missing:
            return
