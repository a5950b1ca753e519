"""Real time: a hub per process, one socket per browser tab, handlers per namespace.

Domain code uses `live.publish(...)` and `live.disconnect_person(...)`, both after commit. The wire protocol is in
`docs/live-protocol.md`.
"""

from common.live.consumer import SwitchboardConsumer
from common.live.groups import outside_group, session_mark, thread_group
from common.live.hub import Hub, MemoryHub, current_hub
from common.live.publishing import disconnect_person, disconnect_session, last_active, publish
from common.live.redis_hub import RedisHub
from common.live.rooms import RoomsByLoop
from common.live.socket import Handler, Socket

__all__ = [
    "Handler",
    "Hub",
    "MemoryHub",
    "RedisHub",
    "RoomsByLoop",
    "Socket",
    "SwitchboardConsumer",
    "current_hub",
    "disconnect_person",
    "disconnect_session",
    "last_active",
    "outside_group",
    "publish",
    "session_mark",
    "thread_group",
]
