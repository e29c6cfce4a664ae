"""What a figure is made of: the question, and the record as it stood at the instant that the question names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import msgspec
from sqlalchemy import Connection

from projections import directory
from projections import figures as facts_model
from projections.directory import Listed
from tracker.application.tracker import Tracker, local_day
from tracker.domain.conventions import Conventions
from tracker.domain.counting import CannotFollowUp, CoordinationFact, CountsFrom, Informational, Rule
from tracker.domain.errors import NotFound, Refused
from tracker.domain.indicator import Indicator, in_document_order
from tracker.domain.office import Office
from tracker.domain.period import Period, period
from tracker.domain.phrase import say
from tracker.domain.survey.choice import Considered, consider
from tracker.domain.survey.survey import Survey


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked (CONTRACT, `indicators`). None: as the indicator's definition of that year has it."""

    office: str
    year: int
    period: str | None = None
    cumulative: bool = False
    rule: Rule | None = None
    counts_from: CountsFrom | None = None
    cannot_follow_up: CannotFollowUp | None = None
    informational: Informational | None = None
    cut_off: date | None = None
    as_of: datetime | None = None


_OF_A_RECORD = (Office, Indicator, Survey)


def year_so_far(office: str, year: int, today: date) -> Question:
    """A year as the dashboard and its live updates show it: the running one with today as its cut-off."""
    return Question(office=office, year=year, cut_off=today if year == today.year else None)


class Basis(msgspec.Struct, frozen=True):
    """`indicators` in the order of that year's document. `at` is the position that is read, None: the newest.

    `surveys` are those of the period, at most the first counts; not asked for where no indicator is a survey's score.
    `seen_until` is the cut-off, or the day of the record that is read where that is earlier: what falls due between
    the two is not due yet.
    """

    facts: Sequence[CoordinationFact]
    indicators: Sequence[Indicator]
    surveys: tuple[Considered, ...]
    conventions: Conventions
    period: Period
    cut_off: date
    seen_until: date
    as_of: datetime
    at: int | None
    position: int


class Record(msgspec.Struct, frozen=True):
    """An office's year as the record held it at one instant: all its periods are counted from one reading.

    `conventions` and `indicators` as they were then.
    """

    office: Office
    year: int
    facts: Sequence[CoordinationFact]
    indicators: Sequence[Indicator]
    surveys: Sequence[Survey]
    conventions: Conventions
    as_of: datetime
    at: int | None
    position: int


def read_record(
    tracker: Tracker,
    connection: Connection,
    office: str,
    year: int,
    as_of: datetime | None,
    held_on: date | None = None,
) -> Record:
    """`as_of` None: now. `held_on`: of that day's coordinations alone. Raises NotFound for an unknown office, Refused for an instant that has not come yet."""
    now = directory.of_office(connection, office, _OF_A_RECORD)
    known = next(iter(now.every(Office)), None)
    if known is None:
        raise NotFound(say("Kecamatan {office} tidak dikenal.", office=office), "office")
    whole = period(year)
    at = None if as_of is None else position_at(tracker, as_of)
    listed = now if at is None else directory.of_office(connection, office, _OF_A_RECORD, at)
    then = next(iter(listed.every(Office)), known)
    indicators = in_document_order(_indicators(now, listed), year)
    surveyed = any(one.for_year(year).rule is None for one in indicators)
    return Record(
        office=known,
        year=year,
        facts=facts_model.facts(connection, office, held_on or whole.first, held_on or whole.last, at),
        indicators=indicators,
        surveys=listed.every(Survey) if surveyed else [],
        conventions=then.conventions_for(year),
        as_of=as_of or tracker.clock(),
        at=at,
        position=now.newest if at is None else at,
    )


def basis_of(record: Record, question: Question) -> Basis:
    """Of a question about that office, year and instant. Raises Refused naming what cannot be answered."""
    cohort = period(question.year, question.period, cumulative=question.cumulative)
    if question.cut_off is not None and question.cut_off < cohort.first:
        raise Refused("Tanggal batas tindak lanjut tidak boleh sebelum awal periode.", "cut_off")
    cut_off = question.cut_off or cohort.last
    return Basis(
        facts=[fact for fact in record.facts if cohort.first <= fact.held_on <= cohort.last],
        indicators=record.indicators,
        surveys=tuple(consider(record.surveys, cohort)),
        conventions=record.conventions,
        period=cohort,
        cut_off=cut_off,
        seen_until=min(cut_off, local_day(record.as_of, record.office.zone)),
        as_of=record.as_of,
        at=record.at,
        position=record.position,
    )


def read_basis(tracker: Tracker, connection: Connection, question: Question) -> Basis:
    """Raises NotFound for an unknown office, Refused naming the part of the question that cannot be answered."""
    record = read_record(tracker, connection, question.office, question.year, question.as_of)
    return basis_of(record, question)


def position_at(tracker: Tracker, as_of: datetime) -> int:
    """The position of the log that the instant names. Raises Refused for one that has not come yet."""
    if as_of > tracker.clock():
        raise Refused("Keadaan per tanggal tidak boleh sesudah sekarang.", "as_of")
    return tracker.store.position_at(as_of.astimezone(UTC))


def _indicators(now: Listed, listed: Listed) -> list[Indicator]:
    """As they were defined, adopted and given targets then; one that was not defined yet is read as it is defined now,
    and nobody had signed it."""
    if listed is now:
        return now.every(Indicator)
    then = {indicator.code: indicator for indicator in listed.every(Indicator)}
    return [
        then.get(one.code) or msgspec.structs.replace(one, adoptions=(), targets=())
        for one in now.every(Indicator)
    ]
