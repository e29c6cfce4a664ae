"""A figure and its explanation as JSON (CONTRACT, "Figures, as JSON"): the API, the command line and live updates."""

from projections.timeline import Entry
from tracker.application.figure_changes import Change, Changes
from tracker.application.figures import IndicatorFigure, Line
from tracker.application.survey_records import considered_record
from tracker.domain.counting import Figure, can_pass_hundred
from tracker.domain.indicator import Adoption
from tracker.domain.percent import as_json


def as_record(answer: IndicatorFigure) -> dict[str, object]:
    """The JSON of CONTRACT, "Figures, as JSON"."""
    how, figure = answer.reading, answer.figure
    return {
        "code": answer.indicator.code,
        "name": answer.edition.official_name,
        "rule": how.rule if how else None,
        "counts_from": how.counts_from if how else None,
        "cannot_follow_up": how.cannot_follow_up if how else None,
        "informational": how.informational if how else None,
        "period": answer.period.code or str(answer.period.year),
        "cumulative": answer.period.cumulative,
        "cut_off": answer.cut_off,
        "as_of": answer.as_of,
        "position": answer.position,
        "simulation": answer.simulation,
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "percentage": as_json(answer.value),
        "target": None if answer.target is None else f"{answer.target:.2f}",
        "achievement": None if answer.achievement is None else str(answer.achievement),
        "predicate": answer.predicate,
        "adopted": _adopted(answer.adoption),
        "can_pass_hundred": how is not None and can_pass_hundred(how.rule),
        "balance": _balance(figure) if figure else None,
        "reported_percentage": as_json(answer.reported.percentage) if answer.reported else None,
        "surveys": [considered_record(one) for one in answer.surveys],
    }


def line_record(line: Line) -> dict[str, object]:
    verdict = line.verdict
    return {
        "coordination": verdict.coordination_id,
        "number": line.number,
        "title": line.title,
        "held_on": verdict.held_on,
        "counted": verdict.counted,
        "fulfilled": verdict.fulfilled,
        "numerator": verdict.numerator,
        "denominator": verdict.denominator,
        "why": verdict.why,
        "reason": line.reason,
        "flags": [flag.value for flag in verdict.flags],
    }


def _adopted(adoption: Adoption | None) -> dict[str, object] | None:
    """The document by which the Camat signed the definition of that year; None: *belum ditetapkan*."""
    if adoption is None:
        return None
    return {
        "from_year": adoption.from_year,
        "document_number": adoption.document_number,
        "document_date": adoption.document_date,
    }


def _balance(figure: Figure) -> dict[str, object]:
    return {
        "held": figure.held,
        "counted": figure.counted,
        "informational": figure.informational,
        "unproven": figure.unproven,
        "outside_authority": figure.outside_authority,
        "withdrawn": figure.withdrawn,
        "not_due": figure.not_due,
        "flags": {flag.value: count for flag, count in figure.flags.items()},
    }


def changes_record(found: Changes) -> dict[str, object]:
    """The two figures, and what makes the difference between them."""
    return {
        "before": as_record(found.before),
        "after": as_record(found.after),
        "changes": [_change_record(change) for change in found.changes],
        "stated": [_entry_record(entry) for entry in found.stated],
    }


def _change_record(change: Change) -> dict[str, object]:
    difference = change.difference
    return {
        "coordination": difference.coordination_id,
        "number": change.number,
        "title": change.title,
        "course": difference.course,
        "numerator": difference.numerator,
        "denominator": difference.denominator,
        "before": change.before,
        "after": change.after,
        "events": [_entry_record(entry) for entry in change.events],
    }


def _entry_record(entry: Entry) -> dict[str, object]:
    return {
        "position": entry.position,
        "subject": entry.subject,
        "event": entry.topic,
        "recorded_at": entry.recorded_at,
        "occurred_on": entry.occurred_on,
        "actor": entry.actor,
        "reason": entry.reason,
    }
