"""TCP ports for servers under test, and waiting until one answers."""

import os
import socket
import time
from itertools import cycle
from random import sample

_WORKERS = 16
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
_BELOW_THOSE_OF_CLIENTS = range(16_000 + _WORKER, 32_000, _WORKERS)
_ports = cycle(sample(_BELOW_THOSE_OF_CLIENTS, len(_BELOW_THOSE_OF_CLIENTS)))


def free_port() -> int:
    """A port on 127.0.0.1 that nothing listens on, and that no other worker of this run is given.

    Not one that the kernel chooses: it could give the same to somebody else before the server listens, or while a
    test has it stopped.
    """
    return next(port for port in _ports if not is_open(port))


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until_open(port: int, seconds: float = 15) -> None:
    """Raises TimeoutError where nothing has answered by then."""
    deadline = time.monotonic() + seconds
    while not is_open(port):
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing listens on port {port} after {seconds} s")
        time.sleep(0.02)
