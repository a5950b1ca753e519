"""Sockets (and pages, when embedded). The one place that gathers every app's live handlers."""

import os
from collections.abc import Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()  # loads the apps: what follows may import models

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator
from django.conf import settings
from django.urls import path

from accounts.web.gate import SecondStepSockets
from common import live
from deliberation.live import HANDLERS as DELIBERATION_HANDLERS

HANDLERS: dict[str, type[live.Handler]] = {**DELIBERATION_HANDLERS}


def build(*, origins: Iterable[str]) -> Any:
    """The whole application, opening sockets only to pages that come from `origins`.

    Full origins: the check by host name ignores scheme and port.
    """
    switchboard = live.SwitchboardConsumer.as_asgi(handlers=HANDLERS)
    sockets = AuthMiddlewareStack(SecondStepSockets(URLRouter([path("ws/", switchboard)])))
    return ProtocolTypeRouter({"http": pages, "websocket": OriginValidator(sockets, list(origins))})


application = build(origins=settings.ALLOWED_ORIGINS)
