"""Opening a page over a line: what it weighs, and when it can be read."""

from playwright.sync_api import Page

from tests.support.weak_line import WeakLine

_LARGEST_PAINT = """() => new Promise(told => new PerformanceObserver(seen => told(seen.getEntries().at(-1).startTime / 1000))
  .observe({type: "largest-contentful-paint", buffered: true}))"""

_INSTALLED = "navigator.serviceWorker?.getRegistrations().then(all => all.length && navigator.serviceWorker.ready.then(() => 0))"
"""What the page before it still fetches for the time without a line belongs to that one."""


def weight(page: Page, line: WeakLine, path: str) -> int:
    """Bytes that opening it brings over the line, headers and what is fetched once it stands included."""
    page.evaluate(_INSTALLED)
    line.received()
    page.goto(line.url + path)
    page.wait_for_timeout(50)
    while not line.quiet_for(0.15):
        page.wait_for_timeout(50)
    return line.received()


def seconds_until_read(page: Page, url: str) -> float:
    """From the asking until the largest part of what is to be read has been painted."""
    page.goto(url)
    seconds: float = page.evaluate(_LARGEST_PAINT)
    return seconds
