"""The memory of the whole embedded product: `python -m benchmarks.memory`.

Method. The product runs over the demo home. Somebody signs in, opens the main pages and logs a meeting; a browser's
live figures are open; the reminders' first tick has gone its whole way. Then the memory of all its processes is added
up: PSS counts a page that processes share once, RSS counts it for each of them.
"""

import time
from pathlib import Path

import httpx

from benchmarks.demo import CAMAT, NOTE_TAKER, Client, load_demo, signed_in, with_token
from benchmarks.log_meeting import TITLE, meeting
from benchmarks.report import Figure
from benchmarks.running import main
from tests.support.product import Product

PAGES = ("/", "/kegiatan/baru", "/kegiatan", "/tindak-lanjut", "/")
MEGABYTE = 1_000_000


def measure(directory: Path) -> list[Figure]:
    folder = directory / "memory"
    folder.mkdir()
    product = Product(folder)
    load_demo(product)
    try:
        part = product.serve()
        _work(product, signed_in(product, CAMAT), with_token(product, NOTE_TAKER))
        infos = [process.memory_full_info() for process in part.processes()]
        shared_once, each = (sum(getattr(info, kind) for info in infos) for kind in ("pss", "rss"))
    finally:
        product.stop_all()
    return [
        Figure(
            f"Memory of all {len(infos)} processes, embedded",
            f"PSS {shared_once / MEGABYTE:.0f} MB, RSS {each / MEGABYTE:.0f} MB",
            "≤ 160 MB",
        )
    ]


def _work(product: Product, reader: Client, writer: Client) -> None:
    for page in PAGES:
        assert reader.get(page).status == 200
    with httpx.stream("GET", f"{product.url}/api/v1/live", headers=reader.headers, timeout=30) as live:
        assert live.is_success
        assert writer.post_json("/api/v1/coordinations", meeting(TITLE)).status == 201
        until = time.monotonic() + 30
        while httpx.get(f"{product.url}/health/ready").json()["heartbeat_age"] is None:
            assert time.monotonic() < until
            time.sleep(0.1)


if __name__ == "__main__":
    main(measure)
