"""Taking over what earlier reports printed, from a file: all of it or nothing, and never repaired.

A report is known by office and year, so the same file twice changes nothing; other content replaces it, with a reason.
"""

from hashlib import sha256

import msgspec

from projections import directory
from tracker.application.actor import Actor
from tracker.application.command import Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.published.printed import read_year
from tracker.application.published.rows import read_row
from tracker.application.published.sheet import read_printed
from tracker.application.table_file.problems import RowsRefused, at_row
from tracker.application.table_file.table import Row, Table
from tracker.application.tracker import Tracker
from tracker.domain import published_report as domain
from tracker.domain.errors import NotFound, Refused
from tracker.domain.identity import published_report_id
from tracker.domain.indicator import Indicator
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.published_report import (
    Contradiction,
    PublishedLine,
    PublishedMean,
    PublishedReport,
    ReportStated,
)
from tracker.store.envelope import Change


class ImportReports(msgspec.Struct, frozen=True, kw_only=True):
    """`file_name` is shown with what came from it; `content` are the file's bytes."""

    file_name: str
    content: bytes


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it was taken over, with what does not add up. `unmatched` are names that no indicator has."""

    office: str
    year: int
    document: str
    lines: int
    unchanged: bool
    unmatched: tuple[str, ...]
    discrepancies: tuple[Contradiction, ...]


class Summary(msgspec.Struct, frozen=True):
    """`remarks` say what else was seen in the file: hidden rows, other sheets."""

    reports: tuple[Taken, ...]
    position: int | None
    remarks: tuple[str, ...]


class _NothingNew(Exception):
    """Every report of the file has been stated already, word for word."""


def import_reports(
    tracker: Tracker, actor: Actor, asked: Asked, command: ImportReports, *, dry_run: bool = False
) -> Summary:
    """Raises RowsRefused naming rows and columns, UnreadableFile for a file that is no such table."""
    table = read_printed(command.content)
    stated = _read(tracker, actor, command, table)
    taken: list[Taken] = []

    def decide() -> Decision:
        taken.clear()
        changes: list[Change] = []
        for one, office in stated:
            require(actor, Action.STATE_PUBLISHED, one.office)
            stream = published_report_id(one.office, one.year)
            before, version = tracker.store.load(stream, domain.evolve)
            unchanged = before is not None and _same(before.stated, one)
            taken.append(_taken(one, office, unchanged))
            if not unchanged:
                this_year = tracker.today(office).year
                event = domain.state(before, one, this_year=this_year, reason=asked.reason)
                changes.append(Change(stream, version, (event,)))
        if not changes or dry_run:
            raise _NothingNew
        office = stated[0][1]
        return Decision(subject=changes[0].stream, changes=tuple(changes), occurred_on=tracker.today(office))

    try:
        position = perform(tracker, actor, asked, command, decide).position
    except _NothingNew:
        position = None
    if not taken:
        taken = [_taken(one, office, unchanged=True) for one, office in stated]
    return Summary(tuple(taken), position, table.remarks)


def reports(tracker: Tracker, actor: Actor, office: str, at: int | None = None) -> list[PublishedReport]:
    """By year, as position `at` of the log had them (None: now)."""
    require(actor, Action.VIEW, office)
    with tracker.views.connect() as connection:
        return directory.every(connection, PublishedReport, office, at)


def discrepancies(stated: ReportStated, office: Office) -> list[Contradiction]:
    """By the conventions of the report's year."""
    return domain.discrepancies(stated, office.conventions_for(stated.year))


def _taken(stated: ReportStated, office: Office, unchanged: bool) -> Taken:
    return Taken(
        office=stated.office,
        year=stated.year,
        document=stated.document,
        lines=len(stated.lines),
        unchanged=unchanged,
        unmatched=tuple(dict.fromkeys(line.indicator for line in stated.lines if line.code is None)),
        discrepancies=tuple(discrepancies(stated, office)),
    )


def _same(before: ReportStated, now: ReportStated) -> bool:
    """Whatever the file is called."""
    named = {"file_name": before.file_name, "file_sha256": before.file_sha256}
    return msgspec.structs.replace(now, **named) == before


def _read(
    tracker: Tracker, actor: Actor, command: ImportReports, table: Table
) -> list[tuple[ReportStated, Office]]:
    """The reports of the file, each office checked before anything is told of it."""
    problems = list(table.problems)
    grouped: dict[tuple[str, int, str], list[Row]] = {}
    for row in table.rows:
        try:
            key = (row.cells["kecamatan"], read_year(row.cells["tahun_laporan"]), row.cells["dokumen"])
            grouped.setdefault(key, []).append(row)
        except Refused as error:
            problems.append(at_row(row.number, "tahun_laporan", error.message))
    digest = sha256(command.content).hexdigest()
    found: list[tuple[ReportStated, Office]] = []
    known: set[tuple[str, int]] = set()
    for (code, year, document), rows in grouped.items():
        require(actor, Action.STATE_PUBLISHED, code)
        first = rows[0].number
        if (code, year) in known:
            problems.append(
                at_row(
                    first,
                    "dokumen",
                    say("laporan {code} tahun {year} disebut dengan dua nama dokumen.", code=code, year=year),
                )
            )
            continue
        known.add((code, year))
        try:
            office = tracker.office(code)
        except NotFound as error:
            problems.append(at_row(first, "kecamatan", error.message))
            continue
        indicators = _indicators(tracker, code)
        lines: list[PublishedLine] = []
        means: list[PublishedMean] = []
        for row in rows:
            read = read_row(row, indicators, problems)
            if isinstance(read, PublishedLine):
                lines.append(read)
            elif read is not None:
                means.append(read)
        stated = ReportStated(
            office=code,
            year=year,
            document=document,
            file_name=command.file_name,
            file_sha256=digest,
            lines=tuple(lines),
            means=tuple(means),
        )
        found.append((stated, office))
    if problems:
        raise RowsRefused(problems)
    return found


def _indicators(tracker: Tracker, office: str) -> list[Indicator]:
    with tracker.views.connect() as connection:
        return directory.every(connection, Indicator, office)
