"""The product as its users start it: real commands in processes of their own, ended with the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import psutil
import pytest

from tests.support.ports import free_port


class Part:
    """One running command and all that it started: a process group, its output in a file."""

    def __init__(
        self, command: tuple[str, ...], environment: Mapping[str, str], log: Path, module: str = "tracker"
    ) -> None:
        self.command = command
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *command],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self._log.read_text(errors="replace")

    @property
    def exit_code(self) -> int | None:
        """None while it runs; minus the signal's number where a signal ended it."""
        return self._process.poll()

    def processes(self) -> list[psutil.Process]:
        """Those of its group that are alive."""
        alive = []
        for process in psutil.process_iter():
            try:
                if os.getpgid(process.pid) == self._process.pid and process.status() != psutil.STATUS_ZOMBIE:
                    alive.append(process)
            except (ProcessLookupError, psutil.NoSuchProcess):
                continue
        return alive

    def stop(self, seconds: float = 15) -> None:
        """SIGTERM to the command itself, as a supervisor ends it."""
        if self.exit_code is None:
            self._process.terminate()
        self._wait_until_gone(seconds)

    def stop_all(self, seconds: float = 15) -> None:
        """SIGTERM to every process of the group, as systemd ends a service."""
        self._tell_all(signal.SIGTERM, seconds)

    def interrupt(self, seconds: float = 15) -> None:
        """Ctrl-C: a terminal sends it to the whole group."""
        self._tell_all(signal.SIGINT, seconds)

    def kill(self) -> None:
        """SIGKILL to the whole group, as when the machine loses power."""
        if self.exit_code is None or self.processes():
            os.killpg(self._process.pid, signal.SIGKILL)
        self._wait_until_gone(5)

    def kill_outer(self) -> None:
        """SIGKILL to the command itself; what it has started must end by itself."""
        self._process.kill()
        self._wait_until_gone(15)

    def inner(self) -> list[psutil.Process]:
        """What the command itself has started."""
        return [process for process in self.processes() if process.pid != self._process.pid]

    def _tell_all(self, number: signal.Signals, seconds: float) -> None:
        if self.exit_code is None:
            os.killpg(self._process.pid, number)
        self._wait_until_gone(seconds)

    def _wait_until_gone(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self.exit_code is None or self.processes():
            if time.monotonic() > deadline:
                left = [" ".join(process.cmdline()) for process in self.processes()]
                if left:
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(timeout=5)
                raise AssertionError(
                    f"tindaklanjut {' '.join(self.command)}: after {seconds} s still running: {left}\n{self.output}"
                )
            time.sleep(0.05)


class Product:
    """A home, an address and an environment; a test may change `environment` before it starts a part."""

    def __init__(self, directory: Path) -> None:
        self.home = directory / "data"
        self._directory = directory
        self._parts: list[Part] = []
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
        self.environment = inherited | {
            "TINDAKLANJUT_HOME": str(self.home),
            "TINDAKLANJUT_BIND": f"127.0.0.1:{port}",
            "TINDAKLANJUT_BASE_URL": self.url,
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, *command: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """A command to its end; its exit code and output are the caller's to judge."""
        return subprocess.run(
            [sys.executable, "-m", "tracker", *command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def start(self, *command: str, module: str = "tracker") -> Part:
        """A command that runs until the test or its end stops it."""
        log = self._directory / f"{len(self._parts)}-{command[0]}.log"
        part = Part(command, self.environment, log, module)
        self._parts.append(part)
        return part

    def serve(self, seconds: float = 60) -> Part:
        """The web part, up and with its read models caught up."""
        part = self.start("serve")
        self.wait_until_ready(part, seconds)
        return part

    def wait_until_ready(self, part: Part, seconds: float = 60) -> None:
        """Raises AssertionError with the part's output where it ends early or is not ready by then."""
        deadline = time.monotonic() + seconds
        while True:
            assert part.exit_code is None, f"ended with {part.exit_code}:\n{part.output}"
            assert time.monotonic() < deadline, f"not ready after {seconds} s:\n{part.output}"
            try:
                if httpx.get(f"{self.url}/health/ready", timeout=5).is_success:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)

    def stop_all(self) -> None:
        """The last started first. Raises the first failure after all have been ended."""
        failures = []
        for part in reversed(self._parts):
            try:
                part.stop()
            except AssertionError as failure:
                failures.append(failure)
        if failures:
            raise failures[0]


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """The embedded product with an empty home; nothing of it is left running after the test."""
    product = Product(tmp_path)
    yield product
    product.stop_all()
