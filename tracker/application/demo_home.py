"""What a demo home knows of itself, and its accounts. Light to import: a loaded demo must answer at once."""

from collections.abc import Sequence

import sqlalchemy as sa

from tracker.application.seed_files import OFFICES, PersonSeed, invented_seed, office_seed
from tracker.store.kept import installation

DEMO_PASSWORD = "contoh-2026"  # noqa: S105  # the password of invented accounts, printed and shown on purpose
EMPTY = "empty"
FULL = "full"


def loaded(connection: sa.Connection) -> str | None:
    """How far the demo of this home is: None, `empty` (offices and accounts) or `full`."""
    return value(connection, "demo_loaded")


def demo_accounts() -> Sequence[tuple[str, PersonSeed]]:
    """The accounts of the demo, each with the name of its office, in the order of the files."""
    return [
        (office_seed(name).name, person)
        for name in OFFICES
        for person in invented_seed(name).people
        if person.username is not None
    ]


def value(connection: sa.Connection, key: str) -> str | None:
    found: str | None = connection.scalar(sa.select(installation.c.value).where(installation.c.key == key))
    return found


def set_value(connection: sa.Connection, key: str, text: str) -> None:
    changed = connection.execute(
        sa.update(installation).where(installation.c.key == key).values(value=text)
    ).rowcount
    if not changed:
        connection.execute(sa.insert(installation).values(key=key, value=text))
