"""The databases under the tests are set up as an installation is."""

import psycopg
import pytest

from tests.support.database import Database
from tracker.store.check import check_store


def test_an_installation_has_nothing_to_complain_about(database: Database) -> None:
    assert check_store(database.url) == []


def test_tests_run_as_a_role_that_cannot_change_history(postgresql_database: Database) -> None:
    with psycopg.connect(postgresql_database.url) as connection:
        assert connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (False,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE tracker.events SET topic = 'lain'")
