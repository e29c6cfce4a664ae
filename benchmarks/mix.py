"""A realistic log: the offices of one regency, each with coordinations, their outcomes, and the follow-ups' lives.

A coordination has five events (recorded, three outcomes, evidence); each of its three follow-ups about seven. Some
hundred lives run side by side, so that the events of one stream lie far apart, as in a real log.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from tracker.domain.coordination import CoordinationRecorded, Details, EvidenceAttached, OutcomeAdded
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import (
    Assigned,
    Opened,
    ProgressReported,
    ReportedDone,
    Returned,
    Started,
    Verified,
)
from tracker.domain.identity import follow_up_id, nth_outcome_id, office_id, reminder_stream
from tracker.domain.in_charge import InCharge
from tracker.domain.matter import Task
from tracker.domain.office import BodyAdded, OfficeRegistered, PositionAdded, SectionAdded
from tracker.domain.reminder import Because, ReminderSent
from tracker.domain.role import Rank

OFFICES = tuple(f"35.09.{number:02}" for number in range(1, 31))
SIDE_BY_SIDE = 400
SECTIONS = ("pemerintahan", "pmks", "trantibum", "pelayanan_umum")

Part = tuple[UUID, tuple[Event, ...]]


def log(events: int, random: Random) -> Iterator[list[Part]]:
    """Appends, one for each command, until about that many events are there."""
    for code in OFFICES:
        yield [opening(code)]
    yield from work(events, random, OFFICES)


def work(
    events: int, random: Random, offices: Sequence[str], side_by_side: int = SIDE_BY_SIDE
) -> Iterator[list[Part]]:
    """The same for offices that are there already; `side_by_side` coordinations are under way at once."""
    lives: list[Iterator[list[Part]]] = []
    made = 0
    while made < events:
        while len(lives) < side_by_side:
            lives.append(_coordination(random, random.choice(offices)))
        chosen = random.randrange(len(lives))
        parts = next(lives[chosen], None)
        if parts is None:
            lives[chosen] = lives[-1]
            lives.pop()
            continue
        made += sum(len(new) for _, new in parts)
        yield parts


def opening(code: str) -> Part:
    """What an office begins with."""
    return office_id(code), (
        OfficeRegistered(code=code, name=f"Kecamatan {code}", regency="Kabupaten Uji", zone="Asia/Jakarta"),
        *(SectionAdded(code=section, name=section) for section in SECTIONS),
        *(PositionAdded(code=f"kasi_{s}", title=f"Kasi {s}", rank=Rank.KASI, section=s) for s in SECTIONS),
        BodyAdded(code="desa", name="Kepala Desa"),
    )


def _coordination(random: Random, office: str) -> Iterator[list[Part]]:
    id_ = UUID(int=random.getrandbits(128), version=4)
    section = random.choice(SECTIONS)
    held = date(2024, 1, 8) + timedelta(days=random.randrange(1000))
    details = Details(
        office=office,
        kind="rapat_koordinasi",
        title=f"Rapat koordinasi {section} membahas penyaluran bantuan dan jadwal pendampingan desa",
        section=section,
        number=f"{random.randrange(10**6):06}",
        place="Aula kecamatan",
    )
    outcomes = [nth_outcome_id(id_, number) for number in (1, 2, 3)]
    added = [
        OutcomeAdded(outcome_id=outcome, ordinal=n, text=_TEXT, follow_up_id=follow_up_id(outcome))
        for n, outcome in enumerate(outcomes, start=1)
    ]
    lives = [_follow_up(random, office, id_, outcome, section, held) for outcome in outcomes]
    yield [
        (id_, (CoordinationRecorded(details=details, held_on=held), *added)),
        *(next(life) for life in lives),
    ]
    yield [(id_, (EvidenceAttached(evidence=_evidence(random, held, EvidenceType.RAPAT_KOORDINASI)),))]
    while lives:
        part = next(life := random.choice(lives), None)
        if part is None:
            lives.remove(life)
        else:
            yield [part]


def _follow_up(
    random: Random, office: str, coordination: UUID, outcome: UUID, section: str, held: date
) -> Iterator[Part]:
    id_ = follow_up_id(outcome)
    due = held + timedelta(days=30)
    opened = Opened(
        office=office,
        coordination_id=coordination,
        outcome_id=outcome,
        text=_TEXT,
        agreed_on=held,
        section=section,
        due_on=due,
    )
    yield id_, (opened,)
    yield id_, (Assigned(in_charge=InCharge("position", f"kasi_{section}", f"Kasi {section}")),)
    yield id_, (Started(started_on=held + timedelta(days=5)),)
    person = UUID(int=random.getrandbits(128), version=4)
    yield reminder_stream(id_), (_sent(id_, due, person),)
    yield id_, (ProgressReported(note=_TEXT, reported_on=held + timedelta(days=9)),)
    done = held + timedelta(days=20)
    if random.random() < 0.3:
        yield id_, (_done(random, done, person),)
        yield id_, (Returned(),)
    yield id_, (_done(random, done, person),)
    verified = Verified(verified_on=done + timedelta(days=3), position="sekcam", verified_by=person)
    yield id_, (verified,)


def _sent(follow_up: UUID, due: date, person: UUID) -> ReminderSent:
    return ReminderSent(
        subject=follow_up,
        task=Task.CARRY_OUT,
        because=Because.IN_CHARGE,
        key=person,
        step="before",
        through=due - timedelta(days=3),
        due_on=due,
        person_id=person,
        person="Nama Pejabat",
        channel="email",
    )


def _done(random: Random, day: date, person: UUID) -> ReportedDone:
    evidence = (_evidence(random, day, EvidenceType.DOKUMEN_LAPORAN),)
    return ReportedDone(done_on=day, note=_TEXT, evidence=evidence, done_by=person, typed_by="staf.uji")


def _evidence(random: Random, day: date, kind: EvidenceType) -> Evidence:
    return Evidence(id=UUID(int=random.getrandbits(128), version=4), type=kind, number="005/12", dated_on=day)


_TEXT = "Menyusun jadwal pendampingan desa dan melaporkan hasilnya kepada camat paling lambat akhir bulan"
