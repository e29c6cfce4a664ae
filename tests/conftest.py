"""Which fixtures there are, and that a run told to stop still ends the servers it started.

No example of a property has a deadline of its own: how busy the machine is says nothing about the rule.
"""

import signal
from types import FrameType

import hypothesis
import psutil
import pytest

pytest_plugins = [
    "tests.support.servers",
    "tests.support.database",
    "tests.support.product",
    "tests.support.demo",
    "tests.support.browser",
    "tests.support.freezing",
]


hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """SIGTERM as Ctrl-C, which a terminal sends to workers too: fixtures are torn down instead of left behind."""

    def stop(signal_number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would cut the tearing down short
        if config.pluginmanager.hasplugin("dsession"):
            for worker in psutil.Process().children():
                worker.terminate()
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
