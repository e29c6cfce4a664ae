"""Laporan yang sudah terbit: what earlier reports printed, with what does not add up; taken over from a file."""

import msgspec
from litestar import Response, get, post

from tracker.application import report_words
from tracker.application.actor import Actor
from tracker.application.permissions import Action, may, require
from tracker.application.published.reports import ImportReports, discrepancies, import_reports, reports
from tracker.application.published.sheet import COLUMNS, MAX_BYTES
from tracker.application.table_file.problems import RowsRefused
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.identity import published_report_id
from tracker.domain.office import Office
from tracker.domain.period import period
from tracker.domain.phrase import say
from tracker.domain.published_report import PublishedLine, PublishedMean, ReportStated
from tracker.web.forms import FORM, MAX_LINE, Form, TheForm
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.reading import here
from tracker.web.site import WebRequest

PATH = "/laporan/terbit"


class Line(msgspec.Struct, frozen=True):
    """`line` None: the mean below the lines of its period. `flags`: what does not follow from the other numbers."""

    line: PublishedLine | None
    mean: PublishedMean | None
    period: str
    flags: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    stated: ReportStated
    lines: tuple[Line, ...]
    flagged: int


@get(PATH, include_in_schema=False, sync_to_thread=True)
def published(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor, Form())


@post(
    PATH,
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=MAX_BYTES + 64 * 1024,
)
def take_over(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    require(actor, Action.STATE_PUBLISHED, actor.office or "")
    problems: tuple[str, ...] = ()
    try:
        asked = form.asked()
        summary = import_reports(tracker, actor, asked, _command(form))
    except RowsRefused as error:
        problems = error.problems
        form.errors["file"] = "Tidak ada yang diambil alih: betulkan berkasnya, lalu kirim lagi."
    except Refused as error:
        form.errors["reason" if error.field == "reason" else "file"] = error.message
    else:
        flagged = sum(len(taken.discrepancies) for taken in summary.reports)
        said = (
            say("Tidak ada yang berubah.") if summary.position is None else "Tabel dicatat seperti tercetak."
        )
        if flagged:
            said += say(" {flagged} isian tidak cocok dan ditandai.", flagged=flagged)
        said = " ".join((said, *summary.remarks))
        return redirect(request, PATH, position=summary.position, flash=said)
    return _draw(request, tracker, actor, form, problems, 422)


def _command(form: Form) -> ImportReports:
    """Raises Refused where no file came."""
    uploaded = next((file for file in form.files.get("file", ()) if file.filename), None)
    if uploaded is None:
        raise Refused("Pilih berkas tabel (.xlsx atau .csv).", "file")
    return ImportReports(file_name=uploaded.filename[-MAX_LINE:], content=uploaded.file.read(MAX_BYTES + 1))


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    form: Form,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    found = [one.stated for one in reports(tracker, actor, at.office.code)]
    with tracker.views.connect() as connection:
        streams = [published_report_id(one.office, one.year) for one in found]
        days = history(connection, at.office, streams)
    if not form.value("request_id"):
        form.values["request_id"] = str(tracker.new_id())
    return render(
        request,
        "laporan_terbit.html",
        status_code=status,
        form=form,
        problems=problems,
        tables=[_table(stated, at.office) for stated in reversed(found)],
        words=report_words,
        columns=COLUMNS,
        days=days,
        today=at.today,
        may_take_over=may(actor, Action.STATE_PUBLISHED, at.office.code),
    )


def _table(stated: ReportStated, office: Office) -> Table:
    flags: dict[int, list[str]] = {}
    for one in discrepancies(stated, office):
        flags.setdefault(one.row, []).append(report_words.discrepancy_text(one))
    rows: list[PublishedLine | PublishedMean] = sorted(
        [*stated.lines, *stated.means], key=lambda one: one.row
    )
    lines = tuple(
        Line(
            one if isinstance(one, PublishedLine) else None,
            one if isinstance(one, PublishedMean) else None,
            period(one.year, one.period, cumulative=one.cumulative).label,
            tuple(flags.get(one.row, ())),
        )
        for one in rows
    )
    return Table(stated, lines, sum(map(len, flags.values())))
