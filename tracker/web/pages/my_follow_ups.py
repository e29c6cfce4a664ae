"""Tindak lanjut saya: what waits for this reader, by urgency; and lists of the section and of the whole office."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec
from litestar import Response, get
from sqlalchemy import Connection

from projections import board
from projections.board import DUE_SOON_DAYS, Filter
from tracker.application.actor import Actor
from tracker.application.contacts import phones_of_bodies
from tracker.application.forwarding import Forward, forwards
from tracker.application.messages import ReminderNotice
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.follow_up import STATUS_NAMES, Status
from tracker.domain.matter import Task
from tracker.domain.phrase import say
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.my_groups import TO_CARRY_OUT, WEEK, Groups, Line, groups, lines, to_verify, view
from tracker.web.pages.reading import Choice, Here, as_of, here, people_in_charge
from tracker.web.pages.register import following
from tracker.web.site import WebRequest
from tracker.web.undo_line import UndoLine, undo_line

_FILTERS = ("lingkup", "saring", "status", "pj", "kata", "per")
_ON_A_PAGE = 30

VIEW_NAMES = {
    "lewat": say("Lewat batas waktu"),
    "hari-ini": say("Jatuh tempo hari ini"),
    "segera": say("Jatuh tempo dalam 3 hari"),
    "seminggu": say("Jatuh tempo dalam 7 hari"),
    "nanti": say("Lebih dari 7 hari, atau tanpa batas waktu"),
    "verifikasi": say("Menunggu verifikasi"),
    "diperiksa": say("Menunggu verifikasi orang lain"),
    "keputusan": say("Menunggu keputusan"),
    "tanpa-pj": say("Belum ada penanggung jawab"),
}


@get("/tindak-lanjut", include_in_schema=False, sync_to_thread=True)
def my_follow_ups(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        then = as_of(form, tracker, at)
        scope = form.one_of("lingkup", _scopes(actor, at)) or _scopes(actor, at)[0]
        narrowed = any(form.value(name) for name in _FILTERS[1:])
        filtered = narrowed or form.value("sesudah") != ""
        grouped = scope != "semua" and not filtered
        found = groups(connection, actor, at, scope, _limits(actor, at, scope)) if grouped else Groups([], 0)
        texts = _texts(connection, tracker, actor, at, scope) if grouped else []
        undo = _just_done(connection, tracker, actor, form) if form.value("baru") else None
        mine = to_verify(connection, actor, at) if form.value("saring") == "diperiksa" else []
        where = _filter(form, actor, at, scope, then.day if then else at.today, mine)
        position = then.position if then else None
        total = 0 if grouped else board.count(connection, where, position)
        page = board.follow_ups(
            connection,
            where,
            form.value("sesudah") or None,
            0 if grouped else _ON_A_PAGE,
            position,
        )
        acts = scope != "semua" and then is None
        found_lines = lines(connection, actor, at, page.rows) if acts else [Line(row) for row in page.rows]
    return render(
        request,
        "tindak_lanjut_saya.html",
        status_code=422 if "per" in form.errors else 200,
        form=form,
        scope=scope,
        scopes=_scopes(actor, at),
        views=[Choice(code, name) for code, name in VIEW_NAMES.items()],
        statuses=[Choice(status, name) for status, name in STATUS_NAMES.items()],
        people=people_in_charge(at.office),
        grouped=grouped,
        groups=found.groups,
        unexamined=found.unexamined,
        texts=texts,
        undo=undo,
        lines=found_lines,
        shown=VIEW_NAMES.get(form.value("saring")),
        total=total,
        following=following("/tindak-lanjut", form, _FILTERS, page.next),
        filtered=filtered,
        narrowed=narrowed,
        today=then.day if then else at.today,
        then=then,
        may_hand_over=then is None and may(actor, Action.HAND_OVER, at.office.code),
        new_id=tracker.new_id,
    )


def _scopes(actor: Actor, at: Here) -> list[str]:
    """Whose follow-ups the reader can look at; the first is where the page begins."""
    own = ["saya"] if _positions(actor, at) else []
    section = ["bidang"] if actor.section else []
    return [*own, *section, "semua"]


def _positions(actor: Actor, at: Here) -> list[tuple[str, str]]:
    if actor.person_id is None:
        return []
    return [("position", p.code) for p in at.office.positions_of(actor.person_id, at.today)]


def _limits(actor: Actor, at: Here, scope: str) -> Filter:
    match scope:
        case "saya":
            return Filter(office=at.office.code, in_charge=_positions(actor, at))
        case "bidang" if actor.section:
            return Filter(office=at.office.code, sections=(actor.section,))
        case _:
            return Filter(office=at.office.code)


def _filter(form: Form, actor: Actor, at: Here, scope: str, today: date, mine: Sequence[UUID]) -> Filter:
    where = msgspec.structs.replace(_limits(actor, at, scope), text=form.text("kata") or None)
    replace = msgspec.structs.replace
    status = form.member("status", Status)
    if status is not None:
        where = replace(where, statuses=(status,))
    kind, code = form.in_charge("pj")
    if kind and code:
        where = replace(where, in_charge=((kind, code),))
    match form.value("saring"):
        case "segera":
            until = today + timedelta(days=DUE_SOON_DAYS)
            return replace(where, statuses=TO_CARRY_OUT, due_from=today, due_until=until)
        case "keputusan":
            return replace(where, undecided=True)
        case "tanpa-pj":
            open_ = (*TO_CARRY_OUT, Status.DILAPORKAN_SELESAI)
            return replace(where, unassigned=True, statuses=open_)
        case "lewat" | "hari-ini" | "seminggu" | "nanti" | "verifikasi" | "diperiksa" as code:
            return view(where, code, today, mine)
    return where


def _texts(connection: Connection, tracker: Tracker, actor: Actor, at: Here, scope: str) -> list[Forward]:
    """Ready to be pasted, all that is late or falls due within the week: of the section to each in charge, beside the
    reader's own work to each body outside the office, which is what there is to pass on."""
    if actor.section is None:
        return []
    where = Filter(
        office=at.office.code,
        sections=(actor.section,),
        statuses=TO_CARRY_OUT,
        due_until=at.today + WEEK,
        outside=scope != "bidang",
    )
    notices = [
        ReminderNotice(
            addressee=row.in_charge.name,
            office=at.office.name.removeprefix("Kecamatan "),
            task=Task.CARRY_OUT,
            text=row.text,
            coordination=row.title,
            agreed_on=row.agreed_on,
            in_charge=row.in_charge.name,
            due_on=row.due_on,
            today=at.today,
            link=f"{tracker.base_url}/tindak-lanjut/{row.id}",
            forward_to=row.in_charge.name,
        )
        for row in board.follow_ups(connection, where, limit=_ON_A_PAGE).rows
        if row.in_charge is not None
    ]
    return forwards(notices, phones_of_bodies(tracker, actor, at.office))


def _just_done(connection: Connection, tracker: Tracker, actor: Actor, form: Form) -> UndoLine | None:
    """What the reader has just done from the list (`baru` in the address)."""
    try:
        id_ = UUID(form.value("baru"))
    except ValueError:
        return None
    row = board.follow_up(connection, id_)
    if row is None or not may(actor, Action.VIEW, row.office):
        return None
    return undo_line(tracker, actor, id_, row.text, tracker.store.history(id_))
