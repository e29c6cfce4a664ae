"""Penetapan capaian: the periods of a year and where each stands."""

import msgspec
from litestar import Response, get

from tracker.application.freeze_figures import Comparison, compared
from tracker.application.freezes import freezes
from tracker.domain.period import Period, period
from tracker.domain.period_freeze import PeriodFreeze, Stage
from tracker.web.forms import query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import here
from tracker.web.period_path import path_of
from tracker.web.site import WebRequest

_USUAL = (
    ("TW1", False),
    ("TW2", False),
    ("TW2", True),
    ("TW3", False),
    ("TW3", True),
    ("TW4", False),
    (None, False),
)
"""What an office reports: each quarter, the year so far at each, and the year."""


class PeriodLine(msgspec.Struct, frozen=True):
    """`freeze` None: never proposed. `over`: it can be proposed.

    `changed` are the figures that wait or are frozen and that today's record gives otherwise; None: there are none such.
    """

    period: Period
    path: str
    freeze: PeriodFreeze | None
    over: bool
    changed: tuple[Comparison, ...] | None


@get("/penetapan", include_in_schema=False, sync_to_thread=True)
def freezes_of_a_year(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    form = query_form(request)
    year = form.whole("tahun", at.today.year)
    if not 2000 <= year <= 2100:
        year = at.today.year
    found = compared(tracker, actor, freezes(tracker, actor, at.office.code, year))
    known = {freeze.period: (freeze, figures) for freeze, figures in found}
    usual = [period(year, code, cumulative=cumulative) for code, cumulative in _USUAL]
    told = [*usual, *(one for one in known if one not in usual)]
    return render(
        request,
        "penetapan.html",
        year=year,
        years=range(at.today.year, at.today.year - 6, -1),
        lines=[
            _line(one, *known.get(one, (None, [])), over=one.last < at.today)
            for one in sorted(told, key=lambda one: (one.last, one.cumulative, one.code is None))
        ],
    )


def _line(told: Period, freeze: PeriodFreeze | None, figures: list[Comparison], *, over: bool) -> PeriodLine:
    stands = freeze is not None and freeze.stage in {Stage.DIUSULKAN, Stage.DITETAPKAN}
    changed = tuple(one for one in figures if one.changed) if stands else None
    return PeriodLine(told, path_of(told), freeze, over, changed)
