"""Cari: the office's activities, outcomes, people and series that have the words asked for, however they were typed."""

from collections.abc import Collection, Sequence
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Response, get
from sqlalchemy import Connection

from projections import board, search, states
from projections.board import Filter, FollowUpRow
from projections.search import Asked, Hit
from projections.search_words import KINDS, OUTCOME
from projections.states import Kept
from tracker.application.language import _
from tracker.application.names_found import Named, named
from tracker.domain.coordination import KIND_NAMES, Coordination
from tracker.domain.spelling import around, likeness, marked, words
from tracker.web.forms import query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import here
from tracker.web.site import WebRequest

_AT_FIRST = 10
_ON_A_PAGE = 20
_NAMES = 12
_LONGEST = 180
_LONGEST_ASKED = 200

Pieces = list[tuple[str, bool]]


class Found(msgspec.Struct, frozen=True):
    """`text` and `beside` in pieces, those to be marked set apart."""

    path: str
    text: Pieces
    beside: Pieces
    day: date | None
    status: str
    in_charge: str = ""


class Group(msgspec.Struct, frozen=True):
    """`more` is the address of the rest."""

    kind: str
    found: tuple[Found, ...]
    more: str | None


@get("/cari", include_in_schema=False, sync_to_thread=True)
def find(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = query_form(request)
    typed = form.text("kata")[:_LONGEST_ASKED]
    only = form.one_of("jenis", KINDS)
    looked_for = words(typed)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        office = at.office.code
        asked = search.understood(connection, office, looked_for)
        groups = [
            group
            for kind in ((only,) if only else KINDS)
            if (group := _group(connection, office, kind, asked, typed, form.value("sesudah"), bool(only)))
        ]
        names = named(at.office, list(looked_for), at.today)[:_NAMES] if only is None else ()
    return render(
        request,
        "cari.html",
        form=form,
        typed=typed,
        looked_for=bool(looked_for),
        groups=groups,
        people=[(one, *_name(one, looked_for)) for one in names if one.kind != "series"],
        series=[(one, *_name(one, looked_for)) for one in names if one.kind == "series"],
        unknown=_as_typed(typed, asked.unknown) if groups else [],
        only=only,
    )


def _group(
    connection: Connection, office: str, kind: str, asked: Asked, typed: str, after: str, alone: bool
) -> Group | None:
    size = _ON_A_PAGE if alone else _AT_FIRST
    hits, cursor = search.hits(connection, office, kind, asked, (after if alone else "") or None, size)
    if not hits:
        return None
    kept = states.load(connection, [hit.subject for hit in hits])
    rows: dict[UUID, FollowUpRow] = {}
    if kind == OUTCOME:
        ids = [hit.subject for hit in hits if hit.ordinal == 0]
        rows = {
            row.id: row
            for row in board.follow_ups(connection, Filter(office=office, ids=ids), limit=size).rows
        }
    found = [one for hit in hits if (one := _found(hit, kept, rows, asked.found)) is not None]
    more = {"kata": typed, "jenis": kind} | ({"sesudah": cursor} if cursor and alone else {})
    return Group(kind, tuple(found), f"/cari?{urlencode(more)}" if cursor else None)


def _found(
    hit: Hit, kept: dict[UUID, Kept], rows: dict[UUID, FollowUpRow], words_: Collection[str]
) -> Found | None:
    row = rows.get(hit.subject)
    if row is not None:
        beside = marked(_("dari {title}", title=row.title), ())
        charge = row.in_charge.name if row.in_charge else ""
        text = marked(around(row.text, words_, _LONGEST), words_)
        return Found(f"/tindak-lanjut/{row.id}", text, beside, row.agreed_on, row.status, charge)
    state = kept[hit.subject].state if hit.subject in kept else None
    if not isinstance(state, Coordination):
        return None
    details, path = state.details, f"/kegiatan/{hit.subject}"
    day = state.held_on or state.planned_on
    if hit.ordinal:
        outcome = next(one for one in state.outcomes if one.ordinal == hit.ordinal)
        text = marked(around(outcome.text, words_, _LONGEST), words_)
        return Found(path, text, marked(_("dari {title}", title=details.title), ()), day, "")
    facts = " · ".join(filter(None, (details.number, details.place, details.organiser)))
    kind = _(KIND_NAMES[details.kind])
    told = [(f"{kind} · " if facts else kind, False), *marked(facts, words_)]
    return Found(path, marked(details.title, words_), told, day, state.status)


def _name(one: Named, asked: Collection[str]) -> tuple[Pieces, str | None]:
    """The name in pieces, and where it leads: a position or body to its follow-ups, a series to its meetings."""
    match one.kind:
        case "series":
            path: str | None = f"/seri/{one.code}"
        case "person":
            path = None
        case kind:
            path = f"/tindak-lanjut?{urlencode({'lingkup': 'semua', 'pj': f'{kind}:{one.code}'})}"
    alike = {word for word in words(one.name) if any(likeness(other, word) for other in asked)}
    return marked(one.name, alike), path


def _as_typed(typed: str, unknown: Sequence[str]) -> list[str]:
    """The words that nothing resembles, as they stand in what was typed."""
    return [piece for piece, found in marked(typed, unknown) if found]
