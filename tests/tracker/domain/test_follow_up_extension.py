"""A later due date: asked for with a reason, decided by somebody else; the first date is kept and slips are counted."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tests.tracker.domain.test_follow_up import DUE, OPENED, REPORTED, REQUESTED, VERIFIED
from tracker.domain.errors import Forbidden
from tracker.domain.event import Event
from tracker.domain.follow_up import CannotAccepted, Corrected, FollowUp, Withdrawn, evolve
from tracker.domain.follow_up_decisions import correct
from tracker.domain.follow_up_extension import (
    Extension,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
)
from tracker.domain.follow_up_extension_decisions import grant_extension, refuse_extension, request_extension

TODAY = date(2026, 3, 16)
LATER, LATEST = date(2026, 4, 10), date(2026, 4, 30)
KASI = UUID(int=2)
ASKED = ExtensionRequested(due_on=LATER, typed_by="staf")
GRANTED = ExtensionGranted(due_on=LATER, position="kasi_pmks", decided_by=KASI)
REFUSED = ExtensionRefused(position="kasi_pmks", decided_by=KASI)


def asks(
    due_on: date = LATER, reason: str = "Menunggu data desa", today: date = TODAY
) -> Callable[[FollowUp], Event]:
    return lambda s: request_extension(s, due_on=due_on, reason=reason, typed_by="staf", today=today)


def grants(
    due_on: date | None = None, username: str = "kasi", today: date = TODAY
) -> Callable[[FollowUp], Event]:
    return lambda s: grant_extension(
        s, due_on=due_on, position="kasi_pmks", decided_by=KASI, username=username, today=today
    )


def refuses(reason: str, username: str = "kasi") -> Callable[[FollowUp], Event]:
    return lambda s: refuse_extension(
        s, reason=reason, position="kasi_pmks", decided_by=KASI, username=username
    )


def test_what_is_asked_for_changes_nothing_until_it_is_granted() -> None:
    state = given(evolve, OPENED).when(asks()).then(ASKED)
    assert (state.due_on, state.slips, state.extension) == (DUE, 0, Extension(LATER, "staf"))


def test_a_later_date_is_asked_for_with_a_reason_once() -> None:
    past = given(evolve, OPENED)
    past.when(asks(reason=" ")).refused("alasan", "reason")
    past.when(asks(due_on=DUE)).refused("sesudah batas waktu sekarang", "due_on")
    past.when(asks(due_on=date(2101, 1, 1))).refused("2000–2100", "due_on")
    past.when(asks(due_on=LATER, today=LATEST)).refused("sebelum hari ini", "due_on")
    given(evolve, OPENED, ASKED).when(asks()).refused("menunggu keputusan", "status")
    given(evolve, replace(OPENED, due_on=None)).when(asks()).refused("Belum ada batas waktu", "due_on")


def test_today_is_late_enough_for_what_is_overdue() -> None:
    given(evolve, OPENED).when(asks(due_on=LATER, today=LATER)).then(ASKED)


@pytest.mark.parametrize(
    ("past", "why"),
    [
        ((OPENED, REPORTED), "menunggu verifikasi"),
        ((OPENED, REPORTED, VERIFIED), "sudah berstatus selesai"),
        ((OPENED, Withdrawn()), "sudah berstatus ditarik"),
    ],
)
def test_what_is_reported_or_closed_needs_no_later_date(past: tuple[Event, ...], why: str) -> None:
    given(evolve, *past).when(asks()).refused(why, "status")


def test_granting_moves_the_date_keeps_the_first_and_counts_the_slip() -> None:
    state = given(evolve, OPENED, ASKED).when(grants()).then(GRANTED)
    assert (state.due_on, state.first_due_on, state.slips, state.extension) == (LATER, DUE, 1, None)
    again = given(evolve, OPENED, ASKED, GRANTED, ExtensionRequested(due_on=LATEST, typed_by="staf"))
    twice = again.when(grants()).then(replace(GRANTED, due_on=LATEST))
    assert (twice.due_on, twice.first_due_on, twice.slips) == (LATEST, DUE, 2)


def test_another_date_than_the_one_asked_for_may_be_granted() -> None:
    past = given(evolve, OPENED, ASKED)
    assert past.when(grants(LATEST)).then(replace(GRANTED, due_on=LATEST)).due_on == LATEST
    past.when(grants(DUE)).refused("sesudah batas waktu sekarang", "due_on")
    past.when(grants(LATER, today=LATEST)).refused("sebelum hari ini", "due_on")


def test_refusing_needs_a_reason_and_leaves_the_date() -> None:
    past = given(evolve, OPENED, ASKED)
    past.when(refuses(" ")).refused("alasan", "reason")
    state = past.when(refuses("Sudah cukup lama")).then(REFUSED)
    assert (state.due_on, state.slips, state.extension) == (DUE, 0, None)
    given(evolve, OPENED, ASKED, REFUSED).when(asks(LATEST)).then(replace(ASKED, due_on=LATEST))


def test_nobody_decides_their_own_request_and_nothing_is_decided_unasked() -> None:
    past = given(evolve, OPENED, ASKED)
    past.when(grants(username="staf")).refused("Permintaan sendiri", kind=Forbidden)
    past.when(refuses("Tidak", username="staf")).refused("Permintaan sendiri", kind=Forbidden)
    given(evolve, OPENED).when(grants()).refused("Tidak ada permintaan", "status")
    given(evolve, OPENED).when(refuses("Tidak")).refused("Tidak ada permintaan", "status")


@pytest.mark.parametrize("end", [(REPORTED,), (REQUESTED, CannotAccepted()), (Withdrawn(),)])
def test_a_request_lapses_when_there_is_nothing_left_to_extend(end: tuple[Event, ...]) -> None:
    assert given(evolve, OPENED, ASKED, *end).state.extension is None


def test_a_later_date_by_correction_is_a_slip_an_earlier_one_is_none() -> None:
    past = given(evolve, OPENED)
    later, earlier = Corrected(due_on=LATER), Corrected(due_on=TODAY)
    state = past.when(lambda s: correct(s, later, "Salah catat")).then(later)
    assert (state.first_due_on, state.slips) == (DUE, 1)
    state = past.when(lambda s: correct(s, earlier, "Salah catat")).then(earlier)
    assert (state.first_due_on, state.slips) == (DUE, 0)


def test_a_first_date_that_comes_later_is_the_first_and_no_slip() -> None:
    state = given(evolve, replace(OPENED, due_on=None), Corrected(due_on=LATER)).state
    assert (state.first_due_on, state.slips) == (LATER, 0)


def test_a_correction_beyond_the_date_asked_for_settles_the_request() -> None:
    assert given(evolve, OPENED, ASKED, Corrected(due_on=LATER)).state.extension is None
    assert given(evolve, OPENED, ASKED, Corrected(due_on=date(2026, 4, 1))).state.extension is not None
