"""The one gate of the second step: pages, API and administration on one side, sockets on the other.

Whoever works here and has not gone through it opens nothing but the addresses of OPEN. It asks at each request:
a session or a token that was good for a citizen stops the moment the person holds another mandate.
"""

from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import urlencode

from asgiref.typing import ASGI3Application
from channels.db import database_sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.domain import proofs
from accounts.domain.queries import people
from accounts.doors import capacity_of, know_capacity
from accounts.models import Person
from accounts.rules import second_step as rules
from common import clock
from common.refusals import API_PREFIX

ASK = "accounts:second_step"
# The second step itself, the ways out, how one reads, help, and the answer to a health probe.
OPEN = frozenset(
    {
        ASK,
        "accounts:second_step_set_up",
        "accounts:second_step_passkey",
        "accounts:passkey_begin",
        "accounts:passkey_enter",
        "accounts:passkey_add_begin",
        "accounts:leave",
        "accounts:quick_exit",
        "accounts:language",
        "accounts:comfort",
        "participation:help",
        "health",
        # Asking for a token starts from nothing: its own second step is the code sent with it.
        "api-token",
    }
)
SHUT = 4401


class SecondStepMiddleware:
    """Pages go to the second step; the API answers 403 with a code and a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.resolver_match is None or request.resolver_match.view_name in OPEN:
            return None
        if _session_passes(request) and _token_passes(request):
            return None
        if request.path.startswith(API_PREFIX):
            refusal = rules.needed()
            body = {"code": refusal.code, "sentence": str(refusal.sentence)}
            return JsonResponse(body, status=refusal.status)
        # A form cannot be sent again afterwards: only a page that can be read is worth coming back to.
        wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
        query = f"?{urlencode({'next': wanted}, safe='/')}" if wanted else ""
        return redirect(reverse(ASK) + query)


def _session_passes(request: HttpRequest) -> bool:
    """Nobody, a citizen, or somebody who works here and went through the second step."""
    # An anonymous page costs no query.
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not waits(request)


def waits(request: HttpRequest) -> bool:
    """Somebody who works here and has entered with the first step only."""
    if not request.user.is_authenticated or not rules.must_prove(capacity_of(request)):
        return False
    return not proofs.session_passes(request.session, request.user)


def _token_passes(request: HttpRequest) -> bool:
    """The same for a token; one that is not good is told so by the API itself."""
    if "Authorization" not in request.headers:
        return True
    try:
        found = TokenAuthentication().authenticate(request)
    except (AuthenticationFailed, UnicodeDecodeError):
        return True
    if found is None:
        return True
    person, token = found
    capacity = people.capacity(person, on=clock.today())
    know_capacity(request, person, capacity)
    return not rules.must_prove(capacity) or proofs.token_passes(token, person)


class SecondStepSockets:
    """Sockets close with 4401; asked when one opens, then at each frame that the browser sends."""

    def __init__(self, inner: ASGI3Application) -> None:
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if not await database_sync_to_async(_socket_passes)(scope):
            await receive()
            # Opened first: a browser reads the code of a socket that was open, never of one refused.
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": SHUT})
            return

        async def asked() -> MutableMapping[str, Any]:
            event = await receive()
            if event["type"] != "websocket.receive" or await database_sync_to_async(_socket_passes)(scope):
                return event
            await send({"type": "websocket.close", "code": SHUT})
            return {"type": "websocket.disconnect", "code": SHUT}

        await self.inner(scope, asked, send)


def _socket_passes(scope: Any) -> bool:
    known = scope.get("user")
    if not getattr(known, "is_authenticated", False):
        return True
    # As they are now: the socket may have been opened long ago.
    person = Person.objects.filter(pk=known.pk).first()
    if person is None or not rules.must_prove(people.capacity(person, on=clock.today())):
        return True
    return proofs.session_passes(scope.get("session"), person)
