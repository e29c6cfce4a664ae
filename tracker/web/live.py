"""Figures as they change, in the browser: server-sent events, computed once for each office, language and change.

The fold tells which offices changed (from the engine's thread, or by Redis); whoever looks at such an office gets
its newest figures. Changes that come while figures are being computed are answered by one more computation.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

from litestar.concurrency import sync_to_thread
from litestar.response import ServerSentEventMessage
from sqlalchemy.exc import SQLAlchemyError

from tracker.application.language import current, speaking
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.store.errors import StoreError
from tracker.web.snapshot import snapshot

EVENT, CHANGED = "angka", "berubah"
HEARTBEAT_SECONDS = 15.0
LONGEST_SECONDS = 600.0
"""A stream ends after this time: the browser reconnects, and is asked again who it is."""
PAUSE_SECONDS = 0.05
"""Between two computations for the same office: a burst of changes costs twenty a second at most."""
RETRY_SECONDS = 1.0
RECONNECT_MILLISECONDS = 2000
_log = logging.getLogger("tindaklanjut.web")
_CONNECTED = ServerSentEventMessage(data=None, comment="tersambung", retry=RECONNECT_MILLISECONDS)
_ALIVE = ServerSentEventMessage(data=None, comment="detak")


class Live:
    """One for each process; bound to the event loop that `open` is called in."""

    def __init__(self, tracker: Tracker, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        self._tracker = tracker
        self._heartbeat = heartbeat
        self._loop: asyncio.AbstractEventLoop | None = None
        self._feeds: dict[tuple[str, str], _Feed] = {}
        self._watching: dict[str, set[asyncio.Event]] = {}
        self._stopping = asyncio.Event()

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Lets every stream leave at once. From any thread or signal handler."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop)

    def changed(self, offices: frozenset[str]) -> None:
        """From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._refresh, offices)

    def changed_unseen(self) -> None:
        """Announcements may have been missed: every office that is looked at is computed anew."""
        self._refresh(frozenset({office for office, _ in self._feeds} | self._watching.keys()))

    async def stream(
        self, office: str, still_allowed: Callable[[], bool]
    ) -> AsyncIterator[ServerSentEventMessage]:
        """The figures now, then after each change, in the language of the request; a comment at least every 15 s, when
        `still_allowed` is asked."""
        key = (office, current())
        feed = self._feeds.setdefault(key, _Feed(self._tracker, *key))
        news = asyncio.Event()
        feed.listeners.add(news)
        try:
            yield _CONNECTED
            feed.refresh(only_if_unknown=True)
            async for is_news in self._waited(news, still_allowed):
                if not is_news:
                    yield _ALIVE
                elif feed.payload:
                    yield ServerSentEventMessage(data=feed.payload, event=EVENT)
        finally:
            feed.listeners.discard(news)
            if not feed.listeners and self._feeds.get(key) is feed:
                del self._feeds[key]

    async def changes(
        self, office: str, still_allowed: Callable[[], bool]
    ) -> AsyncIterator[ServerSentEventMessage]:
        """That something of the office has changed, and nothing of what: for a page that knows what to ask then. No figure
        is computed for it."""
        news = asyncio.Event()
        self._watching.setdefault(office, set()).add(news)
        try:
            yield _CONNECTED
            async for is_news in self._waited(news, still_allowed):
                yield ServerSentEventMessage(data=office, event=CHANGED) if is_news else _ALIVE
        finally:
            self._watching[office].discard(news)
            if not self._watching[office]:
                del self._watching[office]

    async def _waited(self, news: asyncio.Event, still_allowed: Callable[[], bool]) -> AsyncIterator[bool]:
        """True at news, False at each heartbeat, as long as the stream may last."""
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + LONGEST_SECONDS
        check_at = loop.time() + self._heartbeat
        while not self._stopping.is_set() and loop.time() < ends_at:
            if loop.time() >= check_at:
                if not await sync_to_thread(still_allowed):
                    return
                check_at = loop.time() + self._heartbeat
                yield False
            try:
                async with asyncio.timeout_at(check_at):
                    await news.wait()
            except TimeoutError:
                continue
            news.clear()
            if not self._stopping.is_set():
                yield True

    @property
    def listeners(self) -> int:
        looking = sum(len(feed.listeners) for feed in self._feeds.values())
        return looking + sum(map(len, self._watching.values()))

    def _refresh(self, offices: frozenset[str]) -> None:
        for (office, _), feed in self._feeds.items():
            if office in offices:
                feed.refresh()
        for office in offices & self._watching.keys():
            _wake(self._watching[office])

    def _stop(self) -> None:
        self._stopping.set()
        for listeners in (*(feed.listeners for feed in self._feeds.values()), *self._watching.values()):
            _wake(listeners)


def _wake(listeners: set[asyncio.Event]) -> None:
    for listener in listeners:
        listener.set()


class _Feed:
    """One office that somebody looks at, in that reader's language."""

    def __init__(self, tracker: Tracker, office: str, language: str) -> None:
        self.payload = ""
        self.listeners: set[asyncio.Event] = set()
        self._tracker = tracker
        self._office = office
        self._language = language
        self._stale = False
        self._task: asyncio.Task[None] | None = None

    def refresh(self, *, only_if_unknown: bool = False) -> None:
        if only_if_unknown and self.payload:
            self.tell()
            return
        self._stale = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._compute())

    def tell(self) -> None:
        _wake(self.listeners)

    async def _compute(self) -> None:
        while self._stale and self.listeners:
            self._stale = False
            try:
                self.payload = await sync_to_thread(self._snapshot)
            except (StoreError, SQLAlchemyError, Refused) as error:
                _log.warning("live figures of %s: %s; trying again", self._office, error.__class__.__name__)
                self._stale = True
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self.tell()
            await asyncio.sleep(PAUSE_SECONDS)

    def _snapshot(self) -> str:
        with speaking(self._language):
            return snapshot(self._tracker, self._office)
