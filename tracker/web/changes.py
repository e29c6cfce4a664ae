"""Which offices changed, told by the projector's process through Redis (server form)."""

import asyncio
import logging

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tracker.web.live import Live

CHANNEL = "tindaklanjut:changes"
_RETRY_SECONDS = 0.5
_log = logging.getLogger("tindaklanjut.web")


class _Change(msgspec.Struct, frozen=True):
    offices: frozenset[str]
    position: int


async def follow_redis(url: str, live: Live) -> None:
    """Until it is cancelled. Redis may come and go: after each reconnection everything looked at is computed anew."""
    away = False
    while True:
        try:
            async with (
                Redis.from_url(url, socket_connect_timeout=2, health_check_interval=10) as client,
                client.pubsub() as announcements,
            ):
                await announcements.subscribe(CHANNEL)
                away = False
                live.changed_unseen()
                while True:
                    message = await announcements.get_message(ignore_subscribe_messages=True, timeout=5)
                    if message is not None:
                        live.changed(msgspec.json.decode(message["data"], type=_Change).offices)
        except (RedisError, OSError) as error:
            if not away:
                _log.warning("redis: %s; trying until it is back", error.__class__.__name__)
            away = True
        except msgspec.DecodeError:
            _log.exception("unreadable announcement on %s", CHANNEL)
        await asyncio.sleep(_RETRY_SECONDS)
