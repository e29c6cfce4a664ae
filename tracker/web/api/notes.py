"""Actions of what is written beside a follow-up: its checklist, and comments."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath, JSONBody

from tracker.application import notes
from tracker.application.command import Answer
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class TextBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: str


class ItemBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`item`: the id of the checklist's item, as the follow-up tells it."""

    item: UUID


class CommentBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`comment`: its id, as the follow-up tells it. Needs a `reason`."""

    comment: UUID


@post(
    "/{follow_up_id:uuid}/add-checklist-item",
    sync_to_thread=True,
    status_code=200,
    summary="Tambah butir daftar periksa",
)
def add_item(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[TextBody],
) -> Answer:
    command = notes.AddItem(follow_up_id=follow_up_id, text=data.text)
    return notes.add_item(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/tick-checklist-item", sync_to_thread=True, status_code=200, summary="Centang butir"
)
def tick_item(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[ItemBody],
) -> Answer:
    command = notes.TickItem(follow_up_id=follow_up_id, item=data.item)
    return notes.tick_item(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/untick-checklist-item",
    sync_to_thread=True,
    status_code=200,
    summary="Batalkan centang butir",
)
def untick_item(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[ItemBody],
) -> Answer:
    command = notes.UntickItem(follow_up_id=follow_up_id, item=data.item)
    return notes.untick_item(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/remove-checklist-item",
    sync_to_thread=True,
    status_code=200,
    summary="Hapus butir dari daftar periksa",
)
def remove_item(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[ItemBody],
) -> Answer:
    command = notes.RemoveItem(follow_up_id=follow_up_id, item=data.item)
    return notes.remove_item(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/comment", sync_to_thread=True, status_code=200, summary="Tulis komentar")
def write_comment(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[TextBody],
) -> Answer:
    command = notes.WriteComment(follow_up_id=follow_up_id, text=data.text)
    return notes.write_comment(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/withdraw-comment", sync_to_thread=True, status_code=200, summary="Tarik komentar")
def withdraw_comment(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[CommentBody],
) -> Answer:
    command = notes.WithdrawComment(follow_up_id=follow_up_id, comment=data.comment)
    return notes.withdraw_comment(tracker, actor, asked(request, data), command)


ACTIONS = [add_item, tick_item, untick_item, remove_item, write_comment, withdraw_comment]
