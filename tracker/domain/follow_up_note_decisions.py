"""The checklist and the comments of a follow-up: what may be added to them, and taken back."""

from datetime import date
from uuid import UUID

from tracker.domain.errors import NotFound, Refused
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.follow_up_checklist import (
    ChecklistItem,
    ChecklistItemAdded,
    ChecklistItemRemoved,
    ChecklistItemTicked,
    ChecklistItemUnticked,
)
from tracker.domain.follow_up_checks import check_open, check_reason, checked_text
from tracker.domain.follow_up_comment import Comment, Commented, CommentWithdrawn
from tracker.domain.phrase import say

MAX_ITEMS = 30
MAX_ITEM = 300


def add_item(follow_up: FollowUp, item_id: UUID, text: str) -> ChecklistItemAdded:
    check_open(follow_up)
    text = checked_text(text, "text")
    if len(text) > MAX_ITEM:
        raise Refused(say("Butir paling panjang {most} huruf.", most=MAX_ITEM), "text")
    if len(follow_up.checklist) >= MAX_ITEMS:
        raise Refused(say("Daftar periksa paling banyak {most} butir.", most=MAX_ITEMS), "text")
    if any(item.text.casefold() == text.casefold() for item in follow_up.checklist):
        raise Refused("Butir itu sudah ada di daftar periksa.", "text")
    return ChecklistItemAdded(item_id=item_id, text=text)


def tick_item(follow_up: FollowUp, item_id: UUID, typed_by: str, today: date) -> ChecklistItemTicked:
    item = _item(follow_up, item_id)
    if item.ticked_on is not None:
        raise Refused("Butir itu sudah dicentang.", "item")
    return ChecklistItemTicked(item_id=item_id, text=item.text, typed_by=typed_by, ticked_on=today)


def untick_item(follow_up: FollowUp, item_id: UUID) -> ChecklistItemUnticked:
    item = _item(follow_up, item_id)
    if item.ticked_on is None:
        raise Refused("Butir itu belum dicentang.", "item")
    return ChecklistItemUnticked(item_id=item_id, text=item.text)


def remove_item(follow_up: FollowUp, item_id: UUID) -> ChecklistItemRemoved:
    return ChecklistItemRemoved(item_id=item_id, text=_item(follow_up, item_id).text)


def comment(follow_up: FollowUp, comment_id: UUID, text: str, typed_by: str, today: date) -> Commented:
    """A closed follow-up can still be talked about; a withdrawn one takes no comment."""
    _check_standing(follow_up)
    return Commented(
        comment_id=comment_id, text=checked_text(text, "text"), typed_by=typed_by, written_on=today
    )


def withdraw_comment(follow_up: FollowUp, comment_id: UUID, reason: str) -> CommentWithdrawn:
    """Who may is checked by the application (`comment_of`); raises Refused without a reason."""
    _check_standing(follow_up)
    if comment_of(follow_up, comment_id).withdrawn:
        raise Refused("Komentar itu sudah ditarik.", "comment")
    check_reason(reason)
    return CommentWithdrawn(comment_id=comment_id)


def comment_of(follow_up: FollowUp, comment_id: UUID) -> Comment:
    """Raises NotFound naming the field."""
    found = next((one for one in follow_up.comments if one.id == comment_id), None)
    if found is None:
        raise NotFound("Komentar itu tidak ditemukan.", "comment")
    return found


def _item(follow_up: FollowUp, item_id: UUID) -> ChecklistItem:
    check_open(follow_up)
    found = next((item for item in follow_up.checklist if item.id == item_id), None)
    if found is None:
        raise NotFound("Butir itu tidak ada di daftar periksa.", "item")
    return found


def _check_standing(follow_up: FollowUp) -> None:
    if follow_up.status is Status.DITARIK:
        raise Refused("Tindak lanjut ini sudah ditarik; tidak menerima komentar lagi.", "status")
