"""Impor register: a workbook or CSV file is tried first, and imported once somebody has seen what it would do.

Between the two the file travels in the form: nothing half-imported is ever kept.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from litestar import Response, get, post

from tracker.application.permissions import Action, require
from tracker.application.register_import import (
    ImportRegister,
    Summary,
    empty_register,
    import_register,
)
from tracker.application.table_file.problems import RowsRefused
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.site import WebRequest

MAX_FILE = 1024 * 1024
_MAX_BODY = MAX_FILE * 4 // 3 + 16 * 1024
"""The file as it comes back in the form (base64), and the fields around it."""

_CONFIRMED = "impor"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/impor", include_in_schema=False, sync_to_thread=True)
def import_form(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    require(actor, Action.IMPORT, actor.office or "")
    return _draw(request, tracker, Form())


@post(
    "/impor",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=_MAX_BODY,
)
def import_step(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    require(actor, Action.IMPORT, actor.office or "")
    confirmed = form.value("do") == _CONFIRMED
    problems: tuple[str, ...] = ()
    try:
        asked = form.asked()
        command = _command(form, confirmed=confirmed)
        summary = import_register(tracker, actor, asked, command, dry_run=not confirmed)
    except RowsRefused as error:
        problems = error.problems
        form.errors["file"] = "Tidak ada yang diimpor: betulkan berkasnya, lalu periksa lagi."
    except Refused as error:
        form.errors["file"] = error.message
    else:
        if confirmed:
            return redirect(request, "/kegiatan", position=summary.position, flash=_said(summary))
        return _draw(request, tracker, form, command, summary)
    return _draw(request, tracker, form, problems=problems, status=422)


@get("/impor/register.xlsx", include_in_schema=False, sync_to_thread=True)
def register_workbook(tracker: TheTracker, actor: TheActor) -> Response[bytes]:
    """An empty register with the drop-downs of the reader's own office."""
    office = actor.office or ""
    content = empty_register(tracker, actor, office)
    name = f"register-{office}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_XLSX, headers=headers)


def _command(form: Form, *, confirmed: bool) -> ImportRegister:
    """Raises Refused naming what is missing."""
    if confirmed:
        try:
            content = b64decode(form.value("content"), validate=True)
        except NotBase64 as error:
            raise Refused("Berkas tidak ikut terkirim; pilih lagi berkasnya.", "file") from error
        return ImportRegister(file_name=form.text("file_name", limit=MAX_NAME), content=content)
    uploaded = next((file for file in form.files.get("file", ()) if file.filename), None)
    if uploaded is None:
        raise Refused("Pilih berkas register (.xlsx atau .csv).", "file")
    content = uploaded.file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise Refused("Berkas lebih besar dari 1 MB; bagi menjadi beberapa berkas.", "file")
    return ImportRegister(file_name=_plain(uploaded.filename), content=content)


MAX_NAME = 200


def _plain(name: str) -> str:
    """The file's own name: some browsers send the folder along."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][-MAX_NAME:]


def _said(summary: Summary) -> str:
    return say(
        "Diimpor: {coordinations} kegiatan, {outcomes} hasil, {follow_ups} tindak lanjut.",
        coordinations=summary.coordinations,
        outcomes=summary.outcomes,
        follow_ups=summary.follow_ups,
    )


def _draw(
    request: WebRequest,
    tracker: Tracker,
    form: Form,
    command: ImportRegister | None = None,
    summary: Summary | None = None,
    *,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> Response[str]:
    form.values["request_id"] = str(tracker.new_id())
    return render(
        request,
        "impor.html",
        status_code=status,
        form=form,
        summary=summary,
        problems=problems,
        file_name=command.file_name if command else "",
        content=b64encode(command.content).decode() if command else "",
    )
