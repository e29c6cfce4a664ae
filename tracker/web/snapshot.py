"""What a live update says: this year's figures with their texts and drawings, and what needs attention, as JSON."""

import msgspec

from tracker.application.actor import operator
from tracker.application.figure_basis import year_so_far
from tracker.application.figure_course import Course, courses
from tracker.application.figure_records import as_record
from tracker.application.language import translate
from tracker.application.tracker import Tracker
from tracker.domain.phrase import plain
from tracker.web.concerns import concerns
from tracker.web.pages.figure_card import card, grade_text, heard
from tracker.web.pages.figure_trend import trend


def snapshot(tracker: Tracker, office: str) -> str:
    """In the language that is spoken where it is asked for."""
    today = tracker.today(tracker.office(office))
    told = courses(tracker, operator("web"), year_so_far(office, today.year, today))
    with tracker.views.connect() as connection:
        waiting = concerns(connection, office, today)
    return msgspec.json.encode(
        {
            "position": max((one.figure.position for one in told), default=tracker.views.position()),
            "year": today.year,
            "figures": [as_record(one.figure) | _drawn(one) for one in told],
            "attention": {one.name: one.count for one in waiting},
            "first": {
                one.name: [
                    {"path": item.path, "text": translate(item.text), "note": translate(item.note)}
                    for item in one.first
                ]
                for one in waiting
            },
        },
        enc_hook=plain,
    ).decode()


def _drawn(told: Course) -> dict[str, object]:
    """Beside the record: what its card shows, as the page itself shows it."""
    shown, course = card(told.figure), trend(told)
    return {
        "text": translate(shown.text),
        "reported_text": None if shown.reported_text is None else translate(shown.reported_text),
        "aim": translate(shown.aim),
        "heard": heard(shown),
        "grade": grade_text(shown),
        "distance": shown.distance
        and {"text": translate(shown.distance.text), "reached": shown.distance.reached},
        "trend": course
        and {
            "line": course.spark.line,
            "area": course.spark.area,
            "dot": course.spark.dot,
            "described": course.described,
            "way": course.move.way,
            "text": translate(course.move.text),
        },
    }
