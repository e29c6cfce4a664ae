"""A line between a browser and the product that counts every byte, and can be as slow and as far as in the hills."""

import asyncio
import threading
import time
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

KILOBITS = 400
ROUND_TRIP = 0.4
"""Seconds. With 400 kbit/s what WebPageTest calls Slow 3G: https://docs.webpagetest.org/connectivity/."""
BACKUP_AFTER = 0.25
"""Seconds that Chromium waits for a connection before it opens a spare one beside it (`kMaxConnectRetryIntervalMs`,
net/socket/transport_client_socket_pool.cc). To this relay every connection stands at once, so it never does."""
_CHUNK = 1400
"""Bytes: about a packet."""


class WeakLine:
    """Entered, it answers at `url` for the product at `target`. Without `kilobits` it counts and does not hold up.

    A new connection costs one round trip more, as TCP's handshake does; the second is the spare one that a browser has
    opened while it waited for the first (`BACKUP_AFTER`). All connections share one line.
    """

    def __init__(self, target: str, kilobits: int | None = None, round_trip: float = 0) -> None:
        self._target = urlsplit(target)
        self._seconds_a_byte = 8 / (kilobits * 1000) if kilobits else 0
        self._round_trip = round_trip
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._open = threading.Event()
        self._ended: asyncio.Event | None = None
        self._free_at = {"up": 0.0, "down": 0.0}
        self._received = 0
        self._last_at = 0.0
        self._begun: list[float] = []
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._open.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._ended is not None
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()
        self._loop.close()

    def quiet_for(self, seconds: float) -> bool:
        """Whether nothing has come through for so long."""
        return time.monotonic() - self._last_at > seconds

    def received(self) -> int:
        """Bytes that came to the browser since this was asked last, headers included."""
        received, self._received = self._received, 0
        return received

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._ended = asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._open.set()
        await self._ended.wait()
        server.close()
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _connect(self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        product, to_product = await asyncio.open_connection(self._target.hostname, self._target.port)
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.sleep(self._handshake())
            await asyncio.gather(
                self._carry(browser, to_product, "up"), self._carry(product, to_browser, "down")
            )
        to_browser.close()
        to_product.close()

    def _handshake(self) -> float:
        """Seconds until a connection that is asked for now stands."""
        now = self._loop.time()
        self._begun.append(now)
        if len(self._begun) != 2 or self._round_trip <= BACKUP_AFTER:
            return self._round_trip
        return max(0.0, min(self._begun[0] + BACKUP_AFTER, now) + self._round_trip - now)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str) -> None:
        """Until the source ends; what is under way then still arrives."""
        while chunk := await source.read(_CHUNK):
            begins = max(self._loop.time(), self._free_at[way])
            self._free_at[way] = begins + len(chunk) * self._seconds_a_byte
            if way == "down":
                self._received += len(chunk)
            self._loop.call_at(self._free_at[way] + self._round_trip / 2, self._deliver, sink, chunk)
        self._loop.call_at(max(self._loop.time(), self._free_at[way]) + self._round_trip / 2, _end, sink)

    def _deliver(self, sink: asyncio.StreamWriter, chunk: bytes) -> None:
        self._last_at = time.monotonic()
        if not sink.is_closing():
            sink.write(chunk)


def _end(sink: asyncio.StreamWriter) -> None:
    if not sink.is_closing() and sink.can_write_eof():
        sink.write_eof()
