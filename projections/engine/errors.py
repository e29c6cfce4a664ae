"""What stops the engine for a while, unlike a poison event: it comes back and goes on."""

import psycopg
from sqlalchemy.exc import InterfaceError, OperationalError

from tracker.store.errors import StoreUnavailable


class NoGeneration(StoreUnavailable):
    """No generation of the read models is live yet: the engine has not run."""


class LostLead(Exception):
    """Another engine has moved the position: this one must read it anew."""


PASSING = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    StoreUnavailable,
    LostLead,
    OSError,
)
"""Failures that say nothing about an event: the database is away, locked or full, or another engine leads."""
