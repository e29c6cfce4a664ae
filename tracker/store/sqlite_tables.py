"""The log in SQLite: three tables that only grow."""

APPEND_ONLY = ("events", "claims", "requests")

_TABLES = [
    """
    CREATE TABLE IF NOT EXISTS events (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        recorded_at TEXT NOT NULL,
        UNIQUE (originator_id, originator_version)
    )
    """,
    "CREATE INDEX IF NOT EXISTS events_recorded_at ON events (recorded_at)",
    """
    CREATE TABLE IF NOT EXISTS claims (
        key TEXT PRIMARY KEY, stream TEXT NOT NULL, position INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS requests (
        id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer BLOB NOT NULL, position INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
]

# INSERT OR REPLACE deletes the old row without firing DELETE triggers (recursive_triggers is off by
# default, https://www.sqlite.org/lang_conflict.html), so an existing key is refused before the INSERT.
_EXISTS = {
    "events": "position = NEW.position OR (originator_id, originator_version)"
    " = (NEW.originator_id, NEW.originator_version)",
    "claims": "key = NEW.key",
    "requests": "id = NEW.id",
}


def trigger_names() -> frozenset[str]:
    return frozenset(
        f"{table}_{what}" for table in APPEND_ONLY for what in ("no_update", "no_delete", "no_replace")
    )


def _triggers(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        (
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {_EXISTS[table]}) {refuse}"
        ),
    ]


STATEMENTS = [*_TABLES, *(trigger for table in APPEND_ONLY for trigger in _triggers(table))]
