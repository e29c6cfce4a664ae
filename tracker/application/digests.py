"""The weekly recap: to each what is theirs, to a head of section the section's too, to Sekcam and Camat the office's.

What waits for the reader's own decision comes first; what escalated to the Camat is told here instead of item by item.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec

from projections import agenda, board, states
from projections.board import Filter, FollowUpRow
from tracker.application.actor import system
from tracker.application.figure_basis import year_so_far
from tracker.application.figures import figures, value_text
from tracker.application.matters import path_of, text_of
from tracker.application.recipients import Recipient, recipient_of
from tracker.application.tracker import Tracker
from tracker.domain.follow_up import Status
from tracker.domain.in_charge import InCharge
from tracker.domain.matter import OF_AN_OFFICE, TASK_NAMES, Task
from tracker.domain.office import Office
from tracker.domain.role import Rank

WEEK = timedelta(days=7)
MOST_LINES = 10
MOST_DECISIONS = 1000
"""Matters of the office looked at for what the reader decides, all deciders' together: five years' worth (DOMAIN 7)."""

_TO_CARRY_OUT = (Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES)


class DigestLine(msgspec.Struct, frozen=True, kw_only=True):
    """`note` says how it stands, `link` is the page that shows it."""

    text: str
    note: str
    link: str


class DigestPart(msgspec.Struct, frozen=True, kw_only=True):
    """`more` counts what is not printed; `link` is the list of all. `counts` False: it tells figures, not what is open."""

    title: str
    lines: tuple[DigestLine, ...]
    more: int = 0
    link: str
    counts: bool = True


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    addressee: str
    position: str
    office: str
    day: date
    parts: tuple[DigestPart, ...]

    @property
    def most(self) -> int:
        """The longest of its lists, which may hold the others' items too."""
        return max(len(part.lines) + part.more for part in self.parts if part.counts)

    def beside(self, told: Collection[str]) -> "Digest":
        """Without the lines whose page the same message names already."""
        parts = []
        for part in self.parts:
            lines = tuple(line for line in part.lines if line.link not in told)
            if lines or part.more:
                parts.append(msgspec.structs.replace(part, lines=lines))
        return msgspec.structs.replace(self, parts=tuple(parts))


def digest_of(tracker: Tracker, office: Office, recipient: Recipient, day: date) -> Digest | None:
    """None where there is nothing to tell: nobody gets a letter that says "0"."""
    if recipient.person_id is None:
        return None
    positions = office.positions_of(recipient.person_id, day)
    found = [_decisions(tracker, office, recipient.person_id, day)]
    own = Filter(office=office.code, in_charge=[("position", position.code) for position in positions])
    found.append(_work(tracker, "Tugas Anda", own, "lingkup=saya", day))
    ranks = {position.rank for position in positions}
    if ranks & {Rank.SEKCAM, Rank.CAMAT}:
        found.append(_work(tracker, "Seluruh kecamatan", Filter(office=office.code), "lingkup=semua", day))
    else:
        for position in positions:
            if position.rank in {Rank.KASI, Rank.KASUBBAG} and position.section in office.sections:
                name = office.sections[position.section].name
                section = Filter(office=office.code, sections=(position.section,))
                found.append(_work(tracker, name, section, "lingkup=bidang", day))
    parts = [part for part in found if part is not None]
    if not parts:
        return None
    if ranks & {Rank.SEKCAM, Rank.CAMAT}:
        parts += _figures(tracker, office, day)
    return Digest(
        addressee=recipient.name,
        position=recipient.position,
        office=office.name.removeprefix("Kecamatan "),
        day=day,
        parts=tuple(parts),
    )


def _decisions(tracker: Tracker, office: Office, person: UUID, day: date) -> DigestPart | None:
    with tracker.views.connect() as connection:
        waiting = agenda.waiting(connection, office.code, (Task.CARRY_OUT, *OF_AN_OFFICE), MOST_DECISIONS)
        stood = states.load(connection, [row.subject for row in waiting])
    lines = []
    for row in waiting:
        state = stood[row.subject].state if row.subject in stood else None
        if state is None or recipient_of(tracker, office, state, row.task, day).person_id != person:
            continue
        days = (day - row.since).days
        lines.append(
            DigestLine(
                text=text_of(state) or "",
                note=f"{TASK_NAMES[row.task]}, {days} hari",
                link=f"{tracker.base_url}{path_of(state, row.subject)}",
            )
        )
    return _part(
        "Menunggu keputusan Anda",
        lines,
        len(lines),
        f"{tracker.base_url}/tindak-lanjut?lingkup=semua&saring=keputusan",
    )


def _work(tracker: Tracker, title: str, where: Filter, scope: str, day: date) -> DigestPart | None:
    """What is late, the longest first, then what falls due within the week."""
    if where.in_charge == []:
        return None
    due = msgspec.structs.replace(where, statuses=_TO_CARRY_OUT, due_until=day + WEEK)
    with tracker.views.connect() as connection:
        page = board.follow_ups(connection, due, limit=MOST_LINES)
        count = board.count(connection, due)
    lines = [
        DigestLine(text=row.text, note=_stands(row, day), link=f"{tracker.base_url}/tindak-lanjut/{row.id}")
        for row in page.rows
    ]
    return _part(title, lines, count, f"{tracker.base_url}/tindak-lanjut?{scope}")


def _stands(row: FollowUpRow, day: date) -> str:
    who = row.in_charge.name if isinstance(row.in_charge, InCharge) else "belum ditetapkan"
    assert row.due_on is not None
    left = (row.due_on - day).days
    if left < 0:
        return f"terlambat {-left} hari; {who}"
    return f"jatuh tempo hari ini; {who}" if left == 0 else f"jatuh tempo {left} hari lagi; {who}"


def _figures(tracker: Tracker, office: Office, day: date) -> list[DigestPart]:
    """The office's indicators so far this year, by their adopted definitions."""
    answers = figures(tracker, system(), year_so_far(office.code, day.year, day))
    lines = []
    for answer in answers:
        counts = answer.figure
        note = value_text(answer)
        if counts is not None:
            note += f" ({counts.numerator} dari {counts.denominator})"
        if answer.target is not None:
            note += f", target {str(answer.target).replace('.', ',')}"
        if answer.adoption is None:
            note += "; definisi operasional belum ditetapkan"
        lines.append(
            DigestLine(
                text=answer.edition.label,
                note=note,
                link=f"{tracker.base_url}/indikator/{answer.indicator.code}",
            )
        )
    title = f"Capaian {day.year} sampai hari ini"
    return (
        [DigestPart(title=title, lines=tuple(lines), link=f"{tracker.base_url}/", counts=False)]
        if lines
        else []
    )


def _part(title: str, lines: Sequence[DigestLine], count: int, link: str) -> DigestPart | None:
    if not lines:
        return None
    printed = tuple(lines[:MOST_LINES])
    return DigestPart(title=title, lines=printed, more=count - len(printed), link=link)
