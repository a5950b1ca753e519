"""How uvicorn is run wherever it holds our sockets: embedded, in production, in tests and in benches."""

import gc
from typing import Any

import uvicorn

from common.live.straight import StraightSockets

MAX_FRAME_BYTES = 65_536


def options(**others: Any) -> dict[str, Any]:
    """The same limits everywhere. Nothing is compressed: one frame, encoded once, is written to every reader."""
    fixed: dict[str, Any] = {
        "ws": StraightSockets,
        "ws_max_size": MAX_FRAME_BYTES,
        "ws_per_message_deflate": False,
        "lifespan": "off",
        "access_log": False,
        "server_header": False,
    }
    return fixed | others


def run(application: Any, *, host: str, port: int, **others: Any) -> None:
    """Serve until stopped."""
    # What is loaded stays: the collector need not walk it again while a thousand readers wait.
    gc.collect()
    gc.freeze()
    uvicorn.run(application, host=host, port=port, **options(log_level="warning", **others))
