"""The one place that wires things together: settings in, a tracker out."""

import os
from contextlib import suppress
from secrets import token_hex
from uuid import uuid4

import sqlalchemy as sa

from projections.engine.read_models import open_read_models
from projections.engine.runner import Engine, open_engine
from tracker.application.tracker import Tracker
from tracker.clock import Clock, system_clock
from tracker.settings import Settings, SettingsError
from tracker.store import kept, setup
from tracker.store.event_store import open_store
from tracker.store.files import Files
from tracker.store.known_events import KNOWN_EVENTS


def set_up(settings: Settings) -> None:
    """Makes the store where it is missing. Embedded: at every start; server: by `migrate`, as the owner."""
    if settings.embedded:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        setup.create(settings.database)
    elif settings.database_owner is None:
        raise SettingsError(
            "TINDAKLANJUT_DATABASE_OWNER belum diisi: peran pemilik tabel diperlukan untuk ini."
        )
    else:
        setup.create(settings.database, owner=settings.database_owner)


def open_tracker(settings: Settings) -> Tracker:
    """Opens connections: call it after a fork, in the process that uses it.

    Raises SettingsError, StoreUnavailable.
    """
    if settings.embedded:
        set_up(settings)
    tables = kept.open_engine(settings.database)
    clock = _clock(settings, tables)
    return Tracker(
        store=open_store(settings.database, mapping=KNOWN_EVENTS, clock=clock, create=False),
        views=open_read_models(settings.database, tables),
        kept=tables,
        files=Files(settings.home),
        clock=clock,
        new_id=uuid4,
        base_url=settings.base_url,
        secret=_secret(settings),
    )


def open_projector(settings: Settings, tracker: Tracker) -> Engine:
    """The engine that folds the log into the read models; on PostgreSQL it works as the owner."""
    return open_engine(settings.database, tracker.store, tracker.kept, owner=settings.database_owner)


def close_tracker(tracker: Tracker) -> None:
    """Stop and join the threads that use it first."""
    tracker.views.close()
    tracker.kept.dispose()
    tracker.store.close()


def is_demo(tables: sa.Engine) -> bool:
    """Whether this installation was made by `demo`: invented data, said so on every page."""
    with tables.connect() as connection:
        return _kind(connection) == "demo"


def _kind(connection: sa.Connection) -> str | None:
    return connection.scalar(sa.select(kept.installation.c.value).where(kept.installation.c.key == "kind"))


def _clock(settings: Settings, tables: sa.Engine) -> Clock:
    if settings.clock_offset and not is_demo(tables):
        raise SettingsError(
            "TINDAKLANJUT_CLOCK_OFFSET hanya berlaku untuk data contoh; kosongkan, atau jalankan `tindaklanjut demo` dahulu."
        )
    return system_clock(settings.clock_offset)


def _secret(settings: Settings) -> bytes:
    """The given secret; an embedded home keeps one of its own, readable by its user alone."""
    if settings.secret is not None:
        if len(settings.secret) < 16:
            raise SettingsError("TINDAKLANJUT_SECRET terlalu pendek; isi sedikitnya 16 huruf acak.")
        return settings.secret.encode()
    if not settings.embedded:
        raise SettingsError("TINDAKLANJUT_SECRET belum diisi; isi sedikitnya 16 huruf acak.")
    path = settings.home / "secret"
    with (
        suppress(FileExistsError),
        os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file,
    ):
        file.write(token_hex(32))
    return path.read_bytes()
