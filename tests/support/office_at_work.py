"""The invented office with its log, read models and queue open at once: follow-ups to be reminded of, and their course."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import sqlalchemy as sa

from projections.engine.read_models import open_read_models
from projections.engine.runner import Engine, open_engine
from tests.support.database import Database
from tests.support.office import CODE, set_up_office, username
from tracker.application import accounts, contacts, coordinations, dispatch, follow_ups, offices, outcomes
from tracker.application.actor import Actor, operator
from tracker.application.channels import EMAIL
from tracker.application.command import Asked
from tracker.application.dispatch import Bundle
from tracker.application.tracker import Tracker
from tracker.clock import Clock
from tracker.domain.evidence import EvidenceType
from tracker.domain.identity import follow_up_id, nth_outcome_id, office_id, person_id, reminder_stream
from tracker.domain.matter import OF_AN_OFFICE
from tracker.domain.office import Standing
from tracker.domain.reminder import Because, Outcome, Reason, ReminderSuppressed
from tracker.domain.role import Rank, Role
from tracker.settings import Settings
from tracker.store import kept
from tracker.store.envelope import Change, Context
from tracker.store.event_store import open_store
from tracker.store.files import Files
from tracker.store.known_events import KNOWN_EVENTS

KASI = "kasi_pemerintahan"
STAF = "staf_pemerintahan"


@dataclass(frozen=True)
class OfficeAtWork:
    """Whoever holds the position `kasi_pemerintahan` has the address `kasi_pemerintahan@kecamatan.example`."""

    tracker: Tracker
    engine: Engine
    settings: Settings
    _requests: Iterator[int]

    def asked(self, reason: str = "") -> Asked:
        return Asked(request_id=f"uji-{next(self._requests)}", reason=reason)

    def by(self, role: Role) -> Actor:
        return accounts.actor_of(self.tracker, username(role), "web")

    def add_person(self, name: str) -> None:
        person = offices.AddPerson(office=CODE, person_id=person_id(CODE, name), name=f"Ibu {name.title()}")
        offices.add_person(self.tracker, operator(), self.asked(), person)
        self.write_address(name)

    def staff(self, count: int) -> list[str]:
        """So many more people of the section, each holding a position of that name, with an address."""
        names = [f"staf_{number}" for number in range(1, count + 1)]
        for name in names:
            self.add_person(name)
            position = offices.AddPosition(
                office=CODE, code=name, title=name.title(), rank=Rank.STAF, section="pemerintahan"
            )
            offices.add_position(self.tracker, operator(), self.asked(), position)
            self.hold(name, name, date(2020, 1, 1))
        return names

    def write_address(self, name: str, email: str | None = None) -> None:
        email = f"{name}@kecamatan.example" if email is None else email
        contacts.set_contact(self.tracker, person_id(CODE, name), email=email, phone=None)

    def hold(
        self,
        position: str,
        name: str,
        since: date,
        standing: Standing = Standing.DEFINITIF,
        until: date | None = None,
    ) -> None:
        command = offices.HoldPosition(
            office=CODE,
            position=position,
            person_id=person_id(CODE, name),
            since=since,
            standing=standing,
            until=until,
        )
        offices.hold_position(self.tracker, operator(), self.asked(), command)

    def mandate(self, position: str, name: str, since: date, until: date | None = None) -> None:
        command = offices.GiveMandate(
            office=CODE, position=position, person_id=person_id(CODE, name), since=since, until=until
        )
        offices.give_mandate(self.tracker, operator(), self.asked(), command)

    def vacate(self, position: str, since: date) -> None:
        command = offices.VacatePosition(office=CODE, position=position, since=since)
        offices.vacate_position(self.tracker, operator(), self.asked(), command)

    def agree(
        self,
        due_on: date,
        *,
        in_charge: str | None = KASI,
        kind: str = "position",
        section: str | None = "pemerintahan",
        held_on: date = date(2026, 3, 2),
        text: str = "Memperbarui data kependudukan desa",
        alongside: tuple[tuple[str, str], ...] = (),
    ) -> UUID:
        """A coordination with one outcome; its follow-up's id."""
        outcome = outcomes.OutcomeInput(
            text=text,
            section=section,
            in_charge_kind=kind if in_charge else None,
            in_charge_code=in_charge,
            due_on=due_on,
            alongside=alongside,
        )
        held = coordinations.LogCoordination(
            office=CODE,
            kind="rapat_koordinasi",
            title="Rapat koordinasi bulanan",
            held_on=held_on,
            section=section,
            outcomes=(outcome,),
        )
        answer = coordinations.log(self.tracker, operator(), self.asked(), held)
        self.catch_up()
        return follow_up_id(nth_outcome_id(answer.id, 1))

    def report_done(self, follow_up: UUID, by: Role) -> None:
        evidence = follow_ups.EvidenceInput(type=EvidenceType.BERITA_ACARA, dated_on=self.today())
        command = follow_ups.ReportDone(follow_up_id=follow_up, evidence=(evidence,))
        follow_ups.report_done(self.tracker, self.by(by), self.asked(), command)
        self.catch_up()

    def verify(self, follow_up: UUID, by: Role) -> None:
        command = follow_ups.Verify(follow_up_id=follow_up)
        follow_ups.verify(self.tracker, self.by(by), self.asked(), command)
        self.catch_up()

    def ask_to_give_up(self, follow_up: UUID, by: Role) -> None:
        command = follow_ups.CannotFollowUp(follow_up_id=follow_up)
        follow_ups.cannot_follow_up(self.tracker, self.by(by), self.asked("Di luar kewenangan"), command)
        self.catch_up()

    def change_due_date(self, follow_up: UUID, due_on: date) -> None:
        """Of the Kasi's work, by the Camat."""
        command = follow_ups.Correct(follow_up_id=follow_up, due_on=due_on)
        follow_ups.correct(self.tracker, self.by(Role.CAMAT), self.asked("Diperpanjang"), command)
        self.catch_up()

    def withdraw(self, follow_up: UUID) -> None:
        command = follow_ups.Withdraw(follow_up_id=follow_up)
        follow_ups.withdraw(self.tracker, operator(), self.asked("Salah catat"), command)
        self.catch_up()

    def catch_up(self) -> None:
        self.engine.catch_up(20)

    def today(self) -> date:
        return self.tracker.today(self.tracker.office(CODE))

    def told(self, subject: UUID, channel: str = EMAIL) -> list[Outcome]:
        """What the log says of its reminders over that channel."""
        events = [past.event for past in self.tracker.store.history(reminder_stream(subject))]
        return [event for event in events if isinstance(event, Outcome) and event.channel == channel]

    def claim(self, worker: str = "satu", limit: int = 100, channel: str = EMAIL) -> list[Bundle]:
        """All that is due; of that, what goes out over one channel."""
        return self.over(dispatch.claim(self.tracker, worker, self.tracker.clock(), limit), channel)

    def over(self, bundles: list[Bundle], channel: str = EMAIL) -> list[Bundle]:
        """Those that go out over that channel."""
        with self.tracker.kept.connect() as connection:
            rows = connection.execute(
                sa.select(kept.dispatch.c.key).where(kept.dispatch.c.channel == channel)
            )
            keys = {row.key for row in rows}
        return [bundle for bundle in bundles if bundle[0].key in keys]

    def queue(self, channel: str = EMAIL) -> list[tuple[str, str, str | None]]:
        """Step, state and error of each row of `dispatch` for that channel, oldest first."""
        columns = kept.dispatch.c
        with self.tracker.kept.connect() as connection:
            rows = connection.execute(
                sa.select(columns.step, columns.on_day, columns.state, columns.error)
                .where(columns.channel == channel)
                .order_by(columns.created_at, columns.on_day, columns.step)
            )
            return [(f"{row.step}:{row.on_day}", row.state, row.error) for row in rows]


def mark_as_demo(tables: sa.Engine) -> None:
    with tables.begin() as connection:
        connection.execute(sa.insert(kept.installation).values(key="kind", value="demo"))


def _settle_recaps(tracker: Tracker) -> None:
    stream = office_id(CODE)
    settled = tuple(
        ReminderSuppressed(
            subject=stream,
            task=task,
            key=uuid5(stream, task),
            step="digest",
            through=date(2035, 1, 1),
            due_on=None,
            person_id=None,
            person="",
            because=Because.DIGEST,
            channel="email",
            reason=Reason.NOTHING_TO_TELL,
        )
        for task in OF_AN_OFFICE
    )
    context = Context(actor="system", via="worker", request_id="uji-rekap", correlation_id="uji-rekap")
    change = Change(reminder_stream(stream), 0, settled)
    tracker.store.append([change], context=context, occurred_on=date(2026, 1, 1))


@contextmanager
def office_at_work(
    database: Database,
    clock: Clock,
    home: Path,
    *,
    redis: str | None = None,
    smtp: str | None = None,
    recaps: bool = False,
) -> Iterator[OfficeAtWork]:
    """The read models are folded when `catch_up` is called. `recaps` False: the office's weekly recaps and its deadlines
    count as told for years to come, so that a test meets its own reminders alone."""
    settings = Settings(
        home=home,
        database=database.url,
        database_owner=database.owner_url,
        redis=redis,
        smtp=smtp,
        base_url="https://tindaklanjut.example",
    )
    tables = kept.open_engine(database.url)
    store = open_store(database.url, mapping=KNOWN_EVENTS, clock=clock, create=False)
    tracker = Tracker(
        store=store,
        views=open_read_models(database.url, tables),
        kept=tables,
        files=Files(home),
        clock=clock,
        new_id=uuid4,
        base_url=settings.base_url,
        secret=b"rahasia-uji-rahasia",
    )
    engine = open_engine(database.url, store, tables, owner=database.owner_url)
    office = OfficeAtWork(tracker, engine, settings, iter(count(1)))
    try:
        engine.step()  # it leads from now on: to `catch_up` it need not begin by looking for its tables
        set_up_office(tracker)
        for name in ("camat", "sekcam", KASI, STAF):
            office.write_address(name)
        if not recaps:
            _settle_recaps(tracker)
        yield office
    finally:
        engine.stop()
        engine.close()
        tracker.views.close()
        tables.dispose()
        store.close()
