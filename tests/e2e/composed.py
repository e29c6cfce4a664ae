"""The server form as docker-compose.yml describes it: the same commands and settings, as processes of a test.

Only addresses differ: a container's name stands for the test's own server, `.env` is the one below, and the image's
folder and port are the test's.
"""

import re
import subprocess
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import yaml
from celery import Celery
from psycopg import sql

from tests.architecture.checkout import ROOT
from tests.support.day import clock_offset
from tests.support.postgres_server import PostgresServer
from tests.support.product import Part, Product
from tests.support.redis_server import RedisServer
from tests.support.smtp_server import SmtpServer
from workers.app import REDIS_OPTIONS

LASTING = ("projector", "worker", "beat", "web")

_VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")


class Composed:
    """Runs and starts the services of the file that are the product's own, by their names there."""

    def __init__(
        self, product: Product, postgres: PostgresServer, redis: RedisServer, smtp: SmtpServer
    ) -> None:
        self.product = product
        self.postgres = postgres
        self.redis = redis
        self.smtp = smtp
        self.parts: dict[str, Part] = {}
        self._image = dict(product.environment) | {"TINDAKLANJUT_CLOCK_OFFSET": clock_offset()}
        self._servers = {
            "postgres": f"127.0.0.1:{postgres.port}",
            "redis": f"127.0.0.1:{redis.port}",
            "mailpit": f"127.0.0.1:{smtp.port}",
        }
        self._dotenv = {
            "POSTGRES_APP_PASSWORD": "sandiaplikasi",
            "POSTGRES_OWNER_PASSWORD": "sandipemilik",
            "TINDAKLANJUT_SECRET": "rahasia-uji-rahasia",
            "TINDAKLANJUT_SMTP": "smtp://mailpit:1025",
            "TINDAKLANJUT_BASE_URL": product.url,
        }
        self._services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    def install(self) -> None:
        """A database as the image `postgres` leaves it behind, the store, and the demo."""
        self._make_database()
        for ready in (self.run("migrate"), self.run("web", "demo")):
            assert ready.returncode == 0, ready.stderr

    def start(self, service: str) -> Part:
        """The service's own command."""
        self.product.environment = self.environment(service)
        self.parts[service] = self.product.start(*self._services[service]["command"])
        return self.parts[service]

    def start_all(self) -> None:
        """All at once, as compose does, until pages are served."""
        for service in LASTING:
            self.start(service)
        self.product.wait_until_ready(self.parts["web"])

    def stop_all(self) -> None:
        """The last started first, those killed before left out. Each must end in order."""
        for service in reversed(LASTING):
            part = self.parts[service]
            if part.exit_code is None:
                part.stop()
                assert part.exit_code == 0, part.output
            assert part.processes() == []

    def run(self, service: str, *command: str) -> subprocess.CompletedProcess[str]:
        """The service's own command to its end, or another one in its place (`docker compose run`)."""
        self.product.environment = self.environment(service)
        return self.product.run(*(command or self._services[service]["command"]))

    def healthcheck(self, service: str) -> list[str]:
        """The command of its health check, as the file has it, at the test's address."""
        words: list[str] = self._services[service]["healthcheck"]["test"]
        assert words[0] == "CMD"
        return [word.replace("http://127.0.0.1:8000", self.product.url) for word in words[1:]]

    def environment(self, service: str) -> dict[str, str]:
        settings: Mapping[str, str] = self._services[service]["environment"]
        return self._image | {name: self._located(self._filled(value)) for name, value in settings.items()}

    def tick(self) -> None:
        """What beat does each minute, now. The product's own Celery application stays as it is in this process."""
        celery = Celery(broker=self.redis.url, set_as_current=False)
        celery.conf.update(task_default_queue="tick", broker_transport_options=REDIS_OPTIONS)
        with celery.connection_for_write() as connection:
            celery.send_task("reminders.tick", connection=connection)
            celery.send_task("reminders.pulse", queue="mail", connection=connection)

    def is_ready(self) -> bool:
        return httpx.get(f"{self.product.url}/health/ready", timeout=10).status_code == 200

    def _filled(self, text: str) -> str:
        """Compose's interpolation: `:?` must be in `.env`, `:-` has a default."""

        def value(match: re.Match[str]) -> str:
            name, kind, rest = match.groups()
            return self._dotenv[name] if kind == "?" else self._dotenv.get(name, rest)

        return _VARIABLE.sub(value, text)

    def _located(self, url: str) -> str:
        parts = urlsplit(url)
        server = self._servers.get(parts.hostname or "")
        if server is None:
            return url
        who, at, _ = parts.netloc.rpartition("@")
        return parts._replace(netloc=f"{who}{at}{server}").geturl()

    def _make_database(self) -> None:
        made = {
            name: self._filled(value) for name, value in self._services["postgres"]["environment"].items()
        }
        owner, database = sql.Identifier(made["POSTGRES_USER"]), sql.Identifier(made["POSTGRES_DB"])
        with psycopg.connect(self.postgres.superuser_url, autocommit=True) as superuser:
            superuser.execute(
                sql.SQL("CREATE ROLE {} SUPERUSER LOGIN PASSWORD {}").format(
                    owner, sql.Literal(made["POSTGRES_PASSWORD"])
                )
            )
            superuser.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
