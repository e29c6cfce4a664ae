"""Which fixtures there are, and that a run told to stop still ends the servers it started."""

import signal

pytest_plugins = [
    "tests.support.servers",
    "tests.support.database",
    "tests.support.product",
    "tests.support.browser",
]


def pytest_configure() -> None:
    """SIGTERM as Ctrl-C: fixtures are torn down instead of left behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
