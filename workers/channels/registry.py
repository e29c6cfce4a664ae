"""The channels of an installation, by name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tracker.application.channels import EMAIL, INBOX
from tracker.application.tracker import Tracker
from tracker.bootstrap import is_demo
from tracker.settings import Settings
from workers.channels.email import EMail
from workers.channels.inbox import Inbox
from workers.channels.protocol import Channel


class Channels:
    """The ways out. Threads may share it: each batch opens its own."""

    def __init__(self, ways: Mapping[str, Callable[[], Channel]]) -> None:
        self._ways = ways

    @contextmanager
    def opened(self) -> Iterator[Mapping[str, Channel]]:
        """For one batch: a channel connects with its first message, and no sooner."""
        opened = {name: open_() for name, open_ in self._ways.items()}
        try:
            yield opened
        finally:
            for channel in opened.values():
                channel.close()


def channels_of(settings: Settings, tracker: Tracker) -> Channels:
    demo = is_demo(tracker.kept)
    return Channels({INBOX: lambda: Inbox(tracker), EMAIL: lambda: EMail(tracker, settings.smtp, demo=demo)})
