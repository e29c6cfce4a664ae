"""The drawings of an indicator's page, each with the table that says the same."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.application.figure_course import Point
from tracker.application.figure_details import Details, Group
from tracker.application.language import translate
from tracker.domain.office import Office
from tracker.domain.percent import as_text, number_text, percentage, rounded
from tracker.domain.phrase import MONTHS
from tracker.web.charts.columns import Columns, Share, columns
from tracker.web.charts.course import CourseChart, course
from tracker.web.charts.rows import Bar, rows
from tracker.web.charts.scale import Value
from tracker.web.figure_words import point_name
from tracker.web.pages.figure_trend import value_of
from tracker.web.pages.reading import section_name

_SHORT = 3
"""Letters of a month's name on an axis."""


class Row(msgspec.Struct, frozen=True):
    """A line of a table: `text` is the percentage. `bar` only beside sections."""

    name: str
    held: int
    numerator: int
    denominator: int
    text: str
    bar: Bar | None = None


class PointRow(msgspec.Struct, frozen=True):
    """`numerator` and `denominator` None: a survey."""

    name: str
    numerator: int | None
    denominator: int | None
    text: str


class Charts(msgspec.Struct, frozen=True):
    """A drawing is None where it has nothing to show."""

    course: CourseChart | None
    points: tuple[PointRow, ...]
    months: Columns | None
    by_month: tuple[Row, ...]
    by_section: tuple[Row, ...]


def charts(found: Details, office: Office) -> Charts:
    months = [_row(group, _month(group)) for group in found.months]
    shares = [
        Share(section_name(office, group.key), group.numerator, group.denominator) for group in found.sections
    ]
    return Charts(
        course=_course(found.points, found.figure.target, found.figure.reading is not None),
        points=tuple(_point(point) for point in found.points if point.value is not None),
        months=columns([Share(_short(row.name), row.numerator, row.denominator) for row in months]),
        by_month=tuple(row for row in months if row.held),
        by_section=tuple(
            _row(group, bar.name, bar) for group, bar in zip(found.sections, rows(shares), strict=True)
        ),
    )


def _course(points: tuple[Point, ...], target: Decimal | None, monthly: bool) -> CourseChart | None:
    """One survey alone has no course."""
    if not monthly and len(points) < 2:
        return None
    values = [
        Value(translate(point_name(point)), point.value, translate(value_of(point)).removesuffix(" %"))
        for point in points
    ]
    names = [_short(name) for name in MONTHS] if monthly else [str(point.period.year) for point in points]
    return course(values, names, target)


def _point(point: Point) -> PointRow:
    name, counted = point_name(point), point.figure
    if counted is None:
        return PointRow(name, None, None, number_text(rounded(point.value or Fraction(0))))
    return PointRow(name, counted.numerator, counted.denominator, as_text(point.value))


def _row(group: Group, name: str, bar: Bar | None = None) -> Row:
    share = percentage(group.numerator, group.denominator)
    return Row(name, group.held, group.numerator, group.denominator, as_text(share), bar)


def _month(group: Group) -> str:
    return MONTHS[int(group.key or "1") - 1]


def _short(name: str) -> str:
    return translate(name)[:_SHORT]
