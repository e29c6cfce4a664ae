"""`serve`: one process tree for the whole product (embedded), or the web alone (server form).

This process only watches over its child, so it loads neither the web nor the store.
"""

import fcntl
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from tracker.settings import Settings

LOCK = "serve.lock"
SECONDS_TO_END = 8


class AlreadyRunning(Exception):
    """One line: what stands in the way."""


def serve(settings: Settings) -> int:
    """Until Ctrl-C or SIGTERM. 1 when the address or the home is in use, said in one line."""
    try:
        with _home_of_our_own(settings):
            _check_free(settings.host, settings.port)
            os.register_at_fork(after_in_child=_end_when_told)
            Server(
                "tracker.asgi:create",
                factory=True,
                address=settings.host,
                port=settings.port,
                interface=Interfaces.ASGI,
                loop=Loops.uvloop,
                workers=1,
                respawn_failed_workers=True,
                workers_kill_timeout=SECONDS_TO_END,
                log_level=LogLevels.warning,
                websockets=False,
            ).serve()
    except AlreadyRunning as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


@contextmanager
def _home_of_our_own(settings: Settings) -> Iterator[None]:
    """Two embedded products on one home would each send reminders and fold for themselves.

    The lock ends with the last process that holds it, a worker left over included.
    """
    if not settings.embedded:
        yield
        return
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.home / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"Tindak Lanjut sudah berjalan untuk {settings.home}; hentikan dahulu yang lama."
            ) from None
        yield


def _end_when_told() -> None:
    """A child inherits the handlers of this process, which would swallow SIGTERM until it has some of its own."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def _check_free(host: str, port: int) -> None:
    """The server itself would share the port with whoever has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise AlreadyRunning(
                f"Alamat {host}:{port} tidak dapat dipakai ({error.strerror}); isi TINDAKLANJUT_BIND dengan alamat lain."
            ) from None
