"""What the server loads: the web, and in the embedded form everything else too, in one process."""

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from types import FrameType

from litestar import Litestar
from litestar.concurrency import sync_to_thread

from tracker.application.demo_home import DEMO_PASSWORD, demo_accounts
from tracker.application.tracker import Tracker
from tracker.bootstrap import close_tracker, is_demo, open_projector, open_tracker
from tracker.domain.role import ROLE_NAMES
from tracker.settings import Settings, read_settings
from tracker.web.app import create_app
from tracker.web.live import Live
from workers import auditor, trial

_PARENT_CHECK_SECONDS = 1.0


def create() -> Litestar:
    """Called by the server in its worker process, after the fork. Raises SettingsError, StoreUnavailable."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("celery").setLevel(logging.WARNING)
    settings = read_settings(os.environ)
    tracker = open_tracker(settings)
    live = Live(tracker)
    return create_app(
        tracker,
        settings,
        live=live,
        send=trial.sender(settings, tracker),
        lifespan=[partial(_running, settings=settings, tracker=tracker, live=live)],
    )


@asynccontextmanager
async def _running(app: Litestar, *, settings: Settings, tracker: Tracker, live: Live) -> AsyncIterator[None]:
    """Ends in the reverse order: live streams, the auditor, reminders, the fold, and the store when nobody uses it any more."""
    async with AsyncExitStack() as ending:
        ending.push_async_callback(sync_to_thread, close_tracker, tracker)
        live.open()
        if settings.embedded:
            ending.push_async_callback(sync_to_thread, _start_fold(settings, tracker, live))
            ending.push_async_callback(sync_to_thread, _start_reminders(settings, tracker))
        else:
            # only the connected form loads the Redis client, which takes 3 MB
            from tracker.web.changes import follow_redis  # noqa: PLC0415

            following = asyncio.create_task(follow_redis(settings.redis or "", live))
            ending.callback(following.cancel)
        ending.push_async_callback(sync_to_thread, auditor.start(settings, tracker))
        ending.callback(live.stop)
        _leave_on_signal(live)
        _end_with_parent()
        gc.freeze()  # what start-up has made stays: walking through it would stop every request for 60 ms
        print(*_greeting(settings, tracker), sep="\n", flush=True)
        yield


def _greeting(settings: Settings, tracker: Tracker) -> Iterator[str]:
    """What a start ends with: where to go, and in a demo home who can sign in."""
    yield f"Tindak Lanjut siap di {settings.base_url}"
    if is_demo(tracker.kept):
        yield f"Akun contoh (kata sandi semuanya: {DEMO_PASSWORD}):"
        for office, person in demo_accounts():
            role = ROLE_NAMES[person.role] if person.role else ""
            yield f"  {person.username:<32} {role}, {office}"


def _start_fold(settings: Settings, tracker: Tracker, live: Live) -> Callable[[], None]:
    engine = open_projector(settings, tracker)
    engine.on_commit(tracker.views.folded)
    engine.on_commit(lambda offices, position: live.changed(offices))
    engine.step()  # the first page finds read models, also in a home that has just been made
    thread = threading.Thread(target=engine.run, name="fold")
    thread.start()

    def stop() -> None:
        engine.stop()
        thread.join()
        engine.close()

    return stop


def _start_reminders(settings: Settings, tracker: Tracker) -> Callable[[], None]:
    # only the embedded form loads Celery into the web's process
    from workers import embedded  # noqa: PLC0415

    return embedded.start(settings, tracker)


def _leave_on_signal(live: Live) -> None:
    """The server waits for open answers before it ends, and a live stream would keep it waiting.

    One signal ends it: told twice, as by Ctrl-C in a terminal and then by its parent, the server now and then blocks in
    its own handler (granian 2.8) until it is killed. So Ctrl-C is left to the parent, and a second SIGTERM to nobody.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    before = signal.getsignal(signal.SIGTERM)

    def leave(received: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        live.stop()
        if callable(before):
            before(received, frame)

    signal.signal(signal.SIGTERM, leave)


def _end_with_parent() -> None:
    """A worker whose server was killed would otherwise hold the address and the home for ever."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            pause.wait(_PARENT_CHECK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    pause = threading.Event()
    threading.Thread(target=watch, name="parent", daemon=True).start()
