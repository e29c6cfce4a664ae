"""Acting for somebody (Plt, Plh, a.n.): who may decide, and what the history says about it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import accounts, follow_ups, offices, sharing
from tracker.application.actor import Actor, operator
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp, Status, evolve
from tracker.domain.office import Standing
from tracker.domain.role import Role

DUE = date(2026, 3, 20)
TODAY = date(2026, 3, 16)
YESTERDAY = date(2026, 3, 15)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work


def state_of(office: OfficeAtWork, follow_up: UUID) -> FollowUp:
    state, _ = office.tracker.store.load(follow_up, evolve)
    assert state is not None
    return state


def told(office: OfficeAtWork, follow_up: UUID) -> tuple[str, str | None]:
    """Who is told to have done the last thing, and on whose behalf."""
    *_, last = office.tracker.store.history(follow_up)
    return last.context.actor, last.context.on_behalf_of


def decide(office: OfficeAtWork, follow_up: UUID, by: Actor, *, accepted: bool = True) -> None:
    command = follow_ups.DecideCannotFollowUp(follow_up_id=follow_up, accepted=accepted)
    follow_ups.decide_cannot_follow_up(office.tracker, by, office.asked("Sudah diperiksa"), command)


def test_the_definitive_holder_decides_in_the_own_name(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    office.report_done(follow_up, Role.STAF)
    office.verify(follow_up, Role.KASI)
    assert told(office, follow_up) == (username(Role.KASI), None)


def test_a_plh_verifies_as_plh_and_afterwards_the_definitive_holder_again(office: OfficeAtWork) -> None:
    office.hold(KASI, "sekcam", TODAY, Standing.PLH, TODAY)
    first, second = office.agree(DUE, in_charge=STAF), office.agree(DUE, in_charge=STAF)
    office.report_done(first, Role.STAF)
    office.report_done(second, Role.STAF)
    with pytest.raises(Forbidden, match="diverifikasi oleh Kepala Seksi"):
        office.verify(first, Role.KASI)
    office.verify(first, Role.SEKCAM)
    assert told(office, first) == (username(Role.SEKCAM), "Plh. Kepala Seksi Pemerintahan")
    clock = office.tracker.clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=1)
    with pytest.raises(Forbidden):
        office.verify(second, Role.SEKCAM)
    office.verify(second, Role.KASI)
    assert told(office, second) == (username(Role.KASI), None)


def test_a_plh_out_of_the_staff_verifies_though_the_account_is_a_staffs(office: OfficeAtWork) -> None:
    office.hold(KASI, STAF, TODAY, Standing.PLH, TODAY)
    follow_up = office.agree(DUE, in_charge="kades_uji", kind="body")
    office.report_done(follow_up, Role.NOTULIS)
    command = follow_ups.Return(follow_up_id=follow_up)
    follow_ups.return_(office.tracker, office.by(Role.STAF), office.asked("Kurang lengkap"), command)
    assert told(office, follow_up) == (username(Role.STAF), "Plh. Kepala Seksi Pemerintahan")


def test_a_transfer_changes_the_holder_not_the_follow_ups(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=KASI)
    office.add_person("pengganti")
    before = state_of(office, follow_up)
    office.hold(KASI, "pengganti", TODAY)
    assert state_of(office, follow_up) == before


def test_whoever_has_a_mandate_decides_in_the_holders_name_but_not_about_own_work(
    office: OfficeAtWork,
) -> None:
    office.mandate(KASI, STAF, TODAY, TODAY)
    of_village = office.agree(DUE, in_charge="kades_uji", kind="body")
    office.report_done(of_village, Role.NOTULIS)
    office.verify(of_village, Role.STAF)
    assert told(office, of_village) == (username(Role.STAF), "a.n. Kepala Seksi Pemerintahan")
    own = office.agree(DUE, in_charge=STAF)
    office.report_done(own, Role.NOTULIS)
    with pytest.raises(Forbidden, match="diverifikasi oleh Kepala Seksi"):
        office.verify(own, Role.STAF)
    office.verify(own, Role.KASI)


def test_a_mandate_of_the_camat_does_not_let_the_own_proposal_be_accepted(office: OfficeAtWork) -> None:
    office.mandate("camat", "sekcam", TODAY)
    mine, others = office.agree(DUE), office.agree(DUE)
    office.ask_to_give_up(mine, Role.SEKCAM)
    office.ask_to_give_up(others, Role.KASI)
    with pytest.raises(Forbidden, match="Hanya Camat"):
        decide(office, mine, office.by(Role.SEKCAM))
    decide(office, others, office.by(Role.SEKCAM))
    assert told(office, others) == (username(Role.SEKCAM), "a.n. Camat")


def test_a_mandate_that_has_ended_gives_nobody_anything(office: OfficeAtWork) -> None:
    office.mandate("camat", "sekcam", YESTERDAY)
    follow_up = office.agree(DUE)
    office.ask_to_give_up(follow_up, Role.KASI)
    ended = offices.EndMandate(
        office=CODE, position="camat", person_id=person_of(office, Role.SEKCAM), since=TODAY
    )
    offices.end_mandate(office.tracker, operator(), office.asked(), ended)
    with pytest.raises(Forbidden, match="Hanya Camat"):
        decide(office, follow_up, office.by(Role.SEKCAM))


def test_a_plt_camat_asks_out_of_the_section_and_then_the_sekcam_decides(office: OfficeAtWork) -> None:
    office.vacate("camat", TODAY)
    office.hold("camat", KASI, TODAY, Standing.PLT)
    follow_up = office.agree(DUE)
    office.ask_to_give_up(follow_up, Role.KASI)
    with pytest.raises(Forbidden, match="Hanya Sekretaris Kecamatan yang memutuskan"):
        decide(office, follow_up, office.by(Role.KASI))
    decide(office, follow_up, office.by(Role.SEKCAM))
    assert state_of(office, follow_up).status is Status.TIDAK_DAPAT
    assert told(office, follow_up) == (username(Role.SEKCAM), None)


def test_a_plt_camat_decides_what_others_have_asked_though_the_account_is_a_kasis(
    office: OfficeAtWork,
) -> None:
    office.vacate("camat", TODAY)
    office.hold("camat", KASI, TODAY, Standing.PLT)
    follow_up = office.agree(DUE, in_charge=STAF)
    office.ask_to_give_up(follow_up, Role.STAF)
    with pytest.raises(Forbidden, match="Hanya Camat"):
        decide(office, follow_up, office.by(Role.SEKCAM))
    decide(office, follow_up, office.by(Role.KASI))
    assert told(office, follow_up) == (username(Role.KASI), "Plt. Camat")
    reopened = follow_ups.Reopen(follow_up_id=follow_up)
    follow_ups.reopen(office.tracker, office.by(Role.KASI), office.asked("Dapat juga"), reopened)
    assert told(office, follow_up) == (username(Role.KASI), "Plt. Camat")


def test_while_the_camats_post_is_vacant_nobody_gives_up(office: OfficeAtWork) -> None:
    office.vacate("camat", TODAY)
    follow_up = office.agree(DUE)
    office.ask_to_give_up(follow_up, Role.STAF)
    with pytest.raises(Forbidden, match="isi pemegang jabatan Camat"):
        decide(office, follow_up, office.by(Role.SEKCAM))


@pytest.mark.parametrize(("in_charge", "beside"), [("camat", STAF), (STAF, "camat")])
def test_the_camat_does_not_give_up_the_own_work(office: OfficeAtWork, in_charge: str, beside: str) -> None:
    follow_up = office.agree(DUE, in_charge=in_charge, alongside=(("position", beside),))
    office.ask_to_give_up(follow_up, Role.STAF)
    with pytest.raises(Forbidden, match="Hanya Sekretaris Kecamatan yang memutuskan"):
        decide(office, follow_up, office.by(Role.CAMAT))
    decide(office, follow_up, office.by(Role.SEKCAM))
    assert state_of(office, follow_up).status is Status.TIDAK_DAPAT


def test_who_did_it_is_everybody_in_charge_where_the_report_names_nobody(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF, alongside=(("position", KASI),))
    report(office, follow_up)
    with pytest.raises(Forbidden, match="diverifikasi oleh Sekretaris Kecamatan"):
        office.verify(follow_up, Role.KASI)
    office.verify(follow_up, Role.SEKCAM)


def test_who_is_named_for_it_does_not_change_under_a_report(office: OfficeAtWork) -> None:
    follow_up, tracker = office.agree(DUE, in_charge="sekcam"), office.tracker
    report(office, follow_up)
    given = follow_ups.Reassign(follow_up_id=follow_up, in_charge_kind="position", in_charge_code=STAF)
    beside = sharing.NameAlongside(follow_up_id=follow_up, alongside=(("position", STAF),))
    with pytest.raises(Refused, match="kembalikan dahulu laporannya"):
        follow_ups.reassign(tracker, office.by(Role.KASI), office.asked("Salah orang"), given)
    with pytest.raises(Refused, match="kembalikan dahulu laporannya"):
        sharing.name_alongside(tracker, office.by(Role.KASI), office.asked(), beside)
    unassigned = office.agree(DUE, in_charge=None)
    report(office, unassigned)
    first = follow_ups.Assign(follow_up_id=unassigned, in_charge_kind="position", in_charge_code=STAF)
    with pytest.raises(Refused, match="kembalikan dahulu laporannya"):
        follow_ups.assign(tracker, office.by(Role.KASI), office.asked(), first)


def test_several_did_it_and_none_of_them_verifies(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF, alongside=(("position", KASI), ("body", "kades_uji")))
    report(office, follow_up, done_by=(("position", STAF), ("position", KASI)))
    with pytest.raises(Forbidden, match="diverifikasi oleh Sekretaris Kecamatan"):
        office.verify(follow_up, Role.KASI)
    office.verify(follow_up, Role.SEKCAM)


def test_who_is_alongside_and_did_nothing_verifies_what_the_responsible_one_did(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF, alongside=(("position", KASI),))
    report(office, follow_up, done_by=(("position", STAF),))
    office.verify(follow_up, Role.KASI)
    elsewhere = office.agree(DUE, in_charge=STAF)
    with pytest.raises(Refused, match="bukan penanggung jawab") as stranger:
        report(office, elsewhere, done_by=(("position", KASI),))
    assert stranger.value.field == "done_by"


def test_a_mandate_is_given_by_the_admin_of_the_own_office_alone(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    command = offices.GiveMandate(
        office=CODE, position="camat", person_id=person_of(office, Role.SEKCAM), since=TODAY
    )
    for role in set(Role) - {Role.ADMIN, Role.KASUBBAG}:
        with pytest.raises(Forbidden):
            offices.give_mandate(office.tracker, office.by(role), office.asked(), command)
    stranger = accounts.actor_of(office.tracker, username(Role.ADMIN, OTHER), "web")
    with pytest.raises(NotFound):
        offices.give_mandate(office.tracker, stranger, office.asked(), command)
    offices.give_mandate(office.tracker, office.by(Role.ADMIN), office.asked(), command)


def report(office: OfficeAtWork, follow_up: UUID, done_by: tuple[tuple[str, str], ...] = ()) -> None:
    evidence = follow_ups.EvidenceInput(type=EvidenceType.BERITA_ACARA, dated_on=TODAY)
    command = follow_ups.ReportDone(follow_up_id=follow_up, evidence=(evidence,), done_by=done_by)
    follow_ups.report_done(office.tracker, office.by(Role.NOTULIS), office.asked(), command)


def person_of(office: OfficeAtWork, role: Role) -> UUID:
    person = office.by(role).person_id
    assert person is not None
    return person
