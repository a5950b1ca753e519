"""Whoever works here is told « vous », on every page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.doors import capacity_of
from accounts.rules.second_step import must_prove
from common import voice


class VoiceMiddleware:
    """After the choice of the language and the recognition of the person. An anonymous page costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        if is_known and must_prove(capacity_of(request)):
            voice.say_vous()
        return self.get_response(request)
