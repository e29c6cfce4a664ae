"""What stands beside the form of a meeting of a series: what earlier ones left open, and who was at the last one.

Both are saved together with the meeting (`tracker.application.logged_with`).
"""

from collections.abc import Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection

from projections import series as kept
from projections.series import Carried, Meeting
from tracker.application.minutes import AttendeeInput
from tracker.domain.coordination import Status
from tracker.domain.minutes import Attendee, Presence
from tracker.domain.office import Office
from tracker.domain.series import Series
from tracker.web.forms import Form

MOST_SHOWN = 40
"""As many open follow-ups stand beside the form; the page of the meeting has all of them."""

SAME = "attendance"
"""The field that takes the attendance over."""
_LISTED = "listed."
_PRESENT = "present."


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
    """The list that the form showed, as ticked: who is not ticked was not there. Before it is held all are invited.

    Where the last meeting before the day on the form has another list by now, nothing is taken over, and the form says so:
    nobody is recorded absent whom its author did not see on it.
    """
    if not form.ticked(SAME):
        return ()
    if _listed(form) != {listed(one) for one in attended}:
        form.errors[SAME if attended else "series"] = (
            "Daftar hadir rapat sebelumnya bukan lagi yang tadi ditampilkan; periksa siapa yang hadir, lalu simpan lagi."
        )
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
    if form.ticked(f"{_PRESENT}{who(one)}"):
        return Presence.HADIR
    return Presence.IZIN if one.presence is Presence.IZIN else Presence.TIDAK_HADIR


def listed(one: Attendee) -> str:
    """The hidden field that tells whom the form showed, and how the last meeting had them."""
    return f"{_LISTED}{one.presence}.{who(one)}"


def _listed(form: Form) -> set[str]:
    return {name for name in form.values if name.startswith(_LISTED)}


def ticks(form: Form, attended: tuple[Attendee, ...]) -> dict[str, str]:
    """The ticks of those whom the form shows for the first time: whoever was there is there again."""
    seen = {name.removeprefix(_LISTED).partition(".")[2] for name in _listed(form)}
    return {
        f"{_PRESENT}{who(one)}": "ya"
        for one in attended
        if one.presence is Presence.HADIR and who(one) not in seen
    }
