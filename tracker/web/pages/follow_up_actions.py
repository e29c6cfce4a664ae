"""The steps of a follow-up, posted from its page or from a list."""

from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from msgspec import UNSET

from projections import board
from tracker.application import extensions, notes, sharing, undoing
from tracker.application import follow_ups as use
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.disowning import Disown, disown
from tracker.application.tracker import Tracker
from tracker.domain.coordination import MAX_TEXT
from tracker.domain.errors import NotFound, Refused
from tracker.web import evidence_form
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, MAX_NOTE, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect
from tracker.web.pages.acting import act
from tracker.web.pages.follow_up import draw
from tracker.web.site import WebRequest
from tracker.web.steps import CHECKLIST, COMMENTS, Step

_DONE = {
    Step.DECIDE: "Keputusan disimpan.",
    Step.ASSIGN: "Penanggung jawab ditetapkan.",
    Step.REASSIGN: "Tanggung jawab dialihkan.",
    Step.CORRECT: "Catatan dibetulkan.",
    Step.WITHDRAW: "Tindak lanjut ditarik. Riwayatnya tetap tersimpan.",
    Step.DECIDE_EXTENSION: "Keputusan tentang perpanjangan disimpan.",
    Step.ALONGSIDE: "Pelaksana bersama disimpan.",
    Step.ADD_ITEM: "Butir ditambahkan.",
    Step.TICK: "Butir dicentang.",
    Step.UNTICK: "Centang dibatalkan.",
    Step.REMOVE_ITEM: "Butir dihapus dari daftar; riwayatnya tetap tersimpan.",
    Step.COMMENT: "Komentar tersimpan.",
    Step.WITHDRAW_COMMENT: "Komentar ditarik; riwayatnya tetap tersimpan.",
    Step.UNDO: "Diurungkan: keadaannya kembali seperti sebelum langkah itu. Riwayat mencatat keduanya.",
}
"""What can be undone says so in a line of its own (`undo_line`)."""
_LIST = "daftar"
_YES, _NO = "setuju", "tolak"


@post(
    "/tindak-lanjut/{follow_up_id:uuid}/{step:str}",
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
    follow_up_id: FromPath[UUID],
    step: FromPath[str],
) -> Response[str] | Response[None]:
    return _take(request, tracker, actor, form, follow_up_id, addressed(Step, step))


@post(
    f"/tindak-lanjut/{{follow_up_id:uuid}}/{Step.REPORT_DONE}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=evidence_form.MAX_REQUEST,
)
def report_done(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, follow_up_id: FromPath[UUID]
) -> Response[str] | Response[None]:
    """The one step that brings files along."""
    return _take(request, tracker, actor, form, follow_up_id, Step.REPORT_DONE)


def _take(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form, id_: UUID, step: Step
) -> Response[str] | Response[None]:
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, asked, form, id_, step),
        lambda status: draw(request, tracker, actor, id_, (step, form), status),
        path=lambda _: _onward(form, id_, step),
        flash=_DONE.get(step, ""),
    )


def _onward(form: Form, id_: UUID, step: Step) -> str:
    """Back to the list where it was done there, with the line about it at the top; else to the follow-up's own page."""
    if form.value("back") == _LIST:
        scope = form.value("lingkup")
        kept = {"lingkup": scope} if scope.isalpha() else {}
        return f"/tindak-lanjut?{urlencode(kept | {'baru': str(id_)})}"
    return f"/tindak-lanjut/{id_}{_place(step)}"


@get(f"/tindak-lanjut/{{follow_up_id:uuid}}/{Step.REPORT_DONE}", include_in_schema=False, status_code=303)
async def back_to_report(
    request: WebRequest, actor: TheActor, follow_up_id: FromPath[UUID]
) -> Response[None]:
    """As `back_to_page`."""
    return redirect(request, f"/tindak-lanjut/{follow_up_id}#{Step.REPORT_DONE}.isian")


@get("/tindak-lanjut/{follow_up_id:uuid}/{step:str}", include_in_schema=False, status_code=303)
async def back_to_page(
    request: WebRequest, actor: TheActor, follow_up_id: FromPath[UUID], step: FromPath[str]
) -> Response[None]:
    """A refused step is shown at its own address; opened anew, that leads to the step on the page. Raises NotFound."""
    return redirect(request, f"/tindak-lanjut/{follow_up_id}#{addressed(Step, step)}.isian")


def _place(step: Step) -> str:
    """Whoever writes beside the follow-up goes on writing there."""
    return "#daftar-periksa" if step in CHECKLIST else "#komentar.semua" if step in COMMENTS else ""


def _carry(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step) -> Answer | None:
    match step:
        case Step.ASSIGN | Step.REASSIGN:
            return _hand_over(tracker, actor, asked, form, id_, step)
        case Step.START | Step.REPORT_PROGRESS | Step.REPORT_DONE:
            return _work(tracker, actor, asked, form, id_, step)
        case Step.VERIFY:
            note = form.text("note", limit=MAX_NOTE)
            if form.errors:
                return None
            return use.verify(tracker, actor, asked, use.Verify(follow_up_id=id_, note=note))
        case Step.RETURN:
            return use.return_(tracker, actor, asked, use.Return(follow_up_id=id_))
        case Step.CANNOT:
            return use.cannot_follow_up(tracker, actor, asked, use.CannotFollowUp(follow_up_id=id_))
        case Step.DISOWN:
            return disown(tracker, actor, asked, Disown(follow_up_id=id_))
        case Step.DECIDE:
            choice = form.one_of("decision", (_YES, _NO), "Pilih setuju atau tolak.")
            if choice is None:
                return None
            decided = use.DecideCannotFollowUp(follow_up_id=id_, accepted=choice == _YES)
            return use.decide_cannot_follow_up(tracker, actor, asked, decided)
        case Step.REOPEN:
            return use.reopen(tracker, actor, asked, use.Reopen(follow_up_id=id_))
        case Step.WITHDRAW:
            return use.withdraw(tracker, actor, asked, use.Withdraw(follow_up_id=id_))
        case Step.CORRECT:
            changes = _changes(tracker, form, id_)
            return None if form.errors else use.correct(tracker, actor, asked, changes)
        case Step.REQUEST_EXTENSION | Step.DECIDE_EXTENSION:
            return _extend(tracker, actor, asked, form, id_, step)
        case Step.ALONGSIDE:
            named = sharing.NameAlongside(follow_up_id=id_, alongside=form.several_in_charge("alongside"))
            return sharing.name_alongside(tracker, actor, asked, named)
        case Step.ADD_ITEM | Step.TICK | Step.UNTICK | Step.REMOVE_ITEM:
            return _check_off(tracker, actor, asked, form, id_, step)
        case Step.COMMENT | Step.WITHDRAW_COMMENT:
            return _comment(tracker, actor, asked, form, id_, step)
        case Step.UNDO:
            return undoing.undo(
                tracker, actor, asked, undoing.Undo(follow_up_id=id_, step=form.whole("step", 0))
            )


def _hand_over(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step
) -> Answer | None:
    kind, code = form.in_charge("in_charge", "Pilih penanggung jawab.")
    if kind is None or code is None:
        return None
    if step is Step.ASSIGN:
        assigned = use.Assign(follow_up_id=id_, in_charge_kind=kind, in_charge_code=code)
        return use.assign(tracker, actor, asked, assigned)
    reassigned = use.Reassign(follow_up_id=id_, in_charge_kind=kind, in_charge_code=code)
    return use.reassign(tracker, actor, asked, reassigned)


def _extend(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step) -> Answer | None:
    if step is Step.REQUEST_EXTENSION:
        due_on = form.day("due_on", "Isi batas waktu yang diminta.")
        if due_on is None:
            return None
        wanted = extensions.RequestExtension(follow_up_id=id_, due_on=due_on)
        return extensions.request_extension(tracker, actor, asked, wanted)
    choice = form.one_of("decision", (_YES, _NO), "Pilih setuju atau tolak.")
    granted = form.day("due_on")
    if choice is None or form.errors:
        return None
    decided = extensions.DecideExtension(follow_up_id=id_, accepted=choice == _YES, due_on=granted)
    return extensions.decide_extension(tracker, actor, asked, decided)


def _check_off(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step
) -> Answer | None:
    if step is Step.ADD_ITEM:
        text = form.text("text", "Isi butirnya.")
        added = notes.AddItem(follow_up_id=id_, text=text)
        return None if form.errors else notes.add_item(tracker, actor, asked, added)
    item = form.id("item", "Butir itu tidak ada di daftar periksa.")
    if item is None:
        return None
    if step is Step.TICK:
        return notes.tick_item(tracker, actor, asked, notes.TickItem(follow_up_id=id_, item=item))
    if step is Step.UNTICK:
        return notes.untick_item(tracker, actor, asked, notes.UntickItem(follow_up_id=id_, item=item))
    return notes.remove_item(tracker, actor, asked, notes.RemoveItem(follow_up_id=id_, item=item))


def _comment(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step
) -> Answer | None:
    if step is Step.COMMENT:
        text = form.text("text", "Isi komentarnya.", MAX_TEXT)
        written = notes.WriteComment(follow_up_id=id_, text=text)
        return None if form.errors else notes.write_comment(tracker, actor, asked, written)
    comment = form.id("comment", "Komentar itu tidak ditemukan.")
    if comment is None:
        return None
    withdrawn = notes.WithdrawComment(follow_up_id=id_, comment=comment)
    return notes.withdraw_comment(tracker, actor, asked, withdrawn)


def _work(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step) -> Answer | None:
    if step is Step.START:
        started_on = form.day("started_on")
        if form.errors:
            return None
        return use.start(tracker, actor, asked, use.Start(follow_up_id=id_, started_on=started_on))
    if step is Step.REPORT_PROGRESS:
        note = form.text("note", "Isi keterangan kemajuan.", MAX_NOTE)
        reported_on = form.day("reported_on")
        if form.errors:
            return None
        progress = use.ReportProgress(follow_up_id=id_, note=note, reported_on=reported_on)
        return use.report_progress(tracker, actor, asked, progress)
    note = form.text("note", limit=MAX_NOTE)
    done_on = form.day("done_on", "Isi tanggal selesai.")
    evidence, rows = evidence_form.pieces(tracker, actor, form, in_one_tap=form.value("back") == _LIST)
    if form.errors:
        return None
    done = use.ReportDone(
        follow_up_id=id_,
        done_on=done_on,
        note=note,
        evidence=tuple(evidence),
        done_by=form.several_in_charge("done_by"),
    )
    try:
        return use.report_done(tracker, actor, asked, done)
    except Refused as error:
        raise evidence_form.at_row(error, rows) from None


def _changes(tracker: Tracker, form: Form, id_: UUID) -> use.Correct:
    """Only what differs from the record is a correction. Raises NotFound."""
    with tracker.views.connect() as connection:
        row = board.follow_up(connection, id_)
    if row is None:
        raise NotFound("Tindak lanjut itu tidak ditemukan.")
    text = form.text("text", "Isi uraian.", MAX_TEXT)
    due_on = form.day("due_on", "Isi batas waktu.")
    section = form.text("section") or None
    return use.Correct(
        follow_up_id=id_,
        text=UNSET if text == row.text else text,
        due_on=UNSET if due_on is None or due_on == row.due_on else due_on,
        section=UNSET if section == row.section else section,
    )
