"""A link opens one follow-up for one person or body, for a fortnight: who may do what by it, and what becomes of it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from tests.support import evidence_files as scans
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import absences, accounts, extensions, follow_ups, notes, one_tap, undoing
from tracker.application.accounts import DisableUser
from tracker.application.actor import Actor, Bearer, operator
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.disowning import Disown, disown
from tracker.application.evidence_files import Upload, keep
from tracker.application.follow_up_step import NotTheirs, load
from tracker.application.one_tap import LIFE, LinkExpired, LinkForged, bearer_of, may_tap, open_link, token
from tracker.application.permissions import Action
from tracker.domain.errors import Conflict, Forbidden, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp, Status, evolve
from tracker.domain.identity import person_id
from tracker.domain.office import Standing
from tracker.domain.role import Role
from tracker.store.envelope import Recorded

DUE = date(2026, 3, 20)
LATER = date(2026, 4, 10)
TODAY = date(2026, 3, 16)
VILLAGE = "kades_uji"
STAFF_PERSON = person_id(CODE, STAF)
SECRET = b"rahasia-uji-rahasia"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path, clock: FixedClock) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path) as work:
        yield work


def come(office: OfficeAtWork, follow_up: UUID, who: UUID | str) -> Actor:
    """Opens a link made just now."""
    now = office.tracker.clock()
    address = one_tap.link(office.tracker, follow_up, who, now)
    return open_link(office.tracker, address.rpartition(one_tap.PATH)[2], now)


def report(office: OfficeAtWork, follow_up: UUID, actor: Actor, request: str = "") -> None:
    evidence = follow_ups.EvidenceInput(type=EvidenceType.DOKUMEN_LAPORAN, dated_on=TODAY)
    command = follow_ups.ReportDone(follow_up_id=follow_up, note="Sudah", evidence=(evidence,))
    asked = office.asked() if not request else Asked(request_id=request)
    follow_ups.report_done(office.tracker, actor, asked, command)
    office.catch_up()


def last(office: OfficeAtWork, follow_up: UUID) -> Recorded:
    return office.tracker.store.history(follow_up)[-1]


def state_of(office: OfficeAtWork, follow_up: UUID) -> FollowUp:
    state, _ = office.tracker.store.load(follow_up, evolve)
    assert state is not None
    return state


def test_it_carries_whom_it_was_written_to_and_fits_a_message(office: OfficeAtWork) -> None:
    now, id_ = office.tracker.clock(), UUID(int=9)
    addressees: tuple[UUID | str, ...] = (STAFF_PERSON, VILLAGE)
    for who in addressees:
        address = one_tap.link(office.tracker, id_, who, now)
        assert address.startswith("https://tindaklanjut.example/t/")
        assert len(address) < 140
        assert bearer_of(SECRET, address.rpartition("/")[2], now) == Bearer(id_, who)


def test_it_takes_back_what_came_by_a_link_and_nothing_that_was_done_signed_in(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    by_link = come(office, follow_up, STAFF_PERSON)
    signed_in = msgspec.structs.replace(by_link, bearer=None, via="web")
    assert signed_in == accounts.actor_of(office.tracker, by_link.username, "web")

    def offered() -> undoing.Undoable | None:
        return undoing.undoable(office.tracker, by_link, office.tracker.store.history(follow_up))

    def undo(actor: Actor) -> None:
        step = len(office.tracker.store.history(follow_up))
        undoing.undo(office.tracker, actor, office.asked(), undoing.Undo(follow_up_id=follow_up, step=step))

    report(office, follow_up, signed_in)
    assert offered() is None
    with pytest.raises(Forbidden, match="tidak dicatat lewat tautan"):
        undo(by_link)
    undo(signed_in)
    report(office, follow_up, by_link)
    assert offered() is not None
    undo(by_link)
    assert state_of(office, follow_up).status is Status.BELUM_DITINDAKLANJUTI


def test_it_holds_a_fortnight_and_not_a_second_longer(office: OfficeAtWork, clock: FixedClock) -> None:
    text = token(SECRET, Bearer(UUID(int=9), VILLAGE), clock() + LIFE)
    clock.advance(LIFE)
    bearer_of(SECRET, text, clock())
    clock.advance(timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        bearer_of(SECRET, text, clock())


def test_nothing_of_it_can_be_altered(office: OfficeAtWork, clock: FixedClock) -> None:
    bearer = Bearer(UUID(int=9), STAFF_PERSON)
    good = token(SECRET, bearer, clock() + LIFE)
    others = [good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :] for place in range(70)]
    others += [
        *(good[:length] for length in range(len(good) - 8, len(good))),
        good + "AAAA",
        good[4:],
        "",
        "x" * 60,
        token(b"rahasia lain sekali", bearer, clock()),
    ]
    for text in others:
        with pytest.raises(LinkForged):
            bearer_of(SECRET, text, clock())


def test_a_link_to_what_the_record_does_not_have_is_forged(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    strange: tuple[tuple[UUID, UUID | str], ...] = (
        (UUID(int=9), STAFF_PERSON),
        (follow_up, UUID(int=9)),
        (follow_up, "kades_lain"),
    )
    for id_, who in strange:
        with pytest.raises(LinkForged):
            come(office, id_, who)


def test_what_is_done_by_it_is_done_by_the_account_and_recorded_as_such(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    report(office, follow_up, come(office, follow_up, STAFF_PERSON))
    context = last(office, follow_up).context
    assert (context.actor, context.via, context.on_behalf_of) == (username(Role.STAF), "tautan", None)
    state = state_of(office, follow_up)
    assert state.status is Status.DILAPORKAN_SELESAI
    assert state.report is not None
    assert (state.report.done_by, state.report.typed_by) == (STAFF_PERSON, username(Role.STAF))


def test_a_body_needs_no_account(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=VILLAGE, kind="body")
    actor = come(office, follow_up, VILLAGE)
    assert actor.name == "Kepala Desa Uji"
    report(office, follow_up, actor)
    assert last(office, follow_up).context.actor == "body/kades_uji"
    office.verify(follow_up, Role.KASI)
    assert state_of(office, follow_up).status is Status.SELESAI


def test_whoever_reported_without_an_account_does_not_verify_with_one(office: OfficeAtWork) -> None:
    """Here for whom the Kasi has given a mandate, and who becomes Kasi before it is verified."""
    office.add_person("pegawai")
    employee = person_id(CODE, "pegawai")
    office.mandate(STAF, "pegawai", TODAY)
    follow_up = office.agree(DUE, in_charge=STAF)
    report(office, follow_up, come(office, follow_up, employee))
    context = last(office, follow_up).context
    assert (context.actor, context.on_behalf_of) == (f"person/{employee}", "a.n. Staf Seksi Pemerintahan")
    office.hold(KASI, "pegawai", TODAY)
    added = accounts.AddUser(
        username="pegawai",
        name="Pegawai",
        role=Role.KASI,
        office=CODE,
        section="pemerintahan",
        person_id=employee,
    )
    accounts.add(office.tracker, operator(), office.asked(), added)
    for by in (accounts.actor_of(office.tracker, "pegawai", "web"), office.by(Role.STAF)):
        with pytest.raises(Forbidden):
            follow_ups.verify(office.tracker, by, office.asked(), follow_ups.Verify(follow_up_id=follow_up))
    office.verify(follow_up, Role.SEKCAM)


def test_the_deputy_of_whoever_is_absent_reports_and_does_not_verify(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    with pytest.raises(NotTheirs):
        report(office, follow_up, come(office, follow_up, person_id(CODE, KASI)))
    away = absences.RecordAbsence(
        office=CODE, person_id=STAFF_PERSON, since=TODAY, until=DUE, deputy=person_id(CODE, KASI)
    )
    absences.record_absence(office.tracker, operator(), office.asked(), away)
    report(office, follow_up, come(office, follow_up, person_id(CODE, KASI)))
    assert last(office, follow_up).context.on_behalf_of == "mewakili Staf Seksi Pemerintahan"
    with pytest.raises(Forbidden):
        office.verify(follow_up, Role.KASI)
    office.verify(follow_up, Role.SEKCAM)


def test_who_shares_the_work_and_who_acts_for_the_holder_may_use_theirs(office: OfficeAtWork) -> None:
    office.hold(STAF, "sekcam", TODAY, Standing.PLT, TODAY)
    follow_up = office.agree(DUE, in_charge=STAF, alongside=(("body", VILLAGE), ("position", KASI)))
    for who in (person_id(CODE, "sekcam"), person_id(CODE, KASI), VILLAGE):
        ask = extensions.RequestExtension(follow_up_id=follow_up, due_on=LATER)
        extensions.request_extension(
            office.tracker, come(office, follow_up, who), office.asked("Menunggu data"), ask
        )
        office.catch_up()
        refuse = extensions.DecideExtension(follow_up_id=follow_up, accepted=False)
        extensions.decide_extension(office.tracker, office.by(Role.CAMAT), office.asked("Cukup"), refuse)
        office.catch_up()
    said = [past.context.on_behalf_of for past in office.tracker.store.history(follow_up)[1::2]]
    assert said == ["Plt. Staf Seksi Pemerintahan", None, None]
    with pytest.raises(NotTheirs):  # the Plt is the holder now
        report(office, follow_up, come(office, follow_up, STAFF_PERSON))


@pytest.mark.parametrize("who", [person_id(CODE, "camat"), VILLAGE])
def test_nobody_elses_link_opens_it(office: OfficeAtWork, who: UUID | str) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    actor = come(office, follow_up, who)
    state = state_of(office, follow_up)
    assert not may_tap(office.tracker.office(CODE), state, who, office.tracker.clock())
    with pytest.raises(NotTheirs):
        report(office, follow_up, actor)
    with pytest.raises(NotTheirs):
        disown(office.tracker, actor, office.asked("Bukan"), Disown(follow_up_id=follow_up))


@pytest.mark.parametrize("who", [STAFF_PERSON, VILLAGE])
def test_it_opens_no_other_follow_up_and_nothing_else_of_the_office(
    office: OfficeAtWork, who: UUID | str
) -> None:
    set_up_office(office.tracker, OTHER)
    alongside = (("body", VILLAGE),)
    follow_up = office.agree(DUE, in_charge=STAF, alongside=alongside)
    other = office.agree(DUE, in_charge=STAF, alongside=alongside)
    tracker, actor = office.tracker, come(office, follow_up, who)
    with pytest.raises(NotTheirs):
        report(office, other, actor)

    def asked() -> Asked:
        return office.asked("Sebabnya")

    closed: list[Callable[[], object]] = [
        lambda: follow_ups.start(tracker, actor, asked(), follow_ups.Start(follow_up_id=follow_up)),
        lambda: follow_ups.withdraw(tracker, actor, asked(), follow_ups.Withdraw(follow_up_id=follow_up)),
        lambda: follow_ups.verify(tracker, actor, asked(), follow_ups.Verify(follow_up_id=follow_up)),
        lambda: notes.write_comment(
            tracker, actor, asked(), notes.WriteComment(follow_up_id=follow_up, text="Halo")
        ),
        lambda: accounts.disable(tracker, actor, asked(), DisableUser(username=username(Role.CAMAT))),
        lambda: keep(tracker, actor, OTHER, Upload(name="a.pdf", content=scans.PDF)),
    ]
    for attempt in closed:
        with pytest.raises(Forbidden, match="tidak membuka"):
            attempt()


def test_reassigned_or_finished_meanwhile_it_opens_nothing(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    actor = come(office, follow_up, STAFF_PERSON)
    handed = follow_ups.Reassign(follow_up_id=follow_up, in_charge_kind="position", in_charge_code=KASI)
    follow_ups.reassign(office.tracker, office.by(Role.CAMAT), office.asked("Tugas seksi"), handed)
    with pytest.raises(NotTheirs):
        report(office, follow_up, actor)
    finished = office.agree(DUE, in_charge=STAF)
    actor = come(office, finished, STAFF_PERSON)
    office.report_done(finished, Role.STAF)
    assert not may_tap(
        office.tracker.office(CODE), state_of(office, finished), STAFF_PERSON, office.tracker.clock()
    )
    with pytest.raises(Refused, match="Sudah dilaporkan selesai"):
        report(office, finished, actor)


def test_sent_twice_it_is_recorded_once(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=VILLAGE, kind="body")
    for _ in range(3):
        report(office, follow_up, come(office, follow_up, VILLAGE), request="formulir-1")
    assert [past.topic for past in office.tracker.store.history(follow_up)] == [
        "follow_up.opened.1",
        "follow_up.reported_done.1",
    ]


def test_the_second_of_two_that_come_at_once_gets_the_answer_of_the_first(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    actor = come(office, follow_up, STAFF_PERSON)
    asked = Asked(request_id="formulir-1", expected_version=1)
    command = follow_ups.ReportDone(follow_up_id=follow_up, note="Sudah")
    answers: list[Answer] = []

    def after_the_first() -> Decision:
        answers.append(follow_ups.report_done(office.tracker, actor, asked, command))
        load(office.tracker, actor, asked, command, Action.REPORT_DONE)
        raise AssertionError("at another version than was seen")

    assert perform(office.tracker, actor, asked, command, after_the_first) == answers[0]


def test_seen_at_another_version_it_is_not_overwritten(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    actor = come(office, follow_up, STAFF_PERSON)
    office.change_due_date(follow_up, date(2026, 3, 19))
    asked = Asked(request_id="lama", expected_version=1)
    with pytest.raises(Conflict):
        follow_ups.report_done(
            office.tracker, actor, asked, follow_ups.ReportDone(follow_up_id=follow_up, note="Sudah")
        )


def test_with_a_disabled_account_the_link_is_worth_nothing(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    command = DisableUser(username=username(Role.STAF))
    accounts.disable(office.tracker, operator(), office.asked(), command)
    with pytest.raises(LinkForged, match="tidak aktif"):
        come(office, follow_up, STAFF_PERSON)


def test_not_mine_is_said_by_who_carries_it_out_and_nobody_else(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=VILLAGE, kind="body", alongside=(("position", STAF),))
    command = Disown(follow_up_id=follow_up)
    with pytest.raises(Forbidden, match="Hanya penanggung jawab"):
        disown(office.tracker, office.by(Role.KASI), office.asked("Bukan"), command)
    disown(office.tracker, come(office, follow_up, VILLAGE), office.asked("Wewenang dinas"), command)
    said = state_of(office, follow_up).disowned_by
    assert said is not None
    assert said.name == "Kepala Desa Uji"
    event, context = last(office, follow_up).event, last(office, follow_up).context
    assert (event.TOPIC, context.reason, context.via) == ("follow_up.disowned.1", "Wewenang dinas", "tautan")
