"""The steps of a coordination, posted from its page."""

from typing import TypeVar
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from tracker.application import coordinations as use
from tracker.application import outcomes, wrong_evidence
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.tracker import Tracker
from tracker.domain.consent import ConsentRequested
from tracker.domain.coordination import KIND_NAMES, MAX_TITLE, Coordination, Origin
from tracker.domain.phrase import say
from tracker.web import evidence_form
from tracker.web.addressed import addressed
from tracker.web.coordination_steps import Step
from tracker.web.forms import FORM, MAX_NOTE, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect
from tracker.web.pages.acting import act
from tracker.web.pages.coordination import draw, find
from tracker.web.pages.log_coordination import meeting_fields, outcome
from tracker.web.pages.minutes_actions import carry, item
from tracker.web.site import WebRequest

T = TypeVar("T")

_DONE = {
    Step.HOLD: "Tercatat: kegiatan sudah dilaksanakan.",
    Step.ADD_OUTCOME: "Hasil ditambahkan.",
    Step.EVIDENCE: "Bukti dukung dilampirkan.",
    Step.OUTPUT: "Keluaran dicatat.",
    Step.WITHDRAW_EVIDENCE: "Dokumen ditarik. Riwayatnya tetap tersimpan.",
    Step.POSTPONE: "Kegiatan ditunda.",
    Step.CANCEL: "Kegiatan dibatalkan.",
    Step.CORRECT: "Catatan dibetulkan.",
    Step.WITHDRAW: "Catatan ditarik. Riwayatnya tetap tersimpan.",
    Step.ADD_NOTE: "Butir ditambahkan.",
    Step.CHANGE_NOTE: "Butir diubah.",
    Step.REMOVE_NOTE: "Butir dihapus dari notulen.",
    Step.ATTENDANCE: "Daftar hadir tersimpan.",
    Step.SUBMIT: "Notulen diajukan untuk disahkan.",
    Step.RATIFY: "Notulen disahkan.",
    Step.RETURN: "Notulen dikembalikan.",
    Step.REVIEW: "Tinjauan tersimpan.",
    Step.RECLASSIFY: "Hasil diubah.",
    Step.WITHDRAW_OUTCOME: "Hasil ditarik. Riwayatnya tetap tersimpan.",
    Step.DECIDE: "Keputusan tersimpan.",
    Step.TAKE_BACK: "Permintaan ditarik kembali; tidak ada yang berubah.",
}
_PLACES = {
    Step.ADD_NOTE: "notulen",
    Step.CHANGE_NOTE: "notulen",
    Step.REMOVE_NOTE: "notulen",
    Step.ATTENDANCE: "notulen",
    Step.REVIEW: "tinjauan",
    Step.RECLASSIFY: "hasil",
    Step.WITHDRAW_OUTCOME: "hasil",
}
"""Where on the page to go on after a step; else its top."""


@post(
    "/kegiatan/{coordination_id:uuid}/{step:str}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
)
def take_step(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    form: TheForm,
    coordination_id: FromPath[UUID],
    step: FromPath[str],
) -> Response[str] | Response[None]:
    return _take(request, tracker, actor, form, coordination_id, addressed(Step, step))


@post(
    f"/kegiatan/{{coordination_id:uuid}}/{Step.EVIDENCE}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=evidence_form.MAX_REQUEST,
)
def attach_evidence(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, coordination_id: FromPath[UUID]
) -> Response[str] | Response[None]:
    """It brings a file along."""
    return _take(request, tracker, actor, form, coordination_id, Step.EVIDENCE)


@post(
    f"/kegiatan/{{coordination_id:uuid}}/{Step.OUTPUT}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=evidence_form.MAX_REQUEST,
)
def record_output(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, coordination_id: FromPath[UUID]
) -> Response[str] | Response[None]:
    """It brings a file along."""
    return _take(request, tracker, actor, form, coordination_id, Step.OUTPUT)


def _take(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form, id_: UUID, step: Step
) -> Response[str] | Response[None]:
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, asked, form, id_, step),
        lambda status: draw(request, tracker, actor, id_, (step, form), status),
        path=lambda _: f"/kegiatan/{id_}" + (f"#{_PLACES[step]}" if step in _PLACES else ""),
        flash=lambda answer: _told(tracker, id_, step, answer),
    )


def _told(tracker: Tracker, id_: UUID, step: Step, answer: Answer) -> str:
    if step in {Step.WITHDRAW, Step.WITHDRAW_OUTCOME, Step.RECLASSIFY}:
        last = tracker.store.history(id_)[answer.version - 1].event
        if isinstance(last, ConsentRequested):
            return say("Permintaan tersimpan; menunggu persetujuan. Belum ada yang berubah.")
    return _DONE[step]


@get(
    [f"/kegiatan/{{coordination_id:uuid}}/{step}" for step in (Step.EVIDENCE, Step.OUTPUT)],
    include_in_schema=False,
    status_code=303,
)
async def back_to_file(
    request: WebRequest, actor: TheActor, coordination_id: FromPath[UUID]
) -> Response[None]:
    """As `back_to_page`."""
    step = request.scope["path"].rstrip("/").rpartition("/")[2]
    return redirect(request, f"/kegiatan/{coordination_id}#{step}.isian")


@get("/kegiatan/{coordination_id:uuid}/{step:str}", include_in_schema=False, status_code=303)
async def back_to_page(
    request: WebRequest, actor: TheActor, coordination_id: FromPath[UUID], step: FromPath[str]
) -> Response[None]:
    """A refused step is shown at its own address; opened anew, that leads to the step on the page. Raises NotFound."""
    return redirect(request, f"/kegiatan/{coordination_id}#{addressed(Step, step)}.isian")


def _carry(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step) -> Answer | None:
    match step:
        case Step.HOLD:
            held_on = form.day("held_on", "Isi tanggal pelaksanaan.")
            if held_on is None:
                return None
            return use.hold(tracker, actor, asked, use.Hold(coordination_id=id_, held_on=held_on))
        case Step.ADD_OUTCOME:
            added = outcome(form)
            if form.value("item"):
                added = replace(added, origin=Origin("note", item(form)))
            if form.errors:
                return None
            return outcomes.add_outcome(
                tracker, actor, asked, outcomes.AddOutcome(coordination_id=id_, outcome=added)
            )
        case Step.EVIDENCE | Step.OUTPUT:
            return _attach(tracker, actor, asked, form, id_, step)
        case Step.WITHDRAW_EVIDENCE:
            wrong = wrong_evidence.WithdrawEvidence(coordination_id=id_, evidence_id=item(form))
            return wrong_evidence.withdraw_evidence(tracker, actor, asked, wrong)
        case Step.POSTPONE:
            to = form.day("to")
            if form.errors:
                return None
            return use.postpone(tracker, actor, asked, use.Postpone(coordination_id=id_, to=to))
        case Step.CANCEL:
            return use.cancel(tracker, actor, asked, use.Cancel(coordination_id=id_))
        case Step.CORRECT:
            with tracker.views.connect() as connection:
                state = find(connection, id_).state
            changes = _changes(form, id_, state)
            return None if form.errors else use.correct(tracker, actor, asked, changes)
        case _:
            return carry(tracker, actor, asked, form, id_, step)


def _attach(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step) -> Answer | None:
    today = tracker.today(tracker.office(actor.office or ""))
    if step is Step.EVIDENCE:
        evidence_form.fill_in_photo(form, "evidence", today)
    kind = form.evidence_type("evidence.type", "Pilih jenisnya.")
    dated_on = evidence_form.document_date(form, "evidence", today, say("Isi tanggal dokumen."))
    number = form.text("evidence.number", limit=100)
    note = form.text("evidence.note", limit=MAX_NOTE)
    files = evidence_form.files_of(tracker, actor, form, "evidence")
    if len(files) > 1:
        form.errors["evidence.file"] = "Satu berkas untuk satu bukti; lampirkan yang lain sesudahnya."
    if form.errors or dated_on is None:
        return None
    file = files[0].sha256 if files else None
    if step is Step.EVIDENCE:
        attached = use.AttachEvidence(
            coordination_id=id_, type=kind, dated_on=dated_on, number=number, note=note, file=file
        )
        return use.attach_evidence(tracker, actor, asked, attached)
    recorded = use.RecordOutput(
        coordination_id=id_, type=kind, dated_on=dated_on, number=number, note=note, file=file
    )
    return use.record_output(tracker, actor, asked, recorded)


def _changes(form: Form, id_: UUID, state: Coordination) -> use.Correct:
    """Only what differs from the record is a correction."""
    details = state.details
    title = form.text("title", "Isi judul kegiatan.", MAX_TITLE)
    kind = form.one_of("kind", KIND_NAMES, "Pilih jenis kegiatan.") or details.kind
    number = form.text("number", limit=100) or None
    section = form.text("section") or None
    organiser = form.text("organiser") or None
    held_on = form.day("held_on")
    place = form.text("place")
    within = not form.ticked("outside_authority")
    meeting = meeting_fields(form)
    return use.Correct(
        coordination_id=id_,
        title=UNSET if title == details.title else title,
        kind=UNSET if kind == details.kind else kind,
        number=UNSET if number == details.number else number,
        section=UNSET if section == details.section else section,
        organiser=UNSET if organiser == details.organiser else organiser,
        held_on=UNSET if held_on is None or held_on == state.held_on else held_on,
        place=UNSET if place == details.place else place,
        within_authority=UNSET if within == details.within_authority else within,
        agenda=_changed(meeting["agenda"], details.agenda),
        note_taker=_changed(meeting["note_taker"], details.note_taker),
        starts_at=_changed(meeting["starts_at"], details.starts_at),
        ends_at=_changed(meeting["ends_at"], details.ends_at),
        chair_position=_changed(meeting["chair_position"], details.chair_position),
        series=_changed(meeting["series"], details.series),
    )


def _changed(typed: T, known: T) -> T | UnsetType:
    return UNSET if typed == known else typed
