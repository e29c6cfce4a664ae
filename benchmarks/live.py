"""From a commit to the new figures at a listening browser: `python -m benchmarks.live`.

Method. A client listens to the server-sent events of an office; another logs meetings there, about ten a second at
random distances. Timed from the instant that the events carry, which is taken inside the append transaction, before
its COMMIT, to the arrival of the first message whose position is theirs or later: so the time of the COMMIT itself is
counted too. Both instants are those of one machine's clock. Embedded: one product over SQLite. Server: PostgreSQL
(fsync on), Redis, `projector` and `serve` as processes of their own.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

import httpx
from httpx_sse import connect_sse

from benchmarks.demo import NOTE_TAKER, Client, load_demo, token
from benchmarks.log_meeting import TITLE, meeting
from benchmarks.report import Figure, spread
from benchmarks.running import main
from tests.support.postgres_database import fresh_database
from tests.support.postgres_server import PostgresServer
from tests.support.product import Product
from tests.support.redis_server import RedisServer
from tracker.bootstrap import close_tracker, open_tracker
from tracker.settings import read_settings

WARM_UP, TIMES = 20, 200


def measure(directory: Path) -> list[Figure]:
    with _embedded(directory / "live-embedded") as product:
        embedded = _delays(product)
    with _server(directory / "live-server") as product:
        server = _delays(product)
    return [
        Figure("Commit to figures at a browser, embedded", spread(embedded), "p95 ≤ 50 ms"),
        Figure("Commit to figures at a browser, server", spread(server), "p95 ≤ 100 ms"),
    ]


@contextmanager
def _embedded(folder: Path) -> Iterator[Product]:
    folder.mkdir()
    product = Product(folder)
    try:
        load_demo(product)
        product.serve()
        yield product
    finally:
        product.stop_all()


@contextmanager
def _server(folder: Path) -> Iterator[Product]:
    folder.mkdir()
    # The server runs as a user of its own, who must get through to its files.
    folder.parent.chmod(0o755)
    product = Product(folder)
    with ExitStack() as stack:
        postgres = PostgresServer(folder, fsync=True)
        postgres.start()
        stack.callback(postgres.stop)
        redis = RedisServer(folder)
        redis.start()
        stack.callback(redis.stop)
        database = stack.enter_context(fresh_database(postgres.superuser_url))
        product.environment |= {
            "TINDAKLANJUT_DATABASE": database.app_url,
            "TINDAKLANJUT_DATABASE_OWNER": database.owner_url,
            "TINDAKLANJUT_REDIS": redis.url,
            "TINDAKLANJUT_SECRET": "hanya untuk pengukuran",
        }
        made = product.run("migrate")
        assert made.returncode == 0, made.stderr
        load_demo(product)
        stack.callback(product.stop_all)
        product.start("projector")
        product.serve()
        yield product


def _delays(product: Product) -> list[float]:
    issued = token(product, NOTE_TAKER)
    headers = {"Authorization": f"Bearer {issued}"}
    arrived: list[tuple[int, float]] = []
    listening = threading.Event()
    enough = threading.Event()

    def listen() -> None:
        with (
            httpx.Client(base_url=product.url, headers=headers, timeout=30) as client,
            connect_sse(client, "GET", "/api/v1/live") as source,
        ):
            for event in source.iter_sse():
                if event.event == "angka":
                    now = time.time()
                    arrived.append((json.loads(event.data)["position"], now))
                    listening.set()
                if enough.is_set():
                    return

    listener = threading.Thread(target=listen)
    listener.start()
    assert listening.wait(30)
    writer = Client(product.url, headers)
    random = Random(1)
    positions = []
    for number in range(WARM_UP + TIMES):
        answer = writer.post_json("/api/v1/coordinations", meeting(f"{TITLE} {number}"))
        assert answer.status == 201, answer.body
        positions.append(json.loads(answer.body)["position"])
        time.sleep(random.uniform(0.05, 0.15))
    time.sleep(0.5)
    enough.set()
    writer.post_json("/api/v1/coordinations", meeting(TITLE))
    listener.join(30)
    tracker = open_tracker(read_settings(product.environment))
    recorded = [(at, tracker.store.recorded_at(at).timestamp()) for at in positions[WARM_UP:]]
    close_tracker(tracker)
    return [next(seen for shown, seen in arrived if shown >= at) - began for at, began in recorded]


if __name__ == "__main__":
    main(measure)
