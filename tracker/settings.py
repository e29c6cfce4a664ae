"""Settings from the environment, read once and checked at start. The table is in docs/operations.md."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec


class SettingsError(Exception):
    """One line for the operator: which setting, and what to do."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`database` and `redis` decide the form: SQLite alone is embedded, PostgreSQL with Redis a server."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8000
    database: str
    database_owner: str | None = None
    redis: str | None = None
    clock_offset: timedelta = timedelta()
    secret: str | None = None
    smtp: str | None = None
    operator: str | None = None
    base_url: str

    @property
    def embedded(self) -> bool:
        return self.redis is None

    @property
    def on_postgres(self) -> bool:
        return self.database.startswith("postgresql://")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings as `TINDAKLANJUT_*` variables have them; a set but empty variable counts as unset.

    Raises SettingsError with one line naming the variable.
    """

    def given(name: str) -> str | None:
        return environ.get(f"TINDAKLANJUT_{name}") or None

    if _is_on(environ.get("POSTGRES_ENABLE_DB_FUNCTIONS")):
        raise SettingsError(
            "POSTGRES_ENABLE_DB_FUNCTIONS harus mati: dengan pilihan itu pembaca log melewatkan peristiwa. Hapus variabel itu."
        )
    home = Path(given("HOME") or "data").absolute()
    host, port = _bind(given("BIND") or "127.0.0.1:8000")
    database = given("DATABASE") or f"sqlite:///{home / 'store.sqlite'}"
    if not database.startswith("sqlite:///") and not _is_url(database, "postgresql"):
        raise SettingsError(
            "TINDAKLANJUT_DATABASE harus berupa sqlite:///berkas atau postgresql://pengguna@server/nama."
        )
    owner = given("DATABASE_OWNER")
    if owner is not None and not _is_url(owner, "postgresql"):
        raise SettingsError("TINDAKLANJUT_DATABASE_OWNER harus berupa postgresql://pemilik@server/nama.")
    redis = given("REDIS")
    if redis is not None and not _is_url(redis, "redis", "rediss"):
        raise SettingsError("TINDAKLANJUT_REDIS harus berupa redis://server:port/nomor.")
    if database.startswith("sqlite:") and redis is not None:
        raise SettingsError(
            "TINDAKLANJUT_REDIS hanya dipakai bersama PostgreSQL: isi TINDAKLANJUT_DATABASE=postgresql://… atau kosongkan TINDAKLANJUT_REDIS."
        )
    if database.startswith("postgresql:") and redis is None:
        raise SettingsError("TINDAKLANJUT_DATABASE berupa PostgreSQL: isi juga TINDAKLANJUT_REDIS=redis://….")
    smtp = given("SMTP")
    if smtp is not None and not (_is_url(smtp, "smtp", "smtps") and urlsplit(smtp).hostname):
        raise SettingsError("TINDAKLANJUT_SMTP harus berupa smtp://server:port.")
    operator = given("OPERATOR")
    if operator is not None and not _ADDRESS.fullmatch(operator):
        raise SettingsError(
            "TINDAKLANJUT_OPERATOR harus berupa satu alamat surel, misalnya operator@jemberkab.go.id."
        )
    base_url = (given("BASE_URL") or f"http://{host}:{port}").rstrip("/")
    if not (_is_url(base_url, "http", "https") and urlsplit(base_url).hostname):
        raise SettingsError("TINDAKLANJUT_BASE_URL harus berupa http://… atau https://….")
    return Settings(
        home=home,
        host=host,
        port=port,
        database=database,
        database_owner=owner,
        redis=redis,
        clock_offset=_offset(given("CLOCK_OFFSET")),
        secret=given("SECRET"),
        smtp=smtp,
        operator=operator,
        base_url=base_url,
    )


def _is_on(value: str | None) -> bool:
    return (value or "").strip().lower() in {"y", "yes", "t", "true", "on", "1"}


def _is_url(text: str, *schemes: str) -> bool:
    """Whether it has one of the schemes, and can be taken apart: else the first connection fails with a traceback."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in schemes and "://" in text and port != 0


def _bind(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not _PORT.fullmatch(port) or not 0 < int(port) < 65536:
        raise SettingsError("TINDAKLANJUT_BIND harus berupa alamat:port, misalnya 127.0.0.1:8000.")
    return host, int(port)


_PORT = re.compile(r"[0-9]{1,5}")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}")
_OFFSET = re.compile(r"([+-]?[0-9]{1,9})([smhd])")
_FARTHEST = timedelta(days=3653)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _offset(text: str | None) -> timedelta:
    """`-3d`, `90m`, `3600s`: a signed whole number and a unit."""
    if text is None:
        return timedelta()
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise SettingsError(
            "TINDAKLANJUT_CLOCK_OFFSET harus berupa bilangan dan satuan, misalnya 3d, -2h, 90m atau 30s."
        )
    offset = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if abs(offset) > _FARTHEST:
        raise SettingsError("TINDAKLANJUT_CLOCK_OFFSET paling jauh sepuluh tahun, misalnya 3650d.")
    return offset
