"""Comments on a follow-up: what somebody has to say about it. None of them changes its state."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event


class Commented(Event, frozen=True, kw_only=True):
    """`typed_by` is the account that wrote it, `written_on` the office's day."""

    TOPIC: ClassVar[str] = "follow_up.commented.1"
    comment_id: UUID
    text: str
    typed_by: str
    written_on: date


class CommentWithdrawn(Event, frozen=True, kw_only=True):
    """Not shown as standing any more; the history keeps it."""

    TOPIC: ClassVar[str] = "follow_up.comment_withdrawn.1"
    comment_id: UUID


Comments = tuple["Comment", ...]
CommentEvent = Commented | CommentWithdrawn
EVENTS: tuple[type[Event], ...] = (Commented, CommentWithdrawn)


class Comment(msgspec.Struct, frozen=True):
    id: UUID
    text: str
    typed_by: str
    written_on: date
    withdrawn: bool = False


def evolve(comments: Comments, event: CommentEvent) -> Comments:
    match event:
        case Commented():
            return (*comments, Comment(event.comment_id, event.text, event.typed_by, event.written_on))
        case CommentWithdrawn():
            return tuple(
                msgspec.structs.replace(comment, withdrawn=True)
                if comment.id == event.comment_id
                else comment
                for comment in comments
            )
