"""What most commands begin with: settings, an open tracker, who acts, and read models at the log's end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import click

from tracker.application.accounts import actor_of
from tracker.application.actor import Actor, operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.bootstrap import close_tracker, open_projector, open_tracker
from tracker.cli.database_errors import database_errors
from tracker.settings import Settings, read_settings

CATCH_UP_SECONDS = 60.0


def settings() -> Settings:
    """Raises SettingsError."""
    return read_settings(os.environ)


@contextmanager
def opened(given: Settings | None = None) -> Iterator[Tracker]:
    """A tracker to write with. Raises SettingsError, StoreUnavailable."""
    with database_errors():
        tracker = open_tracker(given or settings())
        try:
            yield tracker
        finally:
            close_tracker(tracker)


@contextmanager
def opened_for_reading() -> Iterator[Tracker]:
    """A tracker whose read models have reached the log's end: this command folds what is missing if nobody else
    does, and else waits for who does."""
    given = settings()
    with opened(given) as tracker:
        if not catch_up(given, tracker):
            click.echo("Data bacaan belum mutakhir; angka di bawah dapat tertinggal.", err=True)
        yield tracker


def catch_up(given: Settings, tracker: Tracker) -> bool:
    """False when the read models are still behind after a minute.

    In the server form without the owner's address only the projector can fold, so this waits for it.
    """
    if not given.embedded and given.database_owner is None:
        return tracker.views.wait_for(tracker.store.head(), CATCH_UP_SECONDS)
    engine = open_projector(given, tracker)
    try:
        return engine.catch_up(CATCH_UP_SECONDS)
    finally:
        engine.close()


def acting(tracker: Tracker, username: str | None) -> Actor:
    """The account of `--as`, else the operator. Raises NotFound."""
    return operator() if username is None else actor_of(tracker, username, "cli")


def asked(reason: str = "") -> Asked:
    """A command line is typed once: each has a request id of its own."""
    return Asked(request_id=f"cli/{uuid4()}", reason=reason)
