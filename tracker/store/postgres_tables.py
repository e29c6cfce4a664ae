"""The log in PostgreSQL: schema `tracker`, three tables that only grow."""

APPEND_ONLY = ("events", "claims", "requests")

APPEND_LOCK = 0x54494E44414B  # "TINDAK": one advisory lock per database
"""Held by whoever appends, so that the order of positions is the order of commits."""

CHANNEL = "tindaklanjut_events"
"""NOTIFY channel: something was appended."""

_TABLES = [
    "CREATE SCHEMA IF NOT EXISTS tracker",
    """
    CREATE TABLE IF NOT EXISTS tracker.events (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        originator_id uuid NOT NULL,
        originator_version bigint NOT NULL,
        topic text NOT NULL,
        state bytea NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT events_stream_version UNIQUE (originator_id, originator_version)
    )
    """,
    "CREATE INDEX IF NOT EXISTS events_recorded_at ON tracker.events (recorded_at)",
    """
    CREATE TABLE IF NOT EXISTS tracker.claims (
        key text PRIMARY KEY, stream uuid NOT NULL, position bigint NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS tracker.requests (
        id text PRIMARY KEY, fingerprint text NOT NULL, answer bytea NOT NULL, position bigint NOT NULL
    )
    """,
]

_FUNCTIONS = [
    """
    CREATE OR REPLACE FUNCTION tracker.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    # Whoever inserts without our recorder is queued all the same: a reader can never be overtaken.
    f"""
    CREATE OR REPLACE FUNCTION tracker.take_append_lock() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock({APPEND_LOCK}); RETURN NULL; END $$
    """,
    """
    CREATE OR REPLACE TRIGGER events_lock BEFORE INSERT ON tracker.events
    FOR EACH STATEMENT EXECUTE FUNCTION tracker.take_append_lock()
    """,
]


def trigger_names() -> frozenset[str]:
    return frozenset({"events_lock", *(f"{table}_append_only" for table in APPEND_ONLY)})


STATEMENTS = [
    *_TABLES,
    *_FUNCTIONS,
    *(
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tracker.{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION tracker.refuse_change()"
        for table in APPEND_ONLY
    ),
]
