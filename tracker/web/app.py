"""The web application: pages, API, live updates, health: put together here."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager

from litestar import Litestar
from litestar.concurrency import set_asyncio_executor
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.plugins.prometheus import PrometheusConfig

from tracker.application.tracker import Tracker
from tracker.application.trials import Send
from tracker.bootstrap import is_demo
from tracker.settings import Settings
from tracker.web import health, language, offline, one_tap, signing_in, unsubscribing
from tracker.web.access_log import with_access_log
from tracker.web.api.routes import API
from tracker.web.api.schema import openapi
from tracker.web.behind_sign_in import behind_sign_in
from tracker.web.errors import handle
from tracker.web.file_answer import UNCOMPRESSED
from tracker.web.headers import insist_on_tls, protect
from tracker.web.host import refuse_bad_hosts
from tracker.web.live import Live
from tracker.web.pages import help as help_pages
from tracker.web.pages.routes import PAGES
from tracker.web.sessions import Sessions
from tracker.web.site import Site, WebRequest, site_of
from tracker.web.static_files import StaticFiles
from tracker.web.templates import open_templates

MAX_BODY_BYTES = 256 * 1024
THREADS = 12
"""Synchronous handlers that run at once; each may hold one connection of the store."""

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


def create_app(
    tracker: Tracker,
    settings: Settings,
    *,
    send: Send,
    live: Live | None = None,
    lifespan: Sequence[Lifespan] = (),
) -> Litestar:
    """An application over an open tracker, which stays the caller's to close.

    `live` is handed in by whoever tells it of changes, `send` by whoever knows the channels.
    """
    static_files = StaticFiles()
    site = Site(
        tracker=tracker,
        settings=settings,
        sessions=Sessions(tracker.kept, tracker.clock),
        templates=open_templates(static_files),
        live=live or Live(tracker),
        send=send,
        demo=is_demo(tracker.kept),
    )
    set_asyncio_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="web"))
    app = Litestar(
        route_handlers=[
            signing_in.routes(),
            one_tap.routes(),
            unsubscribing.routes(),
            language.routes(),
            help_pages.routes(),
            offline.worker,
            offline.offline,
            behind_sign_in(PAGES),
            API,
            health.alive,
            health.ready,
            health.metrics,
            static_files.handler(),
        ],
        dependencies={"tracker": Provide(_tracker, sync_to_thread=False)},
        exception_handlers={Exception: handle},
        before_send=[protect, insist_on_tls] if site.secure else [protect],
        compression_config=CompressionConfig(
            backend="brotli", brotli_quality=4, minimum_size=400, exclude_opt_key=next(iter(UNCOMPRESSED))
        ),
        middleware=[
            PrometheusConfig(app_name="tindaklanjut", prefix="tindaklanjut", group_path=True).middleware
        ],
        lifespan=list(lifespan),
        openapi_config=openapi(),
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        state=State({"site": site}),
        debug=False,
    )
    app.asgi_handler = with_access_log(refuse_bad_hosts(language.with_language(app.asgi_handler, site)))
    return app


def _tracker(request: WebRequest) -> Tracker:
    return site_of(request).tracker
