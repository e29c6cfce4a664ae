"""Penetapan capaian: the periods of a year and where each stands."""

import msgspec
from litestar import Response, get

from tracker.application.freezes import freezes
from tracker.domain.period import Period, period
from tracker.domain.period_freeze import PeriodFreeze
from tracker.web.forms import query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import here
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
    """`freeze` None: never proposed. `over`: it can be proposed."""

    period: Period
    path: str
    freeze: PeriodFreeze | None
    over: bool


@get("/penetapan", include_in_schema=False, sync_to_thread=True)
def freezes_of_a_year(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    form = query_form(request)
    year = form.whole("tahun", at.today.year)
    if not 2000 <= year <= 2100:
        year = at.today.year
    known = {freeze.period: freeze for freeze in freezes(tracker, actor, at.office.code, year)}
    usual = [period(year, code, cumulative=cumulative) for code, cumulative in _USUAL]
    told = [*usual, *(one for one in known if one not in usual)]
    return render(
        request,
        "penetapan.html",
        year=year,
        years=range(at.today.year, at.today.year - 6, -1),
        lines=[
            PeriodLine(one, path_of(one), known.get(one), one.last < at.today)
            for one in sorted(told, key=lambda one: (one.last, one.cumulative, one.code is None))
        ],
    )


def path_of(told: Period) -> str:
    """`/penetapan/2026/TW1`, `/penetapan/2026/TW2-kumulatif`, `/penetapan/2026/tahun`."""
    cumulative = "-kumulatif" if told.cumulative and told.code else ""
    return f"/penetapan/{told.year}/{told.code or 'tahun'}{cumulative}"


def period_at(year: int, name: str) -> Period:
    """The period of such an address. Raises Refused."""
    code, _, cumulative = name.partition("-")
    return period(year, None if code == "tahun" else code, cumulative=cumulative == "kumulatif")
