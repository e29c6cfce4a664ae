"""What is waited for, by what stands in the record."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from tracker.domain.follow_up import OPEN, FollowUp, Status
from tracker.domain.follow_up_extension import Extension
from tracker.domain.in_charge import InCharge
from tracker.domain.matter import Task, task_of, waited_for

DUE = date(2026, 3, 12)

FOLLOW_UP = FollowUp(
    office="35.09.31",
    coordination_id=UUID(int=1),
    outcome_id=UUID(int=2),
    text="Memperbaiki data",
    agreed_on=date(2026, 3, 2),
    section="pemerintahan",
    in_charge=InCharge("position", "kasi_pemerintahan", "Kasi Pemerintahan"),
    due_on=DUE,
    due_proposed=False,
)


@pytest.mark.parametrize(
    ("status", "cannot_requested_by", "task"),
    [
        (Status.BELUM_DITINDAKLANJUTI, None, Task.CARRY_OUT),
        (Status.DALAM_PROSES, None, Task.CARRY_OUT),
        (Status.DILAPORKAN_SELESAI, None, Task.VERIFY),
        (Status.DALAM_PROSES, "kasi", Task.DECIDE),
        (Status.SELESAI, None, None),
        (Status.TIDAK_DAPAT, None, None),
        (Status.DITARIK, None, None),
    ],
)
def test_the_state_says_who_is_waited_for(
    status: Status, cannot_requested_by: str | None, task: Task | None
) -> None:
    state = msgspec.structs.replace(FOLLOW_UP, status=status, cannot_requested_by=cannot_requested_by)
    assert task_of(state) is task


def test_somebody_is_waited_for_exactly_while_it_is_open() -> None:
    for status in Status:
        waited_for = task_of(msgspec.structs.replace(FOLLOW_UP, status=status)) is not None
        assert waited_for is (status in OPEN)


def test_a_name_out_of_a_register_that_matches_nobody_is_not_reminded_until_it_is_reported_done() -> None:
    unmatched = msgspec.structs.replace(FOLLOW_UP, in_charge=InCharge("text", "", "Pak Lurah"))
    assert task_of(unmatched) is None
    reported = msgspec.structs.replace(unmatched, status=Status.DILAPORKAN_SELESAI)
    assert task_of(reported) is Task.VERIFY


def test_work_that_nobody_is_in_charge_of_is_still_waited_for() -> None:
    assert task_of(msgspec.structs.replace(FOLLOW_UP, in_charge=None)) is Task.CARRY_OUT


def test_an_extension_waits_beside_the_work_and_only_the_work_has_a_due_date() -> None:
    asked = msgspec.structs.replace(FOLLOW_UP, extension=Extension(date(2026, 4, 1), "staf"))
    assert waited_for(asked) == {Task.CARRY_OUT: FOLLOW_UP.due_on, Task.EXTEND: None}
