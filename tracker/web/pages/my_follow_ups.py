"""Tindak lanjut saya: what waits for this reader, by urgency; and lists of the section and of the whole office."""

from datetime import date, timedelta
from uuid import UUID

import msgspec
from litestar import Response, get
from sqlalchemy import Connection

from projections import board, directory, states
from projections.board import DUE_SOON_DAYS, Filter, FollowUpRow
from tracker.application.actor import Actor
from tracker.application.contacts import phones_of_bodies
from tracker.application.forwarding import Forward, forwards
from tracker.application.messages import ReminderNotice
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.follow_up import STATUS_NAMES, FollowUp, Status
from tracker.domain.matter import Task
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Choice, Here, as_of, here, people_in_charge
from tracker.web.pages.register import following
from tracker.web.site import WebRequest
from tracker.web.steps import Step, names_anew, steps

_FILTERS = ("lingkup", "saring", "status", "pj", "kata", "per")
_TO_CARRY_OUT = (Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES)
_MOST = 200
_ON_A_PAGE = 30

VIEWS = {
    "lewat": "Lewat batas waktu",
    "segera": "Jatuh tempo dalam 3 hari",
    "verifikasi": "Menunggu verifikasi",
    "keputusan": "Menunggu keputusan",
    "tanpa-pj": "Belum ada penanggung jawab",
}


class Group(msgspec.Struct, frozen=True):
    code: str
    title: str
    rows: tuple[FollowUpRow, ...]


@get("/tindak-lanjut", include_in_schema=False, sync_to_thread=True)
def my_follow_ups(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        then = as_of(form, tracker, at)
        scope = form.one_of("lingkup", _scopes(actor, at)) or _scopes(actor, at)[0]
        filtered = any(form.value(name) for name in _FILTERS[1:]) or form.value("sesudah") != ""
        grouped = scope != "semua" and not filtered
        groups = _groups(connection, actor, at, scope) if grouped else []
        page = board.follow_ups(
            connection,
            _filter(form, actor, at, scope, then.day if then else at.today),
            form.value("sesudah") or None,
            0 if grouped else _ON_A_PAGE,
            then.position if then else None,
        )
    return render(
        request,
        "tindak_lanjut_saya.html",
        status_code=422 if "per" in form.errors else 200,
        form=form,
        scope=scope,
        scopes=_scopes(actor, at),
        views=[Choice(code, name) for code, name in VIEWS.items()],
        statuses=[Choice(status, name) for status, name in STATUS_NAMES.items()],
        people=people_in_charge(at.office),
        grouped=grouped,
        groups=groups,
        texts=_texts(tracker, actor, at, groups) if scope == "bidang" else [],
        rows=page.rows,
        following=following("/tindak-lanjut", form, _FILTERS, page.next),
        filtered=filtered,
        today=then.day if then else at.today,
        then=then,
        may_report=then is None and may(actor, Action.REPORT, at.office.code),
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


def _filter(form: Form, actor: Actor, at: Here, scope: str, today: date) -> Filter:
    where = msgspec.structs.replace(_limits(actor, at, scope), text=form.text("kata") or None)
    replace = msgspec.structs.replace
    status = form.member("status", Status)
    if status is not None:
        where = replace(where, statuses=(status,))
    kind, code = form.in_charge("pj")
    if kind and code:
        where = replace(where, in_charge=((kind, code),))
    match form.value("saring"):
        case "lewat":
            return replace(where, overdue_on=today)
        case "segera":
            until = today + timedelta(days=DUE_SOON_DAYS)
            return replace(where, statuses=_TO_CARRY_OUT, due_from=today, due_until=until)
        case "verifikasi":
            return replace(where, statuses=(Status.DILAPORKAN_SELESAI,))
        case "keputusan":
            return replace(where, undecided=True)
        case "tanpa-pj":
            open_ = (*_TO_CARRY_OUT, Status.DILAPORKAN_SELESAI)
            return replace(where, unassigned=True, statuses=open_)
    return where


def _groups(connection: Connection, actor: Actor, at: Here, scope: str) -> list[Group]:
    where = msgspec.structs.replace(_limits(actor, at, scope), statuses=_TO_CARRY_OUT)
    rows = board.follow_ups(connection, where, limit=_MOST).rows
    week_end = at.today + timedelta(days=7)
    waiting = _waiting(connection, actor, at)
    groups = [
        Group("putuskan", "Menunggu keputusan saya", waiting[Step.DECIDE]),
        Group("perpanjangan", "Perpanjangan menunggu keputusan saya", waiting[Step.DECIDE_EXTENSION]),
        Group(
            "penetapan-ulang", "Dinyatakan bukan tugasnya: menunggu penetapan ulang", waiting[Step.REASSIGN]
        ),
        Group("verifikasi", "Menunggu verifikasi saya", waiting[Step.RETURN]),
        Group("lewat", "Lewat batas waktu", _due(rows, date.min, at.today - timedelta(days=1))),
        Group("hari-ini", "Hari ini", _due(rows, at.today, at.today)),
        Group("seminggu", "Dalam 7 hari", _due(rows, at.today + timedelta(days=1), week_end)),
        Group("nanti", "Nanti", tuple(row for row in rows if row.due_on is None or row.due_on > week_end)),
    ]
    return [group for group in groups if group.rows]


def _texts(tracker: Tracker, actor: Actor, at: Here, groups: list[Group]) -> list[Forward]:
    """Ready to be pasted: to each in charge all that is late or falls due within the week."""
    soon = [row for group in groups if group.code in _SOON for row in group.rows]
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
        for row in soon
        if row.in_charge is not None
    ]
    return forwards(notices, phones_of_bodies(tracker, actor, at.office))


_SOON = ("lewat", "hari-ini", "seminggu")


def _due(rows: tuple[FollowUpRow, ...], first: date, last: date) -> tuple[FollowUpRow, ...]:
    return tuple(row for row in rows if row.due_on is not None and first <= row.due_on <= last)


def _waiting(connection: Connection, actor: Actor, at: Here) -> dict[Step, tuple[FollowUpRow, ...]]:
    """What waits for a decision that the reader can take today, by the step that takes it."""
    decisions = (Step.DECIDE, Step.DECIDE_EXTENSION, Step.REASSIGN, Step.RETURN)
    if actor.person_id is None:
        return dict.fromkeys(decisions, ())
    office = at.office.code
    reported = Filter(office=office, statuses=(Status.DILAPORKAN_SELESAI,))
    rows = {
        row.id: row
        for where in (Filter(office=office, undecided=True), reported)
        for row in board.follow_ups(connection, where, limit=_MOST).rows
    }
    accounts = {user.username: user for user in directory.accounts(connection, office)}
    offered: dict[UUID, set[Step]] = {}
    for id_, kept in states.load(connection, list(rows)).items():
        assert isinstance(kept.state, FollowUp)
        found = set(steps(actor, kept.state, at.office, accounts.get, at.today))
        if not names_anew(actor, kept.state, at.office, at.today):
            found.discard(Step.REASSIGN)
        offered[id_] = found
    return {
        step: tuple(row for row in rows.values() if step in offered.get(row.id, ())) for step in decisions
    }
