"""What a database refuses, as the one line that the command line prints."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tracker.store.kept import refusal


@contextmanager
def database_errors() -> Iterator[None]:
    """Raises StoreUnavailable for whatever the database refuses."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise refusal(error) from error
