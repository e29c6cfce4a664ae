"""`/api/v1/report` and `/api/v1/freezes`: the LKjIP tables, and the periods whose figures are frozen."""

from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from litestar import Router, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from tracker.application import freezes as use
from tracker.application.actor import Actor
from tracker.application.command import Answer
from tracker.application.freeze_figures import compared
from tracker.application.permissions import Action, require
from tracker.application.published.reports import discrepancies, reports
from tracker.application.report import report as report_of
from tracker.application.report_cells import ReportQuestion
from tracker.application.report_records import freeze_record, published_record, report_record
from tracker.domain.errors import Refused
from tracker.domain.period import period
from tracker.web.api.access import office_of
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest

C = TypeVar("C", bound=use.PeriodCommand)


class PeriodBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`period` left out: the whole year. `take-back`, `return` and `reopen` need a `reason`."""

    office: str | None = None
    year: int
    period: str | None = None
    cumulative: bool = False


class ProposeBody(PeriodBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`cut_off` left out: the end of the period."""

    cut_off: date | None = None


class ConfirmBody(PeriodBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`document`: the number of the decision or minutes."""

    document: str = ""


Year = Annotated[int | None, QueryParameter(ge=2000, le=2100, description="bawaan: tahun ini")]


@get("/report", sync_to_thread=True, summary="Laporan kinerja (LKjIP) satu tahun")
def report(
    tracker: TheTracker,
    actor: TheActor,
    office: FromQuery[str | None] = None,
    year: Year = None,
    cut_off: Annotated[date | None, QueryParameter(description="tindak lanjut s.d. tanggal ini")] = None,
    as_of: Annotated[datetime | None, QueryParameter(description="keadaan catatan pada saat itu")] = None,
) -> dict[str, object]:
    code = office_of(actor, office)
    if as_of is not None and (as_of.tzinfo is None or not 2000 <= as_of.year <= 2100):
        raise Refused("as_of ditulis dengan zona waktu, misalnya 2022-06-30T23:59:59Z.", "as_of")
    require(actor, Action.VIEW, code)
    question = ReportQuestion(
        office=code, year=year or tracker.today(tracker.office(code)).year, cut_off=cut_off, as_of=as_of
    )
    return report_record(report_of(tracker, actor, question))


@get("/report/published", sync_to_thread=True, summary="Tabel laporan yang sudah terbit")
def published(
    tracker: TheTracker, actor: TheActor, office: FromQuery[str | None] = None
) -> list[dict[str, object]]:
    code = office_of(actor, office)
    found = reports(tracker, actor, code)
    of = tracker.office(code)
    return [published_record(one, discrepancies(one.stated, of)) for one in found]


@get("/freezes", sync_to_thread=True, summary="Penetapan capaian")
def freezes(
    tracker: TheTracker,
    actor: TheActor,
    office: FromQuery[str | None] = None,
    year: Year = None,
) -> list[dict[str, object]]:
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    found = use.freezes(tracker, actor, code, year or tracker.today(tracker.office(code)).year)
    return [freeze_record(one, figures) for one, figures in compared(tracker, actor, found)]


@post("/freezes/propose", sync_to_thread=True, status_code=200, summary="Usulkan penetapan")
def propose(request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[ProposeBody]) -> Answer:
    command = _command(use.Propose, actor, data, cut_off=data.cut_off)
    return use.propose(tracker, actor, asked(request, data), command)


@post("/freezes/take-back", sync_to_thread=True, status_code=200, summary="Tarik kembali usulan")
def take_back(
    request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[PeriodBody]
) -> Answer:
    return use.take_back(tracker, actor, asked(request, data), _command(use.TakeBack, actor, data))


@post("/freezes/confirm", sync_to_thread=True, status_code=200, summary="Tetapkan")
def confirm(request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[ConfirmBody]) -> Answer:
    command = _command(use.Confirm, actor, data, document=data.document)
    return use.confirm(tracker, actor, asked(request, data), command)


@post("/freezes/return", sync_to_thread=True, status_code=200, summary="Kembalikan usulan")
def return_(request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[PeriodBody]) -> Answer:
    return use.return_(tracker, actor, asked(request, data), _command(use.Return, actor, data))


@post("/freezes/reopen", sync_to_thread=True, status_code=200, summary="Buka kembali")
def reopen(request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[PeriodBody]) -> Answer:
    return use.reopen(tracker, actor, asked(request, data), _command(use.Reopen, actor, data))


def _command(kind: type[C], actor: Actor, data: PeriodBody, **more: Any) -> C:
    told = period(data.year, data.period, cumulative=data.cumulative)
    return use.of_period(kind, office_of(actor, data.office), told, **more)


ROUTES = Router(
    "/",
    route_handlers=[report, published, freezes, propose, take_back, confirm, return_, reopen],
    tags=["Laporan"],
)
