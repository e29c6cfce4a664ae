"""An office whose product runs in processes, each of which may be killed and started again."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from tests.e2e.waiting import wait_for
from tests.faults.forms import Form
from tests.faults.storm import Blow
from tests.support.database import Database
from tests.support.day import clock_offset
from tests.support.office import CODE, username
from tests.support.office_at_work import OfficeAtWork, mark_as_demo, office_at_work
from tests.support.postgres_database import fresh_database
from tests.support.product import Part, Product
from tests.support.redis_server import RedisServer
from tests.support.smtp_server import SmtpServer
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.dispatch import LEASE
from tracker.clock import system_clock
from tracker.domain.identity import person_id
from tracker.domain.role import Role
from tracker.store import setup

PEOPLE = 10

_TUESDAY_MORNING = timedelta(days=-1, hours=-1)
"""From the day of `tests.support.day`: 17 November, 08.00; three more working days follow."""

_IN_ORDER = {0, -signal.SIGTERM}
"""The second where it was told before it had come so far as to listen."""


@dataclass(frozen=True)
class Kill:
    """`at`: seconds of `time.monotonic`."""

    part: str
    layer: str
    at: float


@dataclass
class Installation:
    """`later`: how far the clock of the parts that start from now on is ahead of the day of `tests.support.day`."""

    form: Form
    office: OfficeAtWork
    people: list[str]
    product: Product
    smtp: SmtpServer
    redis: RedisServer | None
    kills: list[Kill] = field(default_factory=list)
    later: timedelta = _TUESDAY_MORNING
    _parts: dict[str, Part] = field(default_factory=dict)
    _starting: Lock = field(default_factory=Lock)

    @property
    def now(self) -> datetime:
        """What the part started last takes for the present."""
        return system_clock(_offset(self.later))()

    def token(self) -> str:
        """The note taker's, for the API."""
        tracker = self.office.tracker
        expires_at = tracker.clock() + timedelta(days=30)
        return accounts.issue_token(tracker, operator(), username(Role.NOTULIS), expires_at)

    def start_all(self) -> None:
        """Until pages are served."""
        for part in self.form.parts:
            self.start(part)
        self.product.wait_until_ready(self._parts[self.form.web])

    def start(self, part: str) -> None:
        command = self.form.parts[part]
        if command is None:
            assert self.redis is not None
            self.redis.start()
            return
        with self._starting:
            self.product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = clock_offset(self.later)
            self._parts[part] = self.product.start(*command.words, module=command.module)

    def strike(self, blow: Blow) -> None:
        """Kills, and after a while does as a supervisor: what has ended is started again."""
        if blow.layer == "inner":
            self._strike_inner(blow.part)
        else:
            self._note_kill(blow.part, blow.layer)
            self._kill(blow.part, blow.layer)
        time.sleep(blow.down)
        if self._has_ended(blow.part):
            self.start(blow.part)

    def renew_senders(self) -> None:
        """What sends ends in order, and starts when every lease that the dead have left has run out.

        Raises AssertionError where a part has ended by itself.
        """
        for name, running in self._parts.items():
            assert running.exit_code is None, f"{name} ended by itself, with {running.exit_code}"
        self.later += LEASE + timedelta(minutes=1)
        for part in self.form.senders:
            self._parts[part].stop()
            assert self._parts[part].exit_code in _IN_ORDER, self._parts[part].output
        for part in self.form.senders:
            self.start(part)
        self.product.wait_until_ready(self._parts[self.form.web])

    def cut_power(self) -> None:
        """Everything is dead at once."""
        for part in self._parts.values():
            part.kill()
        if self.redis is not None:
            self.redis.stop(kill=True)

    def said(self) -> str:
        """The last words of each part that runs or ran last."""
        return "\n".join(f"--- {name}\n{part.output[-2000:]}" for name, part in self._parts.items())

    def _note_kill(self, part: str, layer: str) -> None:
        self.kills.append(Kill(part, layer, time.monotonic()))

    def _kill(self, name: str, layer: str = "all") -> None:
        if self.form.parts[name] is None:
            assert self.redis is not None
            self.redis.stop(kill=True)
        elif layer == "outer":
            self._parts[name].kill_outer()
        else:
            self._parts[name].kill()

    def _strike_inner(self, name: str) -> None:
        """The outer process starts another, or gives up where this was the second within five seconds."""
        part = self._parts[name]
        inner = part.inner()
        for process in inner:
            process.kill()
        self._note_kill(name, "inner")
        wait_for(
            "the next inner process or the end",
            lambda: part.exit_code is not None or {*part.inner()} - {*inner},
        )

    def _has_ended(self, name: str) -> bool:
        return name not in self._parts or self._parts[name].exit_code is not None


@contextmanager
def installed(form: Form, directory: Path, superuser_url: str | None = None) -> Iterator[Installation]:
    """Running, with people who each hold a position and have an address. `superuser_url`: of the PostgreSQL to use."""
    with (
        _database(form, directory, superuser_url) as database,
        _smtp() as smtp,
        _redis(form, directory) as redis,
    ):
        product = Product(directory)
        clock = system_clock(_offset(_TUESDAY_MORNING))
        with office_at_work(
            database, clock, product.home, redis=redis.url if redis else None, smtp=smtp.url
        ) as office:
            mark_as_demo(office.tracker.kept)  # else no clock may be set forward
            product.environment |= _environment(office, database)
            installation = Installation(form, office, _people(office), product, smtp, redis)
            office.engine.close()  # from now on the product folds
            try:
                installation.start_all()
                yield installation
            finally:
                installation.cut_power()


def _people(office: OfficeAtWork) -> list[str]:
    """With accounts, so that they have an inbox."""
    names = office.staff(PEOPLE)
    for name in names:
        account = accounts.AddUser(
            username=name,
            name=name.title(),
            role=Role.STAF,
            office=CODE,
            section="pemerintahan",
            person_id=person_id(CODE, name),
        )
        accounts.add(office.tracker, operator(), office.asked(), account)
    return names


def _environment(office: OfficeAtWork, database: Database) -> dict[str, str]:
    settings = office.settings
    given = {
        "DATABASE": database.url,
        "DATABASE_OWNER": database.owner_url,
        "REDIS": settings.redis,
        "SMTP": settings.smtp,
        "SECRET": office.tracker.secret.decode(),
    }
    return {f"TINDAKLANJUT_{name}": value for name, value in given.items() if value is not None}


@contextmanager
def _database(form: Form, directory: Path, superuser_url: str | None) -> Iterator[Database]:
    if form.on_postgres:
        assert superuser_url is not None
        with fresh_database(superuser_url) as made:
            database = Database(made.app_url, made.owner_url)
            setup.create(database.url, owner=database.owner_url)
            yield database
    else:
        home = directory / "data"
        home.mkdir(mode=0o700)
        database = Database(f"sqlite:///{home / 'store.sqlite'}", owner_url=None)
        setup.create(database.url)
        yield database


@contextmanager
def _redis(form: Form, directory: Path) -> Iterator[RedisServer | None]:
    if not form.on_postgres:
        yield None
        return
    folder = directory / "redis"
    folder.mkdir()
    server = RedisServer(folder)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _smtp() -> Iterator[SmtpServer]:
    server = SmtpServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _offset(later: timedelta) -> timedelta:
    return timedelta(seconds=int(clock_offset(later).removesuffix("s")))
