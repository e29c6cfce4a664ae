"""A tick with nothing due, and claiming what is due, in a large installation: `python -m benchmarks.reminders [--store S]`.

Method. The tables are built directly: an agenda of 1,000,000 follow-ups whose next step is tomorrow, and a queue of
1,000,000 reminders that were sent. Measured, on both stores:

*Tick*: the product's own `claim_due` and the sign of life that ends a tick, with nothing due, 300 times after 30 to warm up.

*Claim*: 100,000 reminders for 10,000 people are put into the queue as due, and claimed by one `claim_due`; then they are
put back and claimed by bare SQL over the same driver: the same UPDATE … RETURNING by key, 500 rows and one transaction a
statement, answers fetched. The two take turns, three rounds each; the medians are told, and their ratio.
PostgreSQL is one of our own with fsync off, or that of TINDAKLANJUT_TEST_POSTGRES.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median

import sqlalchemy as sa

from benchmarks.installation import installation
from benchmarks.rebuild import on_postgresql, on_sqlite
from benchmarks.report import Figure, p50, print_table, spread
from projections.engine import generations
from projections.engine.views import Views
from tests.support.database import Database
from tracker.application import heartbeat
from tracker.application.tick import claim_due
from tracker.application.tracker import Tracker
from tracker.store import kept

FOLLOW_UPS, SENT, DUE, PEOPLE = 1_000_000, 1_000_000, 100_000, 10_000
TIMES, WARM_UP, ROUNDS, BATCH = 300, 30, 3, 500

_STORES = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}


def main() -> None:
    parser = argparse.ArgumentParser(description="A tick with nothing due, and claiming what is due.")
    parser.add_argument("--store", choices=[*_STORES], help="only this one")
    parser.add_argument("--only-ticks", action="store_true", help="leave the claims out")
    asked = parser.parse_args()
    chosen: str | None = asked.store
    for name, opened in _STORES.items():
        if chosen in {None, name}:
            with opened() as database, _filled(database) as tracker:
                claimed = [] if asked.only_ticks else [_claim(name, database, tracker)]
                print_table([_tick(name, tracker), *claimed])


def _tick(name: str, tracker: Tracker) -> Figure:
    taken, processor = [], []
    for number in range(WARM_UP + TIMES):
        began, began_processor = time.perf_counter(), time.thread_time()
        assert claim_due(tracker, "benchmark") == []
        heartbeat.beat(tracker, heartbeat.TICK)
        if number >= WARM_UP:
            taken.append(time.perf_counter() - began)
            processor.append(time.thread_time() - began_processor)
    return Figure(
        f"A tick with nothing due, {FOLLOW_UPS:,} follow-ups, {name}",
        f"{spread(taken)}; processor time of ours p50 {p50(processor):.2f} ms",
        "≤ 2 ms",
    )


def _claim(name: str, database: Database, tracker: Tracker) -> Figure:
    _queue_due(tracker.kept)
    _analyze(database)
    product, bare = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        claim_due(tracker, "benchmark", most=DUE)
        product.append(time.perf_counter() - began)
        _put_back(tracker.kept)
        _analyze(database)
        began = time.perf_counter()
        _claim_bare(tracker)
        bare.append(time.perf_counter() - began)
        _put_back(tracker.kept)
        _analyze(database)
    return Figure(
        f"{DUE:,} due reminders claimed, {name}",
        f"{median(product):.1f} s; by bare SQL {median(bare):.1f} s; ratio {p50(product) / p50(bare):.2f}",
        "ratio ≤ 2",
    )


def _claim_bare(tracker: Tracker) -> None:
    table = _dispatch(tracker.kept)
    lock, mark = ("", "?") if tracker.kept.dialect.name == "sqlite" else ("FOR UPDATE SKIP LOCKED", "%s")
    now = tracker.clock()
    until: object = now + timedelta(minutes=10)
    at: object = now
    if tracker.kept.dialect.name == "sqlite":
        at, until = (_text(instant) for instant in (now, now + timedelta(minutes=10)))
    statement = (
        f"WITH chosen AS (SELECT key FROM {table} WHERE state = 'pending' AND try_at <= {mark}"
        f" ORDER BY try_at, key LIMIT {BATCH} {lock})"
        f" UPDATE {table} SET state = 'claimed', claimed_by = 'bare', lease_until = {mark},"
        f" attempt = attempt + 1 WHERE key IN (SELECT key FROM chosen) RETURNING key, attempt"
    )
    claimed = 0
    with tracker.kept.connect() as connection:
        driver = connection.connection
        while True:
            cursor = driver.cursor()
            cursor.execute(statement, (at, until))
            rows = cursor.fetchall()
            driver.commit()
            claimed += len(rows)
            if len(rows) < BATCH:
                break
    assert claimed == DUE


def _text(instant: object) -> str | None:
    kind = kept.Instant()
    return str(kind.process_bind_param(instant, sa.create_engine("sqlite://").dialect))  # type: ignore[arg-type]


@contextmanager
def _filled(database: Database) -> Iterator[Tracker]:
    with installation(database) as made:
        made.build()
        number = generations.live(made.tables)
        assert number is not None
        _fill_agenda(made.views, number)
        _fill_queue(made.tables)
        _analyze(database)
        yield made.tracker()


def _fill_agenda(views: Views, number: int) -> None:
    with views.lead(number) as connection:
        assert connection is not None
        series, new_id, tomorrow = _dialect(connection, FOLLOW_UPS, days=1)
        with connection.begin():
            connection.exec_driver_sql(
                f"INSERT INTO {views.prefix(number)}agenda"
                " (subject, task, office, since, policy, next_at)"
                f" SELECT {new_id}, 'carry_out', '35.09.' || (i - i / 32 * 32), '2026-01-02', 0, {tomorrow} FROM {series}"
            )


def _fill_queue(tables: sa.Engine) -> None:
    """As it stands after years: all sent."""
    with tables.begin() as connection:
        series, new_id, before = _dialect(connection, SENT, days=-30)
        connection.exec_driver_sql(_insert(tables, series, new_id, before, "sent"))


def _queue_due(tables: sa.Engine) -> None:
    with tables.begin() as connection:
        series, new_id, earlier = _dialect(connection, DUE, days=-1)
        connection.exec_driver_sql(_insert(tables, series, new_id, earlier, "pending"))


def _insert(tables: sa.Engine, series: str, new_id: str, at: str, state: str) -> str:
    sqlite = tables.dialect.name == "sqlite"
    person = (
        f"printf('%032x', i - i / {PEOPLE} * {PEOPLE})"
        if sqlite
        else f"lpad(to_hex(i - i / {PEOPLE} * {PEOPLE}), 32, '0')::uuid"
    )
    return (
        f"INSERT INTO {_dispatch(tables)} (key, subject, task, office, step, on_day, late, policy, person_id,"
        " because, channel, planned_at, state, attempt, begun, try_at, created_at)"
        f" SELECT {new_id}, {new_id}, 'carry_out', '35.09.' || (i - i / 32 * 32), 'due', '2026-01-02', 0, 0, {person},"
        f" 'in_charge', 'email', {at}, '{state}', 0, 0, {at}, {at} FROM {series}"
    )


def _put_back(tables: sa.Engine) -> None:
    with tables.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE {_dispatch(tables)} SET state = 'pending', claimed_by = NULL, lease_until = NULL"
            " WHERE state = 'claimed'"
        )


def _analyze(database: Database) -> None:
    """What PostgreSQL's own daemon does in the minutes after so many rows; only the owner may."""
    if database.owner_url is None:
        return
    owner = sa.create_engine(database.owner_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    owner.dispose()


def _dispatch(tables: sa.Engine) -> str:
    return "dispatch" if tables.dialect.name == "sqlite" else "kept.dispatch"


def _dialect(connection: sa.Connection, rows: int, days: int) -> tuple[str, str, str]:
    """A series of that many numbers `i`, a new id, and the instant so many days from now."""
    if connection.dialect.name == "sqlite":
        series = f"(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n)"
        return (
            series,
            "lower(hex(randomblob(16)))",
            f"strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', '{days} days')",
        )
    return f"generate_series(1, {rows}) AS n (i)", "gen_random_uuid()", f"now() + interval '{days} days'"


if __name__ == "__main__":
    main()
