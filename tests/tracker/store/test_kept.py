from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.support.database import Database
from tracker.store.errors import StoreBusy, StoreFull, StoreUnavailable
from tracker.store.kept import attempt, contact, dispatch, heartbeat, mail, open_engine, refusal

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
KEY = UUID("00000000-0000-4000-8000-00000000000a")


@pytest.fixture
def engine(database: Database) -> Iterator[sa.Engine]:
    engine = open_engine(database.url)
    yield engine
    engine.dispose()


def _reminder(**other: Any) -> dict[str, Any]:
    return {
        "key": KEY,
        "subject": KEY,
        "task": "carry_out",
        "office": "cibiru",
        "step": "before",
        "on_day": date(2026, 3, 20),
        "late": 0,
        "due_on": date(2026, 3, 25),
        "policy": 0,
        "because": "in_charge",
        "planned_at": NOW,
        "channel": "email",
        "state": "pending",
        "try_at": NOW,
        "created_at": NOW,
    } | other


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_given_in(engine: sa.Engine) -> None:
    jakarta = timezone(timedelta(hours=7))
    with engine.begin() as connection:
        connection.execute(
            heartbeat.insert().values(name="beat", at=datetime(2026, 3, 16, 9, tzinfo=jakarta))
        )
        found = connection.scalar(sa.select(heartbeat.c.at))

    assert found == NOW
    assert found is not None
    assert found.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(engine: sa.Engine) -> None:
    naive = NOW.replace(tzinfo=None)

    with engine.begin() as connection, pytest.raises(sa.exc.StatementError, match="needs a zone"):
        connection.execute(heartbeat.insert().values(name="beat", at=naive))


def test_instants_compare_as_instants_in_the_database(engine: sa.Engine) -> None:
    later = NOW + timedelta(microseconds=1)
    with engine.begin() as connection:
        connection.execute(attempt.insert(), [{"key": "a", "at": NOW}, {"key": "b", "at": later}])
        found = connection.scalars(sa.select(attempt.c.key).where(attempt.c.at > NOW)).all()

    assert found == ["b"]


def test_a_reminder_keeps_its_columns_and_is_inserted_once(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(dispatch.insert().values(_reminder()))
        row = connection.execute(sa.select(dispatch)).mappings().one()

    assert dict(row) == _reminder(
        person_id=None,
        message=None,
        attempt=0,
        begun=0,
        claimed_by=None,
        lease_until=None,
        finished_at=None,
        error=None,
    )
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(dispatch.insert().values(_reminder()))


def test_a_reminder_cannot_be_in_a_state_that_nobody_knows(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(dispatch.insert().values(_reminder(state="lost")))


def test_a_mail_gets_a_number_and_its_message_id_is_unique(engine: sa.Engine) -> None:
    letter = {
        "sent_at": NOW,
        "message_id": "<1@x>",
        "office": "cibiru",
        "recipient": "a@x",
        "subject": "Hal",
        "text": "Isi",
    }
    with engine.begin() as connection:
        connection.execute(mail.insert().values(letter))
        assert connection.scalar(sa.select(mail.c.id)) == 1
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(mail.insert().values(letter))


def test_kept_data_may_be_changed_and_deleted(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(contact.insert().values(person_id=KEY, email="lama@x"))
        connection.execute(contact.update().values(email="baru@x"))
        assert connection.scalar(sa.select(contact.c.email)) == "baru@x"
        connection.execute(contact.delete())
        assert connection.scalar(sa.select(sa.func.count()).select_from(contact)) == 0


def test_another_writer_is_told_apart_from_a_database_that_is_away(database: Database) -> None:
    engine = open_engine(database.url, busy_timeout=0.05)
    beat = sa.insert(heartbeat).values(name="tick", at=NOW)
    with engine.connect() as first, engine.connect() as second:
        first.execute(beat)
        if database.on_postgres:
            second.execute(sa.text("SET lock_timeout = 50"))
        with pytest.raises(sa.exc.DBAPIError) as refused:
            second.execute(beat)
    engine.dispose()
    assert type(refusal(refused.value)) is StoreBusy


def test_a_full_disk_is_told_apart(sqlite_database: Database) -> None:
    engine = open_engine(sqlite_database.url)
    beat = sa.insert(heartbeat).values(name="tick", at=NOW, note="x" * 100_000)
    with engine.connect() as connection:
        pages = connection.scalar(sa.text("PRAGMA page_count"))
        connection.execute(sa.text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(sa.exc.DBAPIError) as refused:
            connection.execute(beat)
    engine.dispose()
    assert type(refusal(refused.value)) is StoreFull


def test_whatever_else_the_database_refuses_is_one_line(engine: sa.Engine) -> None:
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as refused:
        connection.execute(sa.text("SELECT * FROM nowhere"))
    assert type(refusal(refused.value)) is StoreUnavailable
    assert "nowhere" in str(refusal(refused.value))
    assert "\n" not in str(refusal(refused.value))


def test_what_is_refused_is_told_without_the_address_that_it_was_about(engine: sa.Engine) -> None:
    row = sa.insert(contact).values(person_id=KEY, email="ibu.uji@kecamatan.example")
    with engine.connect() as connection:
        connection.execute(row)
        with pytest.raises(sa.exc.IntegrityError) as refused:
            connection.execute(row)
    assert "ibu.uji" not in str(refused.value)
