"""Asking for a later due date, and deciding about it. Who decides is said in `tracker.domain.verification`."""

from datetime import date
from uuid import UUID

from tracker.domain.errors import Forbidden, Refused
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.follow_up_checks import check_due, check_open, check_reason
from tracker.domain.follow_up_extension import ExtensionGranted, ExtensionRefused, ExtensionRequested


def request_extension(
    follow_up: FollowUp, *, due_on: date, reason: str, typed_by: str, today: date
) -> ExtensionRequested:
    """Raises Refused for a day that is not later than the due date that stands, or lies in the past."""
    check_open(follow_up)
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai dan menunggu verifikasi.", "status")
    if follow_up.extension is not None:
        raise Refused("Perpanjangan sudah diminta dan menunggu keputusan.", "status")
    _check_later(follow_up, due_on, today)
    check_reason(reason)
    return ExtensionRequested(due_on=due_on, typed_by=typed_by)


def grant_extension(
    follow_up: FollowUp,
    *,
    due_on: date | None,
    position: str,
    decided_by: UUID,
    username: str,
    today: date,
) -> ExtensionGranted:
    """`due_on` None: the date that was asked for. Raises as `request_extension`, and Forbidden for who asked."""
    asked_for = _check_asked(follow_up, username)
    granted = due_on or asked_for
    _check_later(follow_up, granted, today)
    return ExtensionGranted(due_on=granted, position=position, decided_by=decided_by)


def refuse_extension(
    follow_up: FollowUp, *, reason: str, position: str, decided_by: UUID, username: str
) -> ExtensionRefused:
    """Raises Refused without a reason, Forbidden for who asked."""
    _check_asked(follow_up, username)
    check_reason(reason)
    return ExtensionRefused(position=position, decided_by=decided_by)


def _check_asked(follow_up: FollowUp, username: str) -> date:
    check_open(follow_up)
    if follow_up.extension is None:
        raise Refused("Tidak ada permintaan perpanjangan yang menunggu keputusan.", "status")
    if follow_up.extension.typed_by == username:
        raise Forbidden("Permintaan sendiri tidak dapat diputuskan sendiri.")
    return follow_up.extension.due_on


def _check_later(follow_up: FollowUp, due_on: date, today: date) -> None:
    if follow_up.due_on is None:
        raise Refused("Belum ada batas waktu; tetapkan dahulu melalui Betulkan.", "due_on")
    check_due(due_on, follow_up.agreed_on)
    if due_on <= follow_up.due_on:
        raise Refused("Batas waktu baru harus sesudah batas waktu sekarang.", "due_on")
    if due_on < today:
        raise Refused("Batas waktu baru tidak boleh sebelum hari ini.", "due_on")
