"""Settings out of the environment: what cannot work is refused by name, before anything is opened."""

from datetime import timedelta
from pathlib import Path

import pytest

from tracker.settings import SettingsError, read_settings

SERVER = {
    "TINDAKLANJUT_DATABASE": "postgresql://app@db:5432/tindaklanjut",
    "TINDAKLANJUT_REDIS": "redis://redis:6379/0",
}


def test_without_any_setting_it_is_the_embedded_product() -> None:
    settings = read_settings({"TINDAKLANJUT_SMTP": ""})
    assert settings.embedded
    assert (settings.host, settings.port, settings.smtp) == ("127.0.0.1", 8000, None)
    assert settings.database == f"sqlite:///{Path('data').absolute() / 'store.sqlite'}"
    assert settings.base_url == "http://127.0.0.1:8000"


def test_postgresql_and_redis_together_are_a_server() -> None:
    settings = read_settings(SERVER | {"TINDAKLANJUT_BASE_URL": "https://kecamatan.example/"})
    assert (settings.embedded, settings.on_postgres) == (False, True)
    assert settings.base_url == "https://kecamatan.example"


@pytest.mark.parametrize(
    ("text", "offset"),
    [("3d", timedelta(days=3)), ("-90m", timedelta(minutes=-90)), ("+30s", timedelta(seconds=30))],
)
def test_a_clock_is_shifted_by_a_number_and_a_unit(text: str, offset: timedelta) -> None:
    assert read_settings({"TINDAKLANJUT_CLOCK_OFFSET": text}).clock_offset == offset


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("BIND", "8000"),
        ("BIND", "127.0.0.1:99999"),
        ("BIND", "127.0.0.1:²"),
        ("DATABASE", "mysql://db/x"),
        ("DATABASE", "postgresql://db:abc/x"),
        ("DATABASE", "postgresql://db/x"),
        ("DATABASE_OWNER", "owner"),
        ("REDIS", "http://x"),
        ("REDIS", "redis://redis:abc"),
        ("REDIS", "redis://redis:6379/0"),
        ("SMTP", "http://x"),
        ("SMTP", "smtp://"),
        ("SMTP", "smtp://["),
        ("SMTP", "smtp://mail:99999999"),
        ("OPERATOR", "operator"),
        ("OPERATOR", "satu@kecamatan.example, dua@kecamatan.example"),
        ("OPERATOR", "satu@kecamatan.example\nBcc: semua@x.example"),
        ("BASE_URL", "kecamatan.example"),
        ("BASE_URL", "http://["),
        ("CLOCK_OFFSET", "3"),
        ("CLOCK_OFFSET", "99999999999999d"),
        ("CLOCK_OFFSET", "99999999d"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line_that_names_it(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"TINDAKLANJUT_{name}") as refusal:
        read_settings({f"TINDAKLANJUT_{name}": text})
    assert "\n" not in str(refusal.value)


def test_the_mode_that_loses_events_for_readers_is_refused() -> None:
    with pytest.raises(SettingsError, match="POSTGRES_ENABLE_DB_FUNCTIONS"):
        read_settings({"POSTGRES_ENABLE_DB_FUNCTIONS": "y"})
