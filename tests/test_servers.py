"""The servers under the tests do what the tests rely on."""

import smtplib
from email.message import EmailMessage

import psycopg
import pytest
import redis

from tests.support.postgres_database import PostgresDatabase
from tests.support.postgres_server import PostgresServer
from tests.support.redis_server import RedisServer
from tests.support.smtp_server import SmtpServer


def test_redis_keeps_its_data_and_its_port_over_a_restart(redis_server: RedisServer) -> None:
    with redis.Redis.from_url(redis_server.url) as client:
        client.set("surat", "ada")
        redis_server.stop()
        with pytest.raises(redis.ConnectionError):
            client.get("surat")
        redis_server.start()
        assert client.get("surat") == b"ada"


def test_the_owner_of_a_test_database_is_no_superuser_but_may_create_roles(
    postgres_database: PostgresDatabase,
) -> None:
    with psycopg.connect(postgres_database.owner_url) as owner:
        rights = owner.execute(
            "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert rights == (False, True)


def test_a_wrong_password_is_refused_by_the_test_database(postgres_database: PostgresDatabase) -> None:
    wrong = postgres_database.owner_url.replace("rahasia-uji", "salah")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)


def test_a_killed_postgres_has_what_was_committed_when_it_starts_again(
    postgres_server: PostgresServer,
) -> None:
    with psycopg.connect(postgres_server.superuser_url) as connection:
        connection.execute("CREATE TABLE note AS SELECT 1 AS number")
    postgres_server.stop(kill=True)
    postgres_server.start()
    with psycopg.connect(postgres_server.superuser_url) as connection:
        assert connection.execute("SELECT number FROM note").fetchone() == (1,)


def test_mail_arrives_as_it_was_written(smtp_server: SmtpServer) -> None:
    _send(smtp_server, "Rapat koordinasi — 16 Maret")
    (message,) = smtp_server.wait_for(1)
    assert message["Subject"] == "Rapat koordinasi — 16 Maret"


def test_a_refusing_mail_server_answers_with_its_code_and_keeps_nothing(smtp_server: SmtpServer) -> None:
    smtp_server.refuse(451)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        _send(smtp_server, "Ditolak")
    assert refused.value.recipients["seksi@kecamatan.example"][0] == 451
    assert smtp_server.messages == []


def test_a_dropping_mail_server_takes_the_message_and_never_says_so(smtp_server: SmtpServer) -> None:
    smtp_server.drop()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        _send(smtp_server, "Tak terjawab")
    assert [message["Subject"] for message in smtp_server.messages] == ["Tak terjawab"]


def test_a_stopped_mail_server_is_down_until_it_is_started_again(smtp_server: SmtpServer) -> None:
    smtp_server.stop()
    with pytest.raises(ConnectionRefusedError):
        _send(smtp_server, "Hilang")
    smtp_server.start()
    _send(smtp_server, "Sampai")
    assert [message["Subject"] for message in smtp_server.messages] == ["Sampai"]


def _send(server: SmtpServer, subject: str) -> None:
    message = EmailMessage()
    message["From"] = "aplikasi@kecamatan.example"
    message["To"] = "seksi@kecamatan.example"
    message["Subject"] = subject
    message.set_content("Isi")
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client:
        client.send_message(message)
