"""`/api/v1/indicators`: the figures, and the coordinations that make them."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation

from tracker.application.figure_basis import Question
from tracker.application.figure_changes import changes
from tracker.application.figure_records import as_record, changes_record, line_record
from tracker.application.figures import explain, figures
from tracker.application.permissions import Action, require
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.web.api.access import office_of
from tracker.web.api.indicator_actions import adopt, revise, set_target
from tracker.web.api.moment import AsOf, checked
from tracker.web.page import TheActor, TheTracker

TheQuestion = NamedDependency[SkipValidation[Question]]


def question(
    tracker: TheTracker,
    actor: TheActor,
    office: FromQuery[str | None] = None,
    year: Annotated[int | None, QueryParameter(ge=2000, le=2100, description="bawaan: tahun ini")] = None,
    period: Annotated[str | None, QueryParameter(description="TW1–TW4, S1, S2 atau 01–12")] = None,
    cumulative: FromQuery[bool] = False,
    rule: FromQuery[Rule | None] = None,
    counts_from: FromQuery[CountsFrom | None] = None,
    cannot_follow_up: FromQuery[CannotFollowUp | None] = None,
    informational: FromQuery[Informational | None] = None,
    cut_off: Annotated[date | None, QueryParameter(description="tindak lanjut s.d. tanggal ini")] = None,
    as_of: AsOf = None,
) -> Question:
    """The options of the command line, as query parameters."""
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    return Question(
        office=code,
        year=year or tracker.today(tracker.office(code)).year,
        period=period,
        cumulative=cumulative,
        rule=rule,
        counts_from=counts_from,
        cannot_follow_up=cannot_follow_up,
        informational=informational,
        cut_off=cut_off,
        as_of=checked(as_of),
    )


class Explained(msgspec.Struct, frozen=True):
    """`lines`: each coordination of the cohort, counted or not, and why; with `limit` at most so many of `total`.

    `next` is the `after` of the following page; null on the last.
    """

    indicator: dict[str, object]
    lines: list[dict[str, object]]
    total: int
    next: str | None


@get("/", sync_to_thread=True, summary="Capaian semua indikator")
def indicators(tracker: TheTracker, actor: TheActor, question: TheQuestion) -> list[dict[str, object]]:
    return [as_record(answer) for answer in figures(tracker, actor, question)]


@get("/{code:str}/explain", sync_to_thread=True, summary="Rincian perhitungan satu indikator")
def explained(
    tracker: TheTracker,
    actor: TheActor,
    question: TheQuestion,
    code: FromPath[str],
    after: Annotated[str | None, QueryParameter(description="penanda `next` dari halaman sebelumnya")] = None,
    limit: Annotated[int | None, QueryParameter(ge=1, le=500, description="bawaan: semua")] = None,
) -> Explained:
    found = explain(tracker, actor, code, question, after, limit)
    lines = [line_record(line) for line in found.lines]
    return Explained(as_record(found.figure), lines, found.total, found.next)


@get("/{code:str}/changes", sync_to_thread=True, summary="Penyebab perubahan satu indikator sejak suatu saat")
def changed(
    tracker: TheTracker,
    actor: TheActor,
    question: TheQuestion,
    code: FromPath[str],
    since: Annotated[datetime, QueryParameter(description="saat awal; saat akhirnya as_of")],
) -> dict[str, object]:
    checked(since, "since")
    return changes_record(changes(tracker, actor, code, question, since))


ROUTES = Router(
    "/indicators",
    route_handlers=[indicators, explained, changed, revise, adopt, set_target],
    dependencies={"question": Provide(question, sync_to_thread=True)},
    tags=["Indikator"],
)
