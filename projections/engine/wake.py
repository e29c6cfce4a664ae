"""Wake-ups of the engine. Any of them may be lost: whoever waits also looks by itself, once a second at most."""

import threading

import psycopg

from tracker.store.postgres_tables import CHANNEL

POLL_SECONDS = 1.0


class Wake:
    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self) -> None:
        self._event.set()

    def wait(self, seconds: float = POLL_SECONDS) -> None:
        self._event.wait(seconds)
        self._event.clear()


class PostgresListener:
    """Hears the appends of other processes. Until it is connected, and while it is cut off, the poll stands in."""

    def __init__(self, database: str, wake: Wake) -> None:
        self._database = database
        self._wake = wake
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._database, autocommit=True, connect_timeout=3) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._wake()
                    while not self._stopped.is_set():
                        for _ in connection.notifies(timeout=0.5, stop_after=1):
                            self._wake()
            except psycopg.OperationalError:
                self._stopped.wait(POLL_SECONDS)
