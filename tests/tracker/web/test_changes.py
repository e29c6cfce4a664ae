"""Server form: the projector's announcements arrive through Redis, also after Redis was away."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from redis import Redis

from tests.support.office import CODE
from tests.support.redis_server import RedisServer
from tracker.application.tracker import Tracker
from tracker.web.changes import CHANNEL, follow_redis
from tracker.web.live import Live


async def until(happened: Callable[[], bool]) -> None:
    for _ in range(500):
        if happened():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nothing happened within ten seconds")


def announce(url: str, *offices: str) -> int:
    with Redis.from_url(url) as client:
        heard: int = client.publish(CHANNEL, json.dumps({"offices": offices, "position": 1}))
    return heard


def test_announcements_are_heard_before_and_after_a_restart_of_redis(
    tracker: Tracker, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async def listen() -> list[str]:
        live = Live(tracker)
        live.open()
        received: asyncio.Queue[str] = asyncio.Queue()

        async def read() -> None:
            async for message in live.stream(CODE, lambda: True):
                if message.event:
                    received.put_nowait(str(message.data))

        reading = asyncio.create_task(read())
        following = asyncio.create_task(follow_redis(redis_server.url, live))
        await until(lambda: announce(redis_server.url, "elsewhere") == 1 and not received.empty())
        await asyncio.sleep(0.2)
        before = received.qsize()
        announce(redis_server.url, "elsewhere")
        await asyncio.sleep(0.2)
        assert received.qsize() == before
        announce(redis_server.url, CODE)
        await until(lambda: received.qsize() > before)
        redis_server.stop(kill=True)
        await asyncio.sleep(1.5)
        redis_server.start()
        await until(lambda: announce(redis_server.url, CODE) == 1)
        again = received.qsize()
        announce(redis_server.url, CODE)
        await until(lambda: received.qsize() > again)
        live.stop()
        await asyncio.wait_for(reading, 5)
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        return [received.get_nowait() for _ in range(received.qsize())]

    received = asyncio.run(listen())
    assert len(caplog.messages) == 1, "an outage is told of once, not at each attempt"
    assert all(json.loads(text)["figures"][0]["code"] == "koordinasi" for text in received)


def test_who_may_no_longer_look_is_left_out_however_much_happens(tracker: Tracker) -> None:
    async def listen() -> int:
        live = Live(tracker, heartbeat=0.3)
        live.open()
        received = 0
        async for message in live.stream(CODE, lambda: False):
            received += message.event is not None
            live.changed(frozenset({CODE}))
        return received

    assert asyncio.run(asyncio.wait_for(listen(), 5)) > 1
