"""The server's side of a socket, which lets a frame encoded once be written straight to a thousand connections.

Through the ASGI messages alone, each reader costs a task, an encoding and a queue for each text: that was most of the
time between a message and its last reader.
"""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from common.live.frames import EXTENSION


class StraightSockets(WebSocketsSansIOProtocol):
    """uvicorn's own protocol, which also says in the scope how to write a frame."""

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        # A handshake that is refused has no scope: nothing of ours runs.
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = {"write": self.write_frame}

    def write_frame(self, frame: bytes) -> bool:
        """Write now and without waiting; False when it cannot be: not open, closing, or a reader too slow."""
        is_open = self.handshake_complete and not (self.close_sent or self.disconnected)
        if not is_open or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True
