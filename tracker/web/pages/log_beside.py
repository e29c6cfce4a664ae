"""What stands beside the form of a meeting of a series: what earlier ones left open, and who was at the last one.

Both are saved together with the meeting (`tracker.application.logged_with`).
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import series as kept
from projections.series import Carried, Meeting
from tracker.application.minutes import AttendeeInput
from tracker.application.reviews import ReviewItem
from tracker.domain.coordination import Status
from tracker.domain.follow_up import Status as FollowUpStatus
from tracker.domain.minutes import Attendee, Presence, ReviewAnswer
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.series import Series
from tracker.web.forms import MAX_NOTE, Form

MOST_SHOWN = 40
"""As many open follow-ups stand beside the form; the page of the meeting has all of them."""

ANSWERABLE = frozenset({FollowUpStatus.BELUM_DITINDAKLANJUTI, FollowUpStatus.DALAM_PROSES})
SAME = "attendance"
"""The field that takes the attendance over."""


class Beside(msgspec.Struct, frozen=True):
    """`planned`: the meeting of the series that stands planned for that day or before it, which is to be held instead of
    logged anew. `attended` is the list of the last meeting, `left_off` how many more are open than are shown, `skipped` how
    many nobody speaks of until their date is near."""

    series: Series
    review: tuple[Carried, ...]
    left_off: int
    skipped: int
    attended: tuple[Attendee, ...]
    last: Meeting | None
    planned: Meeting | None

    @property
    def present(self) -> int:
        return sum(one.presence is Presence.HADIR for one in self.attended)


def beside(
    connection: Connection, office: Office, code: str, day: date, most: int | None = MOST_SHOWN
) -> Beside | None:
    """For a meeting on that day; None where the office keeps no such series."""
    if code not in office.series:
        return None
    found = kept.open_from_earlier(connection, office.code, code, day)
    spoken_of = tuple(one for one in found if not one.skipped)
    shown = spoken_of[:most]
    meetings = kept.meetings(connection, office.code, code)
    held = (one for one in meetings if one.held_on is not None and one.held_on < day)
    more = kept.open_left_off(connection, office.code, code, day, len(found))
    return Beside(
        series=office.series[code],
        review=shown,
        left_off=len(spoken_of) - len(shown) + more,
        skipped=len(found) - len(spoken_of),
        attended=kept.last_attendance(connection, office.code, code, day),
        last=next(held, None),
        planned=waiting_to_be_held(meetings, day),
    )


def waiting_to_be_held(meetings: Sequence[Meeting], day: date) -> Meeting | None:
    """The first that stands planned for that day or before it."""
    planned = {Status.DIRENCANAKAN, Status.DITUNDA}
    waiting = [one for one in meetings if one.status in planned and one.day is not None and one.day <= day]
    return waiting[-1] if waiting else None


def who(one: Attendee) -> str:
    """How an attendee is named in the form."""
    return f"{one.kind}:{one.code or one.name}"


def attendees(
    form: Form, office: Office, attended: tuple[Attendee, ...], planned: bool
) -> tuple[AttendeeInput, ...]:
    """The list of the last meeting, as ticked: who is not ticked was not there. Before it is held all are invited."""
    if not form.ticked(SAME):
        return ()
    known = {("position", code) for code in office.positions} | {("body", code) for code in office.bodies}
    return tuple(
        AttendeeInput(
            kind=one.kind if (one.kind, one.code) in known else "role",
            code=one.code,
            name=one.name,
            presence=Presence.DIUNDANG if planned else _presence(form, one),
        )
        for one in attended
    )


def _presence(form: Form, one: Attendee) -> Presence:
    if form.ticked(f"present.{who(one)}"):
        return Presence.HADIR
    return Presence.IZIN if one.presence is Presence.IZIN else Presence.TIDAK_HADIR


def ticks(attended: tuple[Attendee, ...]) -> dict[str, str]:
    """The ticks that the form begins with: whoever was there is there again."""
    return {f"present.{who(one)}": "ya" for one in attended if one.presence is Presence.HADIR}


def review(form: Form) -> tuple[ReviewItem, ...]:
    """The answers that were given; a follow-up of which nothing is said is left out. A note needs its answer."""
    items: list[ReviewItem] = []
    for field in [name for name in form.values if name.startswith("review.") and name.endswith(".answer")]:
        answer = form.member(field, ReviewAnswer)
        id_ = _id(field)
        if answer is not None and id_ is not None:
            note = form.text(note_of(field), limit=MAX_NOTE)
            items.append(ReviewItem(follow_up_id=id_, answer=answer, note=note))
    answered = {note_of(field) for field in form.values if field.endswith(".answer") and form.value(field)}
    for field in list(form.values):
        if field.startswith("review.") and field.endswith(".note") and field not in answered:
            typed = form.value(field).strip()
            if typed:
                form.errors[field.removesuffix("note") + "answer"] = say(
                    "Pilih selesai, proses, atau belum untuk catatan “{note}”.", note=typed[:40]
                )
    return tuple(items)


def field_of(refused: str, items: tuple[ReviewItem, ...]) -> str:
    """The field of the form, for one that the use case names by the number of its item."""
    parts = refused.split(".")
    if parts[0] == "review" and len(parts) > 1 and parts[1].isdigit() and int(parts[1]) < len(items):
        return f"review.{items[int(parts[1])].follow_up_id}.{'note' if parts[-1] == 'note' else 'answer'}"
    return refused


def note_of(answer: str) -> str:
    return answer.removesuffix("answer") + "note"


def _id(field: str) -> UUID | None:
    try:
        return UUID(field.split(".")[1])
    except ValueError:
        return None
