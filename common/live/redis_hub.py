"""Several processes, one Redis subscription each."""

import asyncio
import json
import logging
import threading
import time
from typing import Any

import redis
from django.conf import settings
from django.utils.crypto import salted_hmac

from common.live.hub import MemoryHub
from common.live.socket import Socket

logger = logging.getLogger(__name__)

RESYNC = json.dumps({"type": "live.resync"})
READY_WITHIN_S = 5.0
RETRY_AFTER_S = 1.0
PRESENT_FOR_S = 6.0


class RedisHub(MemoryHub):
    """Publishes through Redis; listens in one daemon thread, started by the first socket of the process.

    What was published while Redis was away is lost on the wire, never in the database: after each reconnection
    every browser is told `live.resync` and asks for what it lacks.
    """

    def __init__(self, url: str | None = None) -> None:
        super().__init__()
        self._url = url or settings.REDIS_URL
        # Short timeouts: a page must not wait for a broker that is down, its data is already committed.
        self._publisher = redis.Redis.from_url(self._url, socket_connect_timeout=1, socket_timeout=1)
        self._listening = threading.Event()
        self._thread: threading.Thread | None = None
        self._stopping = False

    async def join(self, group: str, socket: Socket) -> None:
        await super().join(group, socket)
        self._start()
        if not self._listening.is_set():
            # Catching up before the subscription exists would leave a gap between the two.
            await asyncio.to_thread(self._listening.wait, READY_WITHIN_S)

    def publish(self, group: str, text: str) -> None:
        self._send({"group": group, "text": text})

    def disconnect(self, person_id: int) -> None:
        # Here at once, even when the broker is down; the others hear it through Redis.
        self.disconnect_here(person_id)
        self._send({"disconnect": person_id})

    def disconnect_session(self, mark: str) -> None:
        self.disconnect_session_here(mark)
        self._send({"disconnect_session": mark})

    def count_present(self, room: str, people: set[int]) -> int:
        """Each process says again every two seconds who it has; whoever is not said again is gone after a few.

        Redis holds a keyed hash, not who they are. While Redis is away, only those of this process are counted.
        """
        key, now = f"{settings.LIVE_CHANNEL}:present:{room}", time.time()
        try:
            with self._publisher.pipeline(transaction=False) as order:
                order.zadd(key, {_blurred(room, person): now for person in people})
                order.zremrangebyscore(key, "-inf", now - PRESENT_FOR_S)
                order.zcard(key)
                order.expire(key, int(PRESENT_FOR_S) + 1)
                return max(int(order.execute()[2]), len(people))
        except redis.RedisError:
            return len(people)

    def _send(self, envelope: dict[str, Any]) -> None:
        self._publisher.publish(settings.LIVE_CHANNEL, json.dumps(envelope, ensure_ascii=False))

    def stop(self) -> None:
        """End the listening thread (tests, orderly stop)."""
        self._stopping = True
        if self._thread is not None:
            self._thread.join(timeout=READY_WITHIN_S)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stopping = False
                self._thread = threading.Thread(target=self._listen, name="live-redis", daemon=True)
                self._thread.start()

    def _listen(self) -> None:
        was_connected = False
        while not self._stopping:
            try:
                was_connected = self._listen_until_cut(resync=was_connected) or was_connected
            except (redis.RedisError, OSError) as error:
                logger.warning("live: Redis is away (%s), trying again", type(error).__name__)
                was_connected = True
            self._listening.clear()
            if not self._stopping:
                threading.Event().wait(RETRY_AFTER_S)

    def _listen_until_cut(self, *, resync: bool) -> bool:
        with redis.Redis.from_url(
            self._url, socket_connect_timeout=2, socket_keepalive=True, health_check_interval=15
        ) as client:
            subscription = client.pubsub(ignore_subscribe_messages=False)
            subscription.subscribe(settings.LIVE_CHANNEL)
            while not self._stopping:
                message = subscription.get_message(timeout=1.0)
                if message is None:
                    continue
                if message["type"] == "subscribe":
                    self._listening.set()
                    if resync:
                        self.tell_everyone_here(RESYNC)
                elif message["type"] == "message":
                    self._dispatch(message["data"])
        return True

    def _dispatch(self, data: bytes) -> None:
        try:
            envelope = json.loads(data)
            if "disconnect" in envelope:
                self.disconnect_here(int(envelope["disconnect"]))
            elif "disconnect_session" in envelope:
                self.disconnect_session_here(str(envelope["disconnect_session"]))
            else:
                self.deliver_here(envelope["group"], envelope["text"])
        except (ValueError, KeyError, TypeError):
            logger.warning("live: an unreadable message was dropped")


def _blurred(room: str, person_id: int) -> str:
    return salted_hmac("espace.presence", f"{room}:{person_id}").hexdigest()[:16]
