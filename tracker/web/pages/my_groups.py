"""The groups of *Tindak lanjut saya*: what waits for this reader's decision, then the work by urgency, then what waits for
others. Each group has its full count and its first rows; a fixed number of queries, however much there is."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from projections import board, directory, states
from projections.board import Filter, FollowUpRow
from tracker.application.actor import Actor
from tracker.application.deciders import Account
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.phrase import say
from tracker.web.next_step import carries_on
from tracker.web.pages.reading import Here
from tracker.web.steps import Step, names_anew, steps

TO_CARRY_OUT = (Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES)
ROWS = 8
"""Rows of a group on the page; the rest is one tap away."""
WEEK = timedelta(days=7)
_EXAMINED = 200
"""Of what waits for somebody's decision, so many of the oldest are examined for being the reader's; that there are more is
said on the page."""
_DECISIONS = (Step.DECIDE, Step.DECIDE_EXTENSION, Step.REASSIGN, Step.RETURN)
GROUP_TITLES = {
    "putuskan": say("Menunggu keputusan saya"),
    "perpanjangan": say("Perpanjangan menunggu keputusan saya"),
    "penetapan-ulang": say("Dinyatakan bukan tugasnya: menunggu penetapan ulang"),
    "verifikasi": say("Menunggu verifikasi saya"),
    "lewat": say("Lewat batas waktu"),
    "hari-ini": say("Hari ini"),
    "seminggu": say("Dalam 7 hari"),
    "nanti": say("Nanti"),
    "diperiksa": say("Menunggu verifikasi"),
}


class Line(msgspec.Struct, frozen=True):
    """A row with what its reader can do there and then."""

    row: FollowUpRow
    taps: tuple[Step, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """`count` is of all, `lines` are the first of them; `more` leads to the others."""

    code: str
    title: str
    count: int
    lines: tuple[Line, ...]
    more: str

    @property
    def left(self) -> int:
        return self.count - len(self.lines)


class Groups(msgspec.Struct, frozen=True):
    """`unexamined`: so many more wait for somebody's decision, and may be the reader's."""

    groups: list[Group]
    unexamined: int


def view(where: Filter, code: str, today: date, mine: Sequence[UUID] = ()) -> Filter:
    """The follow-ups of one group, among those of `where`; `mine` wait for the reader, and are not what others verify."""
    work = replace(where, statuses=TO_CARRY_OUT)
    match code:
        case "lewat":
            return replace(where, overdue_on=today)
        case "hari-ini":
            return replace(work, due_from=today, due_until=today)
        case "seminggu":
            return replace(work, due_from=today + timedelta(days=1), due_until=today + WEEK)
        case "nanti":
            return replace(work, due_after=today + WEEK)
        case "diperiksa":
            where = replace(where, without=mine)
    return replace(where, statuses=(Status.DILAPORKAN_SELESAI,))


def groups(connection: Connection, actor: Actor, at: Here, scope: str, where: Filter) -> Groups:
    """`where` limits them to the scope; decisions are the reader's wherever they are."""
    accounts = {user.username: user for user in directory.accounts(connection, at.office.code)}.get
    decisions, unexamined = _decisions(connection, actor, at, accounts)
    counted = board.urgency(connection, where, at.today, at.today + WEEK)
    counts = {
        "lewat": counted.late,
        "hari-ini": counted.today,
        "seminggu": counted.week,
        "nanti": counted.later,
        "diperiksa": counted.reported,
    }
    mine = [row.id for row in decisions.get("verifikasi", ())]
    wanted = {code: view(where, code, at.today, mine) for code, count in counts.items() if count}
    if mine and "diperiksa" in wanted:
        counts["diperiksa"] = board.count(connection, wanted["diperiksa"])
    found = {code: board.follow_ups(connection, limits, limit=ROWS).rows for code, limits in wanted.items()}
    work = [row.id for code, rows in found.items() if code != "diperiksa" for row in rows]
    taps = _taps(connection, actor, at, work, accounts)
    made = [
        Group(
            code, GROUP_TITLES[code], len(rows), tuple(map(Line, rows[:ROWS])), _more("semua", _OTHERS[code])
        )
        for code, rows in decisions.items()
    ]
    made += [
        Group(
            code,
            GROUP_TITLES[code],
            counts[code],
            tuple(Line(row, taps.get(row.id, ())) for row in rows),
            _more(scope, code),
        )
        for code, rows in found.items()
    ]
    return Groups([group for group in made if group.count], unexamined)


def to_verify(connection: Connection, actor: Actor, at: Here) -> list[UUID]:
    """What waits for this reader to verify it."""
    accounts = {user.username: user for user in directory.accounts(connection, at.office.code)}.get
    decisions, _ = _decisions(connection, actor, at, accounts)
    return [row.id for row in decisions.get("verifikasi", ())]


def lines(connection: Connection, actor: Actor, at: Here, rows: Sequence[FollowUpRow]) -> list[Line]:
    """The rows of a list, each with what its reader can do there and then."""
    accounts = {user.username: user for user in directory.accounts(connection, at.office.code)}.get
    taps = _taps(connection, actor, at, [row.id for row in rows], accounts)
    return [Line(row, taps.get(row.id, ())) for row in rows]


_OTHERS = {
    "putuskan": "keputusan",
    "perpanjangan": "keputusan",
    "penetapan-ulang": "keputusan",
    "verifikasi": "verifikasi",
}


def _more(scope: str, view: str) -> str:
    return f"/tindak-lanjut?{urlencode({'lingkup': scope, 'saring': view})}"


def _taps(
    connection: Connection, actor: Actor, at: Here, ids: Sequence[UUID], account: Account
) -> dict[UUID, tuple[Step, ...]]:
    """What can be done from the list, by whoever carries it on."""
    found: dict[UUID, tuple[Step, ...]] = {}
    for id_, kept in states.load(connection, ids).items():
        state = kept.state
        assert isinstance(state, FollowUp)
        if state.disowned_by is not None or not carries_on(actor, state, at.office, at.today):
            continue
        offered = steps(actor, state, at.office, account, at.today)
        found[id_] = tuple(step for step in (Step.START, Step.REPORT_DONE) if step in offered)
    return found


def _decisions(
    connection: Connection, actor: Actor, at: Here, account: Account
) -> tuple[Mapping[str, tuple[FollowUpRow, ...]], int]:
    """What waits for a decision that the reader can take today, by group; and how many were not examined."""
    if actor.person_id is None:
        return {}, 0
    office = at.office.code
    rows: dict[UUID, FollowUpRow] = {}
    unexamined = 0
    for where in (
        Filter(office=office, undecided=True),
        Filter(office=office, statuses=(Status.DILAPORKAN_SELESAI,)),
    ):
        page = board.follow_ups(connection, where, limit=_EXAMINED)
        rows |= {row.id: row for row in page.rows}
        if page.next is not None:
            unexamined += board.count(connection, where) - len(page.rows)
    offered: dict[UUID, set[Step]] = {}
    for id_, kept in states.load(connection, list(rows)).items():
        assert isinstance(kept.state, FollowUp)
        found = set(steps(actor, kept.state, at.office, account, at.today))
        if not names_anew(actor, kept.state, at.office, at.today):
            found.discard(Step.REASSIGN)
        offered[id_] = found
    by_step = {
        step: tuple(row for row in rows.values() if step in offered.get(row.id, ())) for step in _DECISIONS
    }
    return dict(zip(_OTHERS, by_step.values(), strict=True)), unexamined
