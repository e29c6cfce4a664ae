"""The answers that a meeting gives to what earlier ones left open, as a form tells them: `review.ID.answer`, `.note`, `.done_on`."""

from uuid import UUID

from tracker.application.reviews import ReviewItem
from tracker.domain.follow_up import Status
from tracker.domain.minutes import ReviewAnswer
from tracker.domain.phrase import say
from tracker.web.forms import MAX_NOTE, Form

ANSWERABLE = frozenset({Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES})
"""Of what was reported done already nothing is left to be said."""


def answers(form: Form) -> tuple[ReviewItem, ...]:
    """Those that were given; a follow-up of which nothing is said is left out. What is typed beside one needs its answer."""
    items: list[ReviewItem] = []
    for name in _ids(form):
        field = f"review.{name}."
        answer = form.member(f"{field}answer", ReviewAnswer)
        note = form.text(f"{field}note", limit=MAX_NOTE)
        done_on = form.day(f"{field}done_on")
        if answer is None and (note or done_on) and not form.error(f"{field}answer"):
            form.errors[f"{field}answer"] = say(
                "Pilih selesai, proses, atau belum untuk “{note}”.", note=note[:40]
            )
        follow_up = _id(name)
        if answer is not None and follow_up is not None:
            done = done_on if answer is ReviewAnswer.SELESAI else None
            items.append(ReviewItem(follow_up_id=follow_up, answer=answer, note=note, done_on=done))
    return tuple(items)


def field_of(refused: str, items: tuple[ReviewItem, ...]) -> str:
    """The field of the form, for one that a use case names by the number of its item."""
    parts = refused.split(".")
    if parts[0] not in {"review", "items"} or len(parts) < 2 or not parts[1].isdigit():
        return refused
    part = parts[-1] if parts[-1] in {"note", "done_on"} else "answer"
    return f"review.{items[int(parts[1])].follow_up_id}.{part}"


def _ids(form: Form) -> list[str]:
    """What the fields are about, in the order of the page."""
    found = (name.split(".") for name in form.values if name.startswith("review."))
    return list(dict.fromkeys(parts[1] for parts in found if len(parts) == 3))


def _id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
