"""The checklist helps the work, comments talk about it; neither decides anything, and nothing is ever lost."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.given import given
from tests.tracker.domain.test_follow_up import OPENED, REPORTED, TODAY, VERIFIED
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.follow_up import Status, Withdrawn, evolve
from tracker.domain.follow_up_checklist import (
    ChecklistItem,
    ChecklistItemAdded,
    ChecklistItemRemoved,
    ChecklistItemTicked,
    ChecklistItemUnticked,
)
from tracker.domain.follow_up_comment import Comment, Commented, CommentWithdrawn
from tracker.domain.follow_up_note_decisions import (
    MAX_ITEM,
    MAX_ITEMS,
    add_item,
    comment,
    remove_item,
    tick_item,
    untick_item,
    withdraw_comment,
)

ONE, TWO = UUID(int=11), UUID(int=12)
DRAFT = ChecklistItemAdded(item_id=ONE, text="Konsep surat")
SENT = ChecklistItemAdded(item_id=TWO, text="Surat dikirim")
TICKED = ChecklistItemTicked(item_id=ONE, text="Konsep surat", typed_by="staf", ticked_on=TODAY)
WRITTEN = Commented(comment_id=ONE, text="Menunggu desa", typed_by="staf", written_on=TODAY)


def test_items_are_added_in_order_each_once() -> None:
    past = given(evolve, OPENED, DRAFT)
    state = past.when(lambda s: add_item(s, TWO, " Surat dikirim ")).then(SENT)
    assert state.checklist == (ChecklistItem(ONE, "Konsep surat"), ChecklistItem(TWO, "Surat dikirim"))
    past.when(lambda s: add_item(s, TWO, "konsep SURAT")).refused("sudah ada", "text")
    past.when(lambda s: add_item(s, TWO, " ")).refused("uraiannya", "text")
    past.when(lambda s: add_item(s, TWO, "x" * (MAX_ITEM + 1))).refused("paling panjang", "text")
    full = [ChecklistItemAdded(item_id=UUID(int=n), text=f"Butir {n}") for n in range(MAX_ITEMS)]
    given(evolve, OPENED, *full).when(lambda s: add_item(s, TWO, "Satu lagi")).refused(
        "paling banyak", "text"
    )


def test_an_item_is_ticked_and_unticked_and_says_who_and_when() -> None:
    past = given(evolve, OPENED, DRAFT)
    state = past.when(lambda s: tick_item(s, ONE, "staf", TODAY)).then(TICKED)
    assert state.checklist == (ChecklistItem(ONE, "Konsep surat", "staf", TODAY),)
    past.when(lambda s: untick_item(s, ONE)).refused("belum dicentang", "item")
    ticked = given(evolve, OPENED, DRAFT, TICKED)
    ticked.when(lambda s: tick_item(s, ONE, "staf", TODAY)).refused("sudah dicentang", "item")
    unticked = ticked.when(lambda s: untick_item(s, ONE))
    assert unticked.then(ChecklistItemUnticked(item_id=ONE, text="Konsep surat")).checklist == (
        ChecklistItem(ONE, "Konsep surat"),
    )


def test_a_removed_item_is_out_of_the_list_and_can_be_added_again() -> None:
    removed = ChecklistItemRemoved(item_id=ONE, text="Konsep surat")
    past = given(evolve, OPENED, DRAFT, TICKED)
    assert past.when(lambda s: remove_item(s, ONE)).then(removed).checklist == ()
    again = given(evolve, OPENED, DRAFT, removed)
    again.when(lambda s: tick_item(s, ONE, "staf", TODAY)).refused("tidak ada di daftar", "item", NotFound)
    again.when(lambda s: add_item(s, TWO, "Konsep surat")).then(
        ChecklistItemAdded(item_id=TWO, text="Konsep surat")
    )


def test_the_checklist_changes_no_state_and_an_open_item_stops_no_report() -> None:
    assert given(evolve, OPENED, DRAFT, TICKED).state.status is Status.BELUM_DITINDAKLANJUTI
    assert given(evolve, OPENED, DRAFT, REPORTED).state.status is Status.DILAPORKAN_SELESAI


@pytest.mark.parametrize("end", [(REPORTED, VERIFIED), (Withdrawn(),)])
def test_a_closed_follow_up_keeps_its_checklist_as_it_is(end: tuple[Event, ...]) -> None:
    past = given(evolve, OPENED, DRAFT, *end)
    past.when(lambda s: add_item(s, TWO, "x")).refused("sudah berstatus", "status")
    past.when(lambda s: tick_item(s, ONE, "staf", TODAY)).refused("sudah berstatus", "status")
    past.when(lambda s: remove_item(s, ONE)).refused("sudah berstatus", "status")


def test_a_comment_is_written_even_on_what_is_closed_but_not_on_what_was_withdrawn() -> None:
    for past in (given(evolve, OPENED), given(evolve, OPENED, REPORTED, VERIFIED)):
        state = past.when(lambda s: comment(s, ONE, " Menunggu desa ", "staf", TODAY)).then(WRITTEN)
        assert state.comments == (Comment(ONE, "Menunggu desa", "staf", TODAY),)
    given(evolve, OPENED).when(lambda s: comment(s, ONE, " ", "staf", TODAY)).refused("uraiannya", "text")
    given(evolve, OPENED, Withdrawn()).when(lambda s: comment(s, ONE, "x", "staf", TODAY)).refused(
        "tidak menerima komentar", "status"
    )


def test_a_comment_is_withdrawn_once_with_a_reason_and_stays_in_the_history() -> None:
    past = given(evolve, OPENED, WRITTEN)
    past.when(lambda s: withdraw_comment(s, ONE, " ")).refused("alasan", "reason")
    past.when(lambda s: withdraw_comment(s, TWO, "Keliru")).refused("tidak ditemukan", "comment", NotFound)
    state = past.when(lambda s: withdraw_comment(s, ONE, "Keliru")).then(CommentWithdrawn(comment_id=ONE))
    assert state.comments == (Comment(ONE, "Menunggu desa", "staf", date(2026, 3, 16), withdrawn=True),)
    given(evolve, OPENED, WRITTEN, CommentWithdrawn(comment_id=ONE)).when(
        lambda s: withdraw_comment(s, ONE, "Lagi")
    ).refused("sudah ditarik", "comment")
