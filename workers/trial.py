"""Sending one message at once, outside the queue: for trials."""

from tracker.application.message import Message
from tracker.application.tracker import Tracker
from tracker.application.trials import Send
from tracker.settings import Settings
from workers.channels.protocol import Undeliverable
from workers.channels.registry import channels_of


def sender(settings: Settings, tracker: Tracker) -> Send:
    channels = channels_of(settings, tracker)

    def send(message: Message) -> str | None:
        with channels.opened() as opened:
            try:
                opened[message.channel].send(message)
            except Undeliverable as error:
                return error.reason
        return None

    return send
