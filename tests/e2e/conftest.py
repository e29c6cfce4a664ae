"""The product in both of its forms, with the demo's data, on the day of `tests.support.day`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.composed import Composed
from tests.e2e.waiting import wait_for
from tests.support.command_line import CommandLine
from tests.support.demo import demo_home
from tests.support.postgres_server import PostgresServer
from tests.support.product import Product
from tests.support.redis_server import RedisServer
from tests.support.smtp_server import SmtpServer


@dataclass(frozen=True)
class Installation:
    """A product that serves at `url` and mails to `smtp`. `hurry` asks for the next tick now, where that can be asked."""

    url: str
    smtp: SmtpServer
    hurry: Callable[[], None]


@contextmanager
def composed_demo(directory: Path, smtp: SmtpServer) -> Iterator[Composed]:
    """A server with all its parts running, the demo loaded."""
    with TemporaryDirectory(prefix="tindaklanjut-test-") as data:  # PostgreSQL's own user must reach it
        postgres, redis = PostgresServer(Path(data)), RedisServer(directory)
        postgres.start()
        redis.start()
        product = Product(directory)
        try:
            composed = Composed(product, postgres, redis, smtp)
            composed.install()
            composed.start_all()
            yield composed
        finally:
            product.stop_all()
            redis.stop()
            postgres.stop()


@pytest.fixture(scope="package")
def demo(loaded_demo: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demo on one machine, serving, its first letters sent; tests that stop nothing share it."""
    with demo_home(loaded_demo, tmp_path_factory.mktemp("demo"), CommandLine) as product:
        product.serve()
        wait_for("the end of the first tick", lambda: _first_letters_are_sent(product))
        yield product


@pytest.fixture(params=["embedded", "server"])
def installation(
    request: pytest.FixtureRequest, loaded_demo: Product, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[Installation]:
    if request.param == "embedded":
        with demo_home(loaded_demo, tmp_path) as product:
            product.environment["TINDAKLANJUT_SMTP"] = smtp_server.url
            product.serve()
            yield Installation(product.url, smtp_server, hurry=lambda: None)
    else:
        with composed_demo(tmp_path, smtp_server) as composed:
            yield Installation(composed.product.url, smtp_server, hurry=composed.tick)


def _first_letters_are_sent(product: Product) -> bool:
    condition = httpx.get(f"{product.url}/health/ready", timeout=10).json()
    return condition["heartbeat_age"] is not None and condition["reminders_pending"] == 0


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Opens browsers with sessions of their own."""
    opened: list[BrowserContext] = []

    def visit() -> Page:
        context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
        opened.append(context)
        return context.new_page()

    yield visit
    for context in opened:
        context.close()
