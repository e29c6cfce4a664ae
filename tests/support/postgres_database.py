"""A database for one test: an owner who is no superuser, and the name of the role the product runs as."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

_PASSWORD = "rahasia-uji"


@dataclass(frozen=True)
class PostgresDatabase:
    """`app_url` names a role that does not exist yet: setting up the store as the owner creates it."""

    owner_url: str
    app_url: str
    superuser_url: str


@contextmanager
def fresh_database(superuser_url: str) -> Iterator[PostgresDatabase]:
    """An empty database and its owner (LOGIN, CREATEROLE); both gone afterwards, with the application's role."""
    mark = uuid4().hex[:12]
    name, owner, app = (f"tl_{kind}_{mark}" for kind in ("uji", "pemilik", "aplikasi"))
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        superuser.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(
                sql.Identifier(owner), sql.Literal(_PASSWORD)
            )
        )
        superuser.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner))
        )
    try:
        yield PostgresDatabase(
            owner_url=_url(superuser_url, owner, name),
            app_url=_url(superuser_url, app, name),
            superuser_url=_url(superuser_url, None, name),
        )
    finally:
        with psycopg.connect(superuser_url, autocommit=True) as superuser:
            superuser.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            for role in (app, owner):
                superuser.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def _url(superuser_url: str, role: str | None, database: str) -> str:
    parts = urlsplit(superuser_url)
    server = parts.netloc.rpartition("@")[2]
    who = parts.netloc.rpartition("@")[0] if role is None else f"{role}:{_PASSWORD}"
    return urlunsplit(parts._replace(netloc=f"{who}@{server}", path=f"/{database}"))
