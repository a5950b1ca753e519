"""The one consumer: checks each frame, finds the namespace's handler, sends back refusals."""

import json
import logging
import re
import time
from collections import deque
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.translation import gettext as _

from common.exceptions import Refused
from common.live.frames import EXTENSION
from common.live.groups import session_mark
from common.live.hub import current_hub
from common.live.socket import Frame, Handler, Socket
from common.middleware import chosen_language

logger = logging.getLogger(__name__)

FRAME_TYPE = re.compile(r"^([a-z][a-z_]{0,30})\.([a-z][a-z_]{0,30})$")
MAX_FRAME_CHARS = 32_768
FRAMES_PER_WINDOW = 20
WINDOW_S = 10.0
# Warned this many times in a row without slowing down: not a person typing.
MAX_WARNINGS = 40
TOO_MANY = 4429


class BadFrame(Exception):
    """The frame is not one of ours."""


class SwitchboardConsumer(AsyncWebsocketConsumer):
    """One per connection. `handlers` maps each namespace to the class that answers it."""

    handlers: dict[str, type[Handler]] = {}

    def __init__(self, *args: Any, handlers: dict[str, type[Handler]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if handlers is not None:
            self.handlers = handlers
        self._active: dict[str, Handler] = {}
        self._recent: deque[float] = deque(maxlen=FRAMES_PER_WINDOW)
        self._warnings = 0
        self.socket: Socket | None = None

    async def connect(self) -> None:
        hub = current_hub()
        session = self.scope.get("session")
        self.socket = Socket(
            person=self.scope.get("user") or AnonymousUser(),
            hub=hub,
            write=self._write,
            close=self._shut,
            session_mark=session_mark(getattr(session, "session_key", None)),
            straight=self.scope.get("extensions", {}).get(EXTENSION, {}).get("write"),
        )
        hub.add(self.socket)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if self.socket is None:
            return
        self.socket.forget()
        for handler in self._active.values():
            try:
                await handler.closed(self.socket)
            except Exception:
                logger.exception("a live handler failed while closing")

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Never raises: whatever comes in, the worst answer is an error frame."""
        if self.socket is None or self.socket.is_closed or self._is_flooding():
            return
        translation.activate(chosen_language(self.scope.get("cookies", {})))
        try:
            namespace, verb, frame = parse(text_data)
            handler = self._handler(namespace)
        except BadFrame:
            await self._error("bad_frame", _("This message could not be understood."))
            return
        try:
            await handler.receive(self.socket, verb, frame)
        except Refused as refusal:
            await self._error(refusal.code, str(refusal.sentence), frame)
        except BadFrame:
            await self._error("bad_frame", _("This message could not be understood."), frame)
        except Exception:
            logger.exception("a live handler failed on %s.%s", namespace, verb)
            await self._error("internal", _("Something went wrong on our side. Try again."), frame)

    def _handler(self, namespace: str) -> Handler:
        if namespace not in self._active:
            if namespace not in self.handlers:
                raise BadFrame
            self._active[namespace] = self.handlers[namespace]()
        return self._active[namespace]

    def _is_flooding(self) -> bool:
        """True when this frame is over the limit; then it is dropped, with a warning."""
        assert self.socket is not None
        moment = time.monotonic()
        is_over = len(self._recent) == FRAMES_PER_WINDOW and moment - self._recent[0] < WINDOW_S
        if not is_over:
            self._recent.append(moment)
            self._warnings = 0
            return False
        self._warnings += 1
        if self._warnings > MAX_WARNINGS:
            self.socket.cut(TOO_MANY)
        else:
            self.socket.deliver(json.dumps({"type": "error", "code": "too_fast"}))
        return True

    async def _error(self, code: str, sentence: str, frame: Frame | None = None) -> None:
        """`ref` is the browser's own mark on its frame, sent back so that it knows which one was refused."""
        assert self.socket is not None
        answer: Frame = {"type": "error", "code": code, "sentence": sentence}
        ref = (frame or {}).get("ref")
        if isinstance(ref, str | int):
            answer["ref"] = ref
        await self.socket.send(answer)

    async def _write(self, text: str) -> None:
        # base_send skips the consumer's dispatching: it is what lets one process reach a thousand readers.
        await self.base_send({"type": "websocket.send", "text": text})

    async def _shut(self, code: int) -> None:
        await self.base_send({"type": "websocket.close", "code": code})


def parse(text: str | None) -> tuple[str, str, Frame]:
    """Namespace, verb and content of one frame; BadFrame for anything else."""
    if text is None or len(text) > MAX_FRAME_CHARS:
        raise BadFrame
    try:
        frame = json.loads(text)
        # A lone surrogate passes json.loads but no database would take it.
        json.dumps(frame, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise BadFrame
    match = FRAME_TYPE.match(frame["type"])
    if match is None:
        raise BadFrame
    return match[1], match[2], frame
