"""Which fixtures there are, and that a run told to stop still ends the servers it started.

No example of a property has a deadline of its own: how busy the machine is says nothing about the rule.
"""

import signal

import hypothesis

pytest_plugins = [
    "tests.support.servers",
    "tests.support.database",
    "tests.support.product",
    "tests.support.browser",
]


hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """SIGTERM as Ctrl-C: fixtures are torn down instead of left behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
