"""The course of a figure as its card draws it: a small line, and how it moved last."""

import msgspec

from tracker.application.figure_course import Course, Point
from tracker.application.language import _, translate
from tracker.domain.percent import as_text, number_text, rounded
from tracker.web.charts.scale import Value
from tracker.web.charts.sparkline import Sparkline, sparkline
from tracker.web.figure_words import Move, move, point_name

_MONTHS = 12


class Trend(msgspec.Struct, frozen=True):
    """`described` says what the line shows, in the reader's language."""

    spark: Sparkline
    move: Move
    described: str


def trend(course: Course) -> Trend | None:
    """None where no point has a number."""
    values = [
        Value(translate(point_name(point)), point.value, translate(value_of(point)))
        for point in course.points
    ]
    slots = _MONTHS if course.figure.reading else len(values)
    drawn, moved = sparkline(values, slots, course.figure.target), move(course.points)
    if drawn is None or moved is None or len(values) == slots == 1:
        return None
    return Trend(drawn, moved, _("Perjalanan angka: {described}", described=drawn.described))


def value_of(point: Point) -> str:
    if point.figure is not None:
        return as_text(point.value)
    return "n/a" if point.value is None else number_text(rounded(point.value))
