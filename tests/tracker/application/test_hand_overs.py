"""A basket goes over as a whole: every open follow-up of it, in one append, or none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import accounts, hand_overs, offices
from tracker.application.actor import Actor, operator
from tracker.application.command import Answer
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.follow_up import FollowUp, evolve
from tracker.domain.follow_up_sharing import HandedOver
from tracker.domain.office import Standing
from tracker.domain.role import Rank, Role

DUE = date(2026, 3, 20)
TODAY = date(2026, 3, 16)
POSITION = "position"


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work


def hand_over(
    office: OfficeAtWork,
    by: Actor,
    giver: str = STAF,
    taker: str = KASI,
    *,
    taker_kind: str = POSITION,
    reason: str = "Mutasi, SK 821/7",
    expected: int | None = None,
) -> Answer:
    command = hand_overs.HandOver(
        office=CODE,
        giver_kind=POSITION,
        giver_code=giver,
        taker_kind=taker_kind,
        taker_code=taker,
        expected=expected,
    )
    office.catch_up()
    answer = hand_overs.hand_over(office.tracker, by, office.asked(reason), command)
    office.catch_up()
    return answer


def state_of(office: OfficeAtWork, follow_up: UUID) -> FollowUp:
    state, _ = office.tracker.store.load(follow_up, evolve)
    assert state is not None
    return state


def in_charge(office: OfficeAtWork, *follow_ups: UUID) -> list[str | None]:
    return [one.code if (one := state_of(office, id_).in_charge) else None for id_ in follow_ups]


def test_all_that_is_open_goes_over_and_each_history_tells_it(office: OfficeAtWork) -> None:
    mine, beside = office.agree(DUE, in_charge=STAF), office.agree(DUE, alongside=((POSITION, STAF),))
    done, others = office.agree(DUE, in_charge=STAF), office.agree(DUE, in_charge=KASI)
    office.report_done(done, Role.STAF)
    office.verify(done, Role.KASI)
    answer = hand_over(office, office.by(Role.SEKCAM), taker="sekcam")
    assert in_charge(office, mine, beside, done, others) == ["sekcam", KASI, STAF, KASI]
    assert [one.code for one in state_of(office, beside).alongside] == ["sekcam"]
    told = [office.tracker.store.history(id_)[-1] for id_ in (mine, beside)]
    assert {one.event.hand_over_id for one in told if isinstance(one.event, HandedOver)} == {answer.id}
    assert {one.context.reason for one in told} == {"Mutasi, SK 821/7"}
    assert len({one.context.request_id for one in told}) == 1
    with office.tracker.views.connect() as connection:
        taken = hand_overs.basket(connection, CODE, office.tracker.office(CODE).in_charge(POSITION, "sekcam"))
    assert {row.id for row in taken} == {mine, beside}


def test_what_waits_for_verification_is_verified_as_it_was_reported(office: OfficeAtWork) -> None:
    reported = office.agree(DUE, in_charge=KASI, alongside=((POSITION, STAF),))
    office.report_done(reported, Role.NOTULIS)
    hand_over(office, office.by(Role.SEKCAM), KASI, STAF)
    assert in_charge(office, reported) == [STAF]
    with pytest.raises(Forbidden, match="diverifikasi oleh Sekretaris Kecamatan"):
        office.verify(reported, Role.KASI)
    office.verify(reported, Role.SEKCAM)


def test_what_is_refused_leaves_everything_where_it_was(office: OfficeAtWork) -> None:
    one, two = office.agree(DUE, in_charge=STAF), office.agree(DUE, in_charge=STAF)
    camat = office.by(Role.CAMAT)
    head = office.tracker.store.head()
    for refusal, field, given in (
        (Refused, "reason", {"reason": " "}),
        (Refused, "to", {"taker": STAF}),
        (NotFound, "to", {"taker": "tidak_ada"}),
        (NotFound, "to", {"taker_kind": "text"}),
        (NotFound, "from", {"giver": "tidak_ada"}),
        (Refused, "from", {"giver": "sekcam"}),
        (Conflict, "expected", {"expected": 1}),
    ):
        with pytest.raises(refusal) as refused:
            hand_over(office, camat, **given)
        assert refused.value.field == field
    assert office.tracker.store.head() == head
    assert in_charge(office, one, two) == [STAF, STAF]


def test_asked_twice_it_is_done_once(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge=STAF)
    asked = office.asked("Mutasi")
    command = hand_overs.HandOver(
        office=CODE, giver_kind=POSITION, giver_code=STAF, taker_kind=POSITION, taker_code=KASI
    )
    first = hand_overs.hand_over(office.tracker, office.by(Role.CAMAT), asked, command)
    assert hand_overs.hand_over(office.tracker, office.by(Role.CAMAT), asked, command) == first


def test_camat_sekcam_and_admin_hand_over_anybodys(office: OfficeAtWork) -> None:
    for role in (Role.CAMAT, Role.SEKCAM, Role.ADMIN):
        follow_up = office.agree(DUE, in_charge=STAF)
        hand_over(office, office.by(role), taker="kades_uji", taker_kind="body")
        assert in_charge(office, follow_up) == ["kades_uji"]
    office.agree(DUE, in_charge=STAF)
    for role in (Role.STAF, Role.NOTULIS, Role.AUDITOR):
        with pytest.raises(Forbidden, match="tidak berwenang menyerahterimakan"):
            hand_over(office, office.by(role))


def test_a_kasi_hands_over_within_the_own_section(office: OfficeAtWork) -> None:
    tracker = office.tracker
    section = offices.AddSection(office=CODE, code="pmks", name="PMKS")
    offices.add_section(tracker, operator(), office.asked(), section)
    position = offices.AddPosition(
        office=CODE, code="staf_pmks", title="Staf PMKS", rank=Rank.STAF, section="pmks"
    )
    offices.add_position(tracker, operator(), office.asked(), position)
    follow_up = office.agree(DUE, in_charge=STAF)
    kasi = office.by(Role.KASI)
    for giver, taker in (("staf_pmks", KASI), (STAF, "staf_pmks"), (STAF, "sekcam")):
        with pytest.raises(Forbidden, match="tugas bidang Anda"):
            hand_over(office, kasi, giver, taker)
    hand_over(office, kasi)
    assert in_charge(office, follow_up) == [KASI]


def test_a_plt_camat_hands_over_though_the_account_is_a_kasis(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    office.hold("camat", KASI, TODAY, Standing.PLT)
    hand_over(office, office.by(Role.KASI), taker="sekcam")
    assert in_charge(office, follow_up) == ["sekcam"]


def test_another_office_has_nothing_to_hand_over_here(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    office.agree(DUE, in_charge=STAF)
    stranger = accounts.actor_of(office.tracker, username(Role.CAMAT, OTHER), "web")
    with pytest.raises(NotFound):
        hand_over(office, stranger)
