"""Beranda and the pages after it on a weak line, in a browser on a slow telephone: `python -m benchmarks.weak_line`.

Method. A Chromium whose processor is slowed down four times opens the demo through a line of 400 kbit/s each way with a
round trip of 400 ms (`tests/support/weak_line.py`: a relay that holds each packet up; a new connection costs a round
trip more). The first page: the Camat, signed in, opens Beranda with nothing kept by the browser, five times. The next
ones: a browser that has opened Beranda goes through the main pages. Timed by the browser itself, from the asking until
the largest part of what is to be read has been painted; bytes are those that came through the line, headers included.
HTTP without TLS, as in an office's own network: over TLS 1.3 each connection costs one round trip more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import Figure
from benchmarks.running import main
from tests.support.browser import chromium_binary
from tests.support.opening import seconds_until_read, weight
from tests.support.product import Product
from tests.support.weak_line import KILOBITS, ROUND_TRIP, WeakLine
from tracker.application.demo_home import DEMO_PASSWORD

CAMAT = "camat.sumberjambe"
TIMES = 5
SLOWER = 4
NEXT = (
    "/tindak-lanjut",
    "/kegiatan",
    "/kegiatan/baru",
    "/laporan",
    "/indikator/pemerintahan",
    "/survei",
    "/pengaturan",
)


def measure(directory: Path) -> list[Figure]:
    binary = chromium_binary()
    if binary is None:
        return [Figure("Pages on a weak line", "not measured: no Chromium")]
    with (
        _demo(directory / "weak-line") as product,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"]) as browser,
    ):
        state = _signed_in(browser, product.url)
        first = [_first(browser, product.url, state) for _ in range(TIMES)]
        following = _following(browser, product.url, state)
        heaviest = _weights(browser, product.url, state)
    return [
        Figure("First page on a weak line, until it can be read", _spread(first), "≤ 2 s"),
        Figure("Each next page", _spread(following), ""),
        Figure("Bytes of the first page", f"{heaviest[0] / 1000:.1f} KB", "≤ 60 KB"),
        Figure("Bytes of the heaviest of the next ones", f"{max(heaviest[1:]) / 1000:.1f} KB", "≤ 15 KB"),
    ]


@contextmanager
def _demo(folder: Path) -> Iterator[Product]:
    folder.mkdir()
    product = Product(folder)
    try:
        loaded = product.run("demo")
        assert loaded.returncode == 0, loaded.stderr
        product.serve()
        yield product
    finally:
        product.stop_all()


def _signed_in(browser: Browser, url: str) -> Any:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}/masuk")
        page.locator("[name=username]").fill(CAMAT)
        page.locator("[name=password]").fill(DEMO_PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(f"{url}/")
        return context.storage_state()


def _first(browser: Browser, url: str, state: Any) -> float:
    with WeakLine(url, KILOBITS, ROUND_TRIP) as line, browser.new_context(storage_state=state) as context:
        return seconds_until_read(_slowed(context.new_page()), f"{line.url}/")


def _following(browser: Browser, url: str, state: Any) -> list[float]:
    with WeakLine(url, KILOBITS, ROUND_TRIP) as line, browser.new_context(storage_state=state) as context:
        page = _slowed(context.new_page())
        weight(page, line, "/")
        return [seconds_until_read(page, line.url + path) for path in NEXT]


def _weights(browser: Browser, url: str, state: Any) -> list[int]:
    with WeakLine(url) as line, browser.new_context(storage_state=state) as context:
        page = context.new_page()
        return [weight(page, line, path) for path in ("/", *NEXT)]


def _slowed(page: Page) -> Page:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _spread(seconds: list[float]) -> str:
    return f"median {median(seconds):.2f} s, most {max(seconds):.2f} s ({len(seconds)} ×)"


if __name__ == "__main__":
    main(measure)
