"""What pages ask of the read models, on both stores."""

from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest

from projections import agenda, board, directory, figures, register, timeline
from projections.board import Attention, Filter
from tests.projections.history import OFFICES, History
from tests.projections.reading import TODAY, House
from tracker.domain.coordination import (
    CoordinationCorrected,
    CoordinationPlanned,
    CoordinationPostponed,
    CoordinationRecorded,
    Details,
    OutcomeAdded,
)
from tracker.domain.coordination import Status as Held
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import (
    CannotRequested,
    Corrected,
    Imported,
    Opened,
    ReportedDone,
    Returned,
    Status,
    Withdrawn,
)
from tracker.domain.follow_up_extension import ExtensionGranted, ExtensionRequested
from tracker.domain.follow_up_sharing import AlongsideNamed
from tracker.domain.identity import follow_up_id, nth_outcome_id, reminder_stream
from tracker.domain.in_charge import InCharge
from tracker.domain.matter import OF_AN_OFFICE, Task
from tracker.domain.reminder import Because, ReminderFailed, ReminderSent
from tracker.store.envelope import Change

OFFICE = OFFICES[0]
COORDINATION = UUID(int=1)
KASI = InCharge("position", "kasi_pmks", "Kasi PMKS")
REGISTER_NAME = InCharge("text", "", "Pak Lurah")
VILLAGE = InCharge("body", "kades_cumedak", "Kepala Desa Cumedak")


class Story:
    """One coordination with numbered outcomes, each with a follow-up; told through the real store."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._versions: dict[UUID, int] = {}
        house.append(History(Random(0)).beginning())
        details = Details(
            office=OFFICE, kind="fasilitasi", title="Rapat bantuan", section="pmks", number="12/2026"
        )
        self.tell(COORDINATION, CoordinationRecorded(details=details, held_on=TODAY))

    def tell(self, stream: UUID, *events: Event) -> None:
        version = self._versions.get(stream, 0)
        self._versions[stream] = version + len(events)
        self.house.append([Change(stream, version, events)])

    def open(self, ordinal: int, due_on: date | None, in_charge: InCharge | None = KASI) -> UUID:
        outcome = nth_outcome_id(COORDINATION, ordinal)
        id_ = follow_up_id(outcome)
        self.tell(
            COORDINATION,
            OutcomeAdded(outcome_id=outcome, ordinal=ordinal, text=f"Hasil {ordinal}", follow_up_id=id_),
        )
        opened = Opened(
            office=OFFICE,
            coordination_id=COORDINATION,
            outcome_id=outcome,
            text=f"Hasil {ordinal}",
            agreed_on=TODAY,
            section="pmks",
            in_charge=in_charge,
            due_on=due_on,
        )
        self.tell(id_, opened)
        return id_

    def done(self, id_: UUID) -> None:
        evidence = Evidence(id=UUID(int=5), type=EvidenceType.BERITA_ACARA, dated_on=TODAY)
        self.tell(id_, ReportedDone(done_on=TODAY, evidence=(evidence,), typed_by="staf"))

    def sent(self, id_: UUID, step: str, through: date, task: Task = Task.CARRY_OUT) -> None:
        event = ReminderSent(
            subject=id_,
            task=task,
            key=UUID(int=4),
            step=step,
            through=through,
            due_on=None,
            person_id=UUID(int=6),
            person="Ibu Kasi",
            because=Because.IN_CHARGE,
            channel="email",
        )
        self.tell(reminder_stream(id_), event)

    def failed(self, id_: UUID, step: str, through: date, *, final: bool) -> None:
        event = ReminderFailed(
            subject=id_,
            task=Task.CARRY_OUT,
            key=UUID(int=4),
            step=step,
            through=through,
            due_on=None,
            person_id=None,
            person="",
            because=Because.IN_CHARGE,
            channel="email",
            error="alamat tidak ada",
            attempt=1,
            final=final,
        )
        self.tell(reminder_stream(id_), event)

    def planned(self, id_: UUID) -> agenda.AgendaRow | None:
        self.house.follow()
        with self.house.views.connect() as connection:
            found = agenda.of(connection, id_)
        return next(iter(found.values()), None)


@pytest.fixture
def story(house: House) -> Story:
    return Story(house)


def test_the_directory_knows_offices_accounts_and_indicators(story: Story) -> None:
    story.house.follow()
    with story.house.views.connect() as connection:
        assert [office.code for office in directory.offices(connection)] == sorted(OFFICES)
        assert [user.username for user in directory.accounts(connection, OFFICE)] == [f"staf.{OFFICE}"]
        assert [i.code for i in directory.indicators(connection, OFFICE)] == ["koordinasi"]
        account = directory.account(connection, f"staf.{OFFICE}")
        assert account is not None
        assert account.office == OFFICE
        assert directory.office(connection, "00.00.00") is None
        assert directory.indicator(connection, OFFICE, "lain") is None


def test_the_board_pages_by_due_date_with_undated_ones_last(story: Story) -> None:
    undated = story.open(1, None)
    later, sooner = story.open(2, date(2026, 3, 2)), story.open(3, date(2026, 2, 2))
    story.house.follow()
    with story.house.views.connect() as connection:
        first = board.follow_ups(connection, Filter(office=OFFICE), limit=2)
        assert [row.id for row in first.rows] == [sooner, later]
        second = board.follow_ups(connection, Filter(office=OFFICE), after=first.next, limit=2)
        assert [row.id for row in second.rows] == [undated]
        assert second.next is None
        with pytest.raises(Refused, match="halaman"):
            board.follow_ups(connection, Filter(), after="bukan penanda")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Filter(office=OFFICES[1]), []),
        (Filter(sections=("trantibum",)), []),
        (Filter(statuses=(Status.DILAPORKAN_SELESAI,)), [2]),
        (Filter(in_charge=(("position", "kasi_pmks"),)), [1, 2]),
        (Filter(unassigned=True), [3]),
        (Filter(overdue_on=date(2026, 2, 3)), [1]),
        (Filter(due_until=date(2026, 2, 2)), [1, 2]),
        (Filter(coordination_id=UUID(int=99)), []),
        (Filter(cannot_requested=True), [3]),
        (Filter(undecided=True), [3]),
        (Filter(text="hasil 2"), [2]),
        (Filter(text="BANTUAN"), [1, 2, 3]),
        (Filter(text="100%"), []),
    ],
)
def test_the_board_is_filtered(story: Story, where: Filter, found: list[int]) -> None:
    ids = [
        story.open(1, date(2026, 2, 2)),
        story.open(2, date(2026, 2, 2)),
        story.open(3, date(2026, 4, 1), None),
    ]
    story.done(ids[1])
    story.tell(ids[2], CannotRequested(typed_by="staf"))
    story.house.follow()
    with story.house.views.connect() as connection:
        rows = board.follow_ups(connection, where).rows
        assert {row.id for row in rows} == {ids[number - 1] for number in found}
        assert board.count(connection, where) == len(found)
        if where == Filter(unassigned=True):
            assert board.attention(connection, OFFICE, date(2026, 2, 1)) == Attention(0, 1, 1, 1, 1)
            assert board.attention(connection, OFFICE, date(2026, 2, 3)) == Attention(1, 0, 1, 1, 1)


def test_whoever_carries_it_out_alongside_finds_it_too(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 2))
    story.tell(id_, AlongsideNamed(alongside=(REGISTER_NAME, VILLAGE)))
    story.house.follow()
    with story.house.views.connect() as connection:

        def found(kind: str, code: str) -> list[UUID]:
            return [row.id for row in board.follow_ups(connection, Filter(in_charge=((kind, code),))).rows]

        assert found("body", "kades_cumedak") == found("position", "kasi_pmks") == [id_]
        assert (
            not found("position", "kades_cumedak") + found("body", "kades") + found("body", "kadesxcumedak")
        )
        row = board.follow_up(connection, id_)
    assert row is not None
    assert row.alongside == (REGISTER_NAME, VILLAGE)


def test_an_extension_waits_for_a_decision_and_then_the_first_date_is_kept(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 2))
    story.tell(id_, ExtensionRequested(due_on=date(2026, 3, 2), typed_by="staf"))
    story.house.follow()
    with story.house.views.connect() as connection:
        (row,) = board.follow_ups(connection, Filter(undecided=True)).rows
        assert (row.due_on, row.extension_due_on, row.slips) == (date(2026, 2, 2), date(2026, 3, 2), 0)
        assert board.attention(connection, OFFICE, TODAY).to_decide == 1
    story.tell(id_, ExtensionGranted(due_on=date(2026, 3, 9), position="camat", decided_by=UUID(int=6)))
    story.house.follow()
    with story.house.views.connect() as connection:
        assert not board.count(connection, Filter(undecided=True))
        after = board.follow_up(connection, id_)
    assert after is not None
    assert (after.due_on, after.first_due_on, after.slips) == (date(2026, 3, 9), date(2026, 2, 2), 1)


def test_a_row_follows_its_coordination_and_tells_of_the_report(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 2))
    story.done(id_)
    story.tell(COORDINATION, CoordinationCorrected(title="Rapat bantuan pangan"))
    story.house.follow()
    with story.house.views.connect() as connection:
        row = board.follow_up(connection, id_)
    assert row is not None
    assert (row.title, row.number, row.in_charge) == ("Rapat bantuan pangan", "12/2026", KASI)
    assert (row.status, row.done_on, row.typed_by, row.proven) == (
        Status.DILAPORKAN_SELESAI,
        TODAY,
        "staf",
        True,
    )
    assert row.version == 2


def test_what_a_register_said_is_marked_until_somebody_moves_it(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 2))
    imported = Imported(
        status=Status.DILAPORKAN_SELESAI, reported_on=TODAY, file_name="a.csv", file_sha256="0", row=2
    )
    marks = []
    for events in ([imported], [Corrected(text="Hasil satu")], [Returned()]):
        story.tell(id_, *events)
        story.house.follow()
        with story.house.views.connect() as connection:
            row = board.follow_up(connection, id_)
        assert row is not None
        marks.append(row.by_register)
    assert marks == [True, True, False]


def test_the_register_lists_newest_first_and_counts_what_came_of_it(story: Story) -> None:
    done = story.open(1, date(2026, 2, 2))
    story.open(2, date(2026, 2, 2))
    story.done(done)
    withdrawn = story.open(3, None)
    story.tell(withdrawn, Withdrawn())
    planned, postponed = UUID(int=2), UUID(int=3)
    details = Details(office=OFFICE, kind="rapat_koordinasi", title="Rapat bulanan")
    story.tell(planned, CoordinationPlanned(details=details, planned_on=date(2026, 5, 4)))
    story.tell(
        postponed, CoordinationPlanned(details=details, planned_on=TODAY), CoordinationPostponed(to=None)
    )
    story.house.follow()
    with story.house.views.connect() as connection:
        first = register.coordinations(connection, OFFICE, limit=2)
        assert [row.id for row in first.rows] == [postponed, planned]
        second = register.coordinations(connection, OFFICE, after=first.next, limit=2)
        assert [(r.id, r.outcomes, r.needing, r.open, r.done) for r in second.rows] == [
            (COORDINATION, 3, 3, 2, 0)
        ]
        for where, found in (
            (register.Narrowed(year=2026, section="pmks"), COORDINATION),
            (register.Narrowed(status=Held.DITUNDA), postponed),
            (register.Narrowed(text="12/20"), COORDINATION),
        ):
            assert [row.id for row in register.coordinations(connection, OFFICE, where).rows] == [found]
            assert register.count(connection, OFFICE, where) == 1
        assert register.coordinations(connection, OFFICES[1]).rows == ()
        view = register.coordination(connection, COORDINATION)
        assert view is not None
        assert [one.follow_up.status if one.follow_up else None for one in view.outcomes] == [
            Status.DILAPORKAN_SELESAI,
            Status.BELUM_DITINDAKLANJUTI,
            Status.DITARIK,
        ]
        assert view.version == 4
        assert register.coordination(connection, done) is None
        assert register.titles(connection, [planned])[planned].title == "Rapat bulanan"


def test_a_history_joins_a_record_and_its_reminders(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 2))
    story.sent(id_, "before", date(2026, 1, 30))
    story.house.follow()
    with story.house.views.connect() as connection:
        told = timeline.of(connection, [id_])
        assert [entry.topic for entry in told] == ["follow_up.opened.1", "reminder.sent.2"]
        assert timeline.of(connection, [id_], after=told[0].position) == told[1:]
        assert timeline.latest(connection, OFFICE, 1) == told[1:]
        assert timeline.latest(connection, OFFICE, 1, before=told[1].position) == told[:1]
        assert b'"Ibu Kasi"' in told[1].body


def test_the_next_step_stands_on_the_agenda_in_utc(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 5))
    row = story.planned(id_)
    assert row is not None
    assert (row.task, row.settled, row.policy) == (Task.CARRY_OUT, None, 0)
    assert row.next_at == datetime(2026, 2, 2, 0, 30, tzinfo=UTC)
    early, later = datetime(2026, 2, 2, 0, 29, tzinfo=UTC), datetime(2026, 2, 9, tzinfo=UTC)
    with story.house.views.connect() as connection:
        assert _beside_the_offices(agenda.due(connection, early, [OFFICE], 10)) == []
        assert row in agenda.due(connection, row.next_at, [OFFICE], 10)
        assert _beside_the_offices(agenda.planned(connection, OFFICES[1], later)) == []
        assert _beside_the_offices(agenda.planned(connection, None, later)) == [row]


def _beside_the_offices(rows: list[agenda.AgendaRow]) -> list[agenda.AgendaRow]:
    return [one for one in rows if one.task not in OF_AN_OFFICE]


def test_what_was_sent_or_given_up_settles_its_step_and_a_failed_attempt_does_not(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 5))
    story.failed(id_, "before", date(2026, 2, 2), final=False)
    assert _next_day(story, id_) == date(2026, 2, 2)
    story.sent(id_, "before", date(2026, 2, 2))
    assert _next_day(story, id_) == date(2026, 2, 5)
    story.failed(id_, "due", date(2026, 2, 5), final=True)
    assert _next_day(story, id_) == date(2026, 2, 6)
    story.sent(id_, "waiting", date(2026, 2, 9), Task.VERIFY)
    assert _next_day(story, id_) == date(2026, 2, 6)


def test_a_follow_up_whose_section_was_corrected_counts_for_the_corrected_one(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 5))
    story.tell(id_, Corrected(section="trantibum"))
    story.house.follow()
    with story.house.views.connect() as connection:
        (fact,) = figures.facts(connection, OFFICE, TODAY, TODAY)
    assert [outcome.section for outcome in fact.outcomes] == ["trantibum"]


def test_a_new_due_date_plans_anew_and_repeats_nothing(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 5))
    story.sent(id_, "before", date(2026, 1, 2))
    story.tell(id_, Corrected(due_on=date(2026, 3, 5)))
    row = story.planned(id_)
    assert row is not None
    assert row.settled is not None
    assert row.settled > date(2026, 1, 2)
    assert _next_day(story, id_) == date(2026, 3, 2)


def test_each_task_has_its_own_plan_and_a_closed_one_has_none(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 5))
    story.sent(id_, "before", date(2026, 2, 2))
    story.done(id_)
    verify = story.planned(id_)
    assert verify is not None
    assert (verify.task, verify.settled) == (Task.VERIFY, None)
    story.tell(id_, Returned())
    again = story.planned(id_)
    assert again is not None
    assert (again.task, again.settled) == (Task.CARRY_OUT, None)
    story.tell(id_, CannotRequested(typed_by="staf"))
    decide = story.planned(id_)
    assert decide is not None
    assert decide.task is Task.DECIDE
    story.tell(id_, Withdrawn())
    assert story.planned(id_) is None


def test_a_name_out_of_a_register_is_not_reminded(story: Story) -> None:
    assert story.planned(story.open(1, date(2026, 2, 5), REGISTER_NAME)) is None


def _next_day(story: Story, id_: UUID) -> date:
    row = story.planned(id_)
    assert row is not None
    assert row.next_at is not None
    return row.next_at.date()
