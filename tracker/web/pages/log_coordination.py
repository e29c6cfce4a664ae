"""Catat kegiatan: one page for a coordination with all its outcomes."""

from datetime import date, time
from typing import TypedDict

from litestar import Response, get, post
from sqlalchemy import Connection

from projections import series, states
from tracker.application import coordinations
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.coordinations import LogCoordination
from tracker.application.counted_in import only_by_section
from tracker.application.logged_with import LoggedWith, OutputInput
from tracker.application.minutes import AttendeeInput
from tracker.application.outcomes import OutcomeInput
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.coordination import KIND_NAMES, MAX_TEXT, MAX_TITLE, Coordination
from tracker.domain.errors import Refused
from tracker.domain.evidence import EVIDENCE_NAMES, OUTPUT_TYPES, EvidenceType
from tracker.domain.listed_lines import LIST_MARK
from tracker.domain.phrase import say
from tracker.web.forms import FORM, MOST_ROWS, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages import log_beside, review_answers
from tracker.web.pages.acting import act
from tracker.web.pages.meaning import places, suggested
from tracker.web.pages.reading import Choice, Here, here, positions, sections, series_kept
from tracker.web.pages.survey_rows import origin_of, rows_from_survey
from tracker.web.site import WebRequest

_ROWS = 3
_ADD, _SERIES = "tambah", "seri"
"""What the buttons beside *simpan* do: they draw the page again, with everything that was typed."""
_FOLDED = (
    "number",
    "organiser",
    "series",
    "chair_position",
    "note_taker",
    "starts_at",
    "ends_at",
    "agenda",
    "reason",
    "outside_authority",
    "output.number",
)
"""The fields that *Rincian lain* unfolds; it is unfolded where one of them is wrong."""
_BIG_KINDS = ("rapat_koordinasi", "fasilitasi")


@get("/kegiatan/baru", include_in_schema=False, sync_to_thread=True)
def log_form(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    require(actor, Action.LOG, actor.office or "")
    asked = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        prefilled = rows_from_survey(connection, actor, asked)
        of_series = _of_series(connection, at, asked.value("seri"))
    kind = asked.value("jenis")
    form = Form(
        {
            "request_id": str(tracker.new_id()),
            "held_on": at.today.isoformat(),
            "kind": kind if kind in KIND_NAMES else _BIG_KINDS[0],
            "section": actor.section or "",
            **of_series,
            **prefilled,
        }
    )
    return _draw(request, tracker, actor, form, rows=form.rows()[0], fresh=True)


def _of_series(connection: Connection, at: Here, code: str) -> dict[str, str]:
    """What a meeting of the series begins with: the series' own name and section, and what its last meeting had."""
    kept = at.office.series.get(code)
    if kept is None:
        return {}
    values = {"series": code, "title": kept.title, "section": kept.section or ""}
    meetings = series.meetings(connection, at.office.code, code)
    last = states.find(connection, meetings[0].id, Coordination) if meetings else None
    if last is not None:
        details = last[0].details
        values |= {
            "title": details.title,
            "kind": details.kind,
            "place": details.place,
            "chair_position": details.chair_position or "",
            "starts_at": f"{details.starts_at:%H:%M}" if details.starts_at else "",
        }
    return values


@post("/kegiatan/baru", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def log(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    require(actor, Action.LOG, actor.office or "")
    rows, shown = form.rows()
    if form.value("do") == _ADD:
        return _draw(request, tracker, actor, form, rows=shown + 1, focus_row=rows)
    if form.value("do") == _SERIES:
        return _draw(request, tracker, actor, form, rows=rows, fresh=True)

    def carry(asked: Asked) -> Answer | None:
        command = _command(form, actor, tracker, rows)
        if form.errors:
            return None
        try:
            return coordinations.log(tracker, actor, asked, command)
        except Refused as error:
            field = review_answers.field_of(error.field, command.said.review)
            raise type(error)(error.message, field) from None

    def redraw(status: int) -> Response[str]:
        if "request_id" in form.errors:
            form.values["request_id"] = str(tracker.new_id())
        return _draw(request, tracker, actor, form, rows=rows, status=status)

    return act(
        request, form, carry, redraw, path=lambda answer: f"/kegiatan/{answer.id}#kirim", flash="Tersimpan."
    )


def outcome(form: Form, prefix: str = "") -> OutcomeInput:
    """One outcome as its fields tell it; `prefix` is that of the row."""
    kind, code = form.in_charge(f"{prefix}in_charge")
    other_kind, other_code = form.in_charge(f"{prefix}alongside")
    return OutcomeInput(
        text=form.text(f"{prefix}text", "Isi uraian hasil.", MAX_TEXT),
        section=form.text(f"{prefix}section") or None,
        needs_follow_up=not form.ticked(f"{prefix}informs"),
        in_charge_kind=kind,
        in_charge_code=code,
        due_on=form.day(f"{prefix}due_on", ahead=True),
        alongside=((other_kind, other_code),) if other_kind and other_code else (),
        origin=origin_of(form, prefix),
    )


class MeetingFields(TypedDict):
    agenda: str
    note_taker: str
    starts_at: time | None
    ends_at: time | None
    chair_position: str | None
    series: str | None


def meeting_fields(form: Form) -> MeetingFields:
    return {
        "agenda": form.text("agenda", limit=MAX_TEXT),
        "note_taker": form.text("note_taker"),
        "starts_at": form.hour("starts_at"),
        "ends_at": form.hour("ends_at"),
        "chair_position": form.text("chair_position") or None,
        "series": form.text("series") or None,
    }


def _command(form: Form, actor: Actor, tracker: Tracker, rows: int) -> LogCoordination:
    day = form.day("held_on", "Isi tanggal kegiatan.")
    today = tracker.today(tracker.office(actor.office or ""))
    planned = day is not None and day > today
    return LogCoordination(
        office=actor.office or "",
        kind=form.one_of("kind", KIND_NAMES, "Pilih jenis kegiatan.") or "",
        title=form.text("title", "Isi judul kegiatan.", MAX_TITLE),
        held_on=None if planned else day,
        planned_on=day if planned else None,
        section=form.text("section") or None,
        organiser=form.text("organiser") or None,
        number=form.text("number", limit=100) or None,
        place=form.text("place"),
        within_authority=not form.ticked("outside_authority"),
        **meeting_fields(form),
        outcomes=tuple(_row(form, number) for number in range(rows)),
        said=LoggedWith(
            attendees=_attendees(form, actor, tracker, day, planned),
            review=review_answers.answers(form),
            output=_output(form),
        ),
    )


def _row(form: Form, number: int) -> OutcomeInput:
    """What is wrong in a row names the row."""
    prefix = f"outcomes.{number}."
    found = outcome(form, prefix)
    for name, message in list(form.errors.items()):
        if name.startswith(prefix):
            form.errors[name] = say("Hasil {n}: {message}", n=number + 1, message=message)
    return found


def _attendees(
    form: Form, actor: Actor, tracker: Tracker, day: date | None, planned: bool
) -> tuple[AttendeeInput, ...]:
    if day is None or not form.ticked(log_beside.SAME):
        return ()
    with tracker.views.connect() as connection:
        office = here(connection, tracker, actor).office
        attended = series.last_attendance(connection, office.code, form.value("series"), day)
    return log_beside.attendees(form, office, attended, planned)


def _output(form: Form) -> OutputInput | None:
    kind = form.member("output.type", EvidenceType)
    number = form.text("output.number", limit=100)
    if kind is None:
        if number and "output.type" not in form.errors:
            form.errors["output.type"] = "Pilih jenis keluaran yang bernomor itu."
        return None
    return OutputInput(type=kind, number=number)


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    form: Form,
    *,
    rows: int,
    focus_row: int | None = None,
    fresh: bool = False,
    status: int = 200,
) -> Response[str]:
    """`fresh`: nothing was typed since its title was filled in, which leads to the first outcome."""
    code = form.value("series")
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        shown = log_beside.beside(connection, at.office, code, _day_of(form, at.today))
        overviews = series.overviews(connection, at.office.code, at.today) if at.office.series else {}
        recent = series.recently_in_charge(connection, at.office.code, code) if shown else []
        by_section = only_by_section(connection, at.office.code, at.today.year)
    if shown is not None:
        form.values |= log_beside.ticks(form, shown.attended)
    if any(form.error(name) for name in _FOLDED):
        form.values["rinci"] = "ya"
    if focus_row is None and fresh and form.value("title"):
        focus_row = rows
    return render(
        request,
        "catat.html",
        status_code=status,
        form=form,
        rows=min(max(rows, _ROWS), MOST_ROWS),
        focus_row=focus_row,
        kinds=[Choice(kind, name) for kind, name in KIND_NAMES.items()],
        big_kinds=_BIG_KINDS,
        output_types=[Choice(kind, name) for kind, name in EVIDENCE_NAMES.items() if kind in OUTPUT_TYPES],
        sections=sections(at.office),
        list_mark=LIST_MARK,
        by_section=by_section,
        people=suggested(at.office, recent, at.today),
        places=places(at.office),
        series=series_kept(at.office),
        overviews=overviews,
        beside=shown,
        answerable=review_answers.ANSWERABLE,
        who=log_beside.who,
        listed=log_beside.listed,
        positions=positions(at.office),
        today=at.today,
    )


def _day_of(form: Form, today: date) -> date:
    """The day on the form as far as it can be read; what is wrong with it is said where it is saved."""
    errors = dict(form.errors)
    day = form.day("held_on")
    form.errors.clear()
    form.errors.update(errors)
    return day or today
