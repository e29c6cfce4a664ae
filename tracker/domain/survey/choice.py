"""Which survey gives the figure of a period, and why the others do not."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from tracker.domain.period import Period
from tracker.domain.survey.survey import Status, Survey


class Why(StrEnum):
    SAME_PERIOD = "same_period"
    LATEST_WITHIN = "latest_within"
    WITHDRAWN = "withdrawn"
    NO_ANSWERS = "no_answers"
    UNANSWERED_ELEMENT = "unanswered_element"
    REPLACED = "replaced"


WHY_TEXT = {
    Why.SAME_PERIOD: "survei untuk periode ini sendiri",
    Why.LATEST_WITHIN: "survei terakhir di dalam periode ini",
    Why.WITHDRAWN: "ditarik, tidak dihitung",
    Why.NO_ANSWERS: "belum ada jawaban, tidak dihitung",
    Why.UNANSWERED_ELEMENT: "ada unsur tanpa jawaban, nilainya belum dapat dihitung",
    Why.REPLACED: "ada survei yang lebih tepat untuk periode ini",
}


class Considered(msgspec.Struct, frozen=True):
    survey: Survey
    counts: bool
    why: Why


def consider(surveys: Sequence[Survey], asked: Period) -> list[Considered]:
    """The surveys whose period lies within the one asked for: the one that counts, then the others, latest first.

    The survey of exactly these days counts, else the latest; of two of the same period the one that more people
    answered. One that has no index (yet) never counts.
    """
    within = [one for one in surveys if asked.first <= one.period.first <= one.period.last <= asked.last]
    ranked = sorted(within, key=lambda one: _rank(one, asked), reverse=True)
    chosen = next((one for one in ranked if _obstacle(one) is None), None)
    return [_considered(one, chosen, asked) for one in sorted(ranked, key=lambda one: one is not chosen)]


def _rank(one: Survey, asked: Period) -> tuple[bool, int, int, int, str]:
    last, first = one.period.last.toordinal(), one.period.first.toordinal()
    return _same(one, asked), last, first, one.score().respondents, one.name


def _considered(one: Survey, chosen: Survey | None, asked: Period) -> Considered:
    if one is chosen:
        return Considered(one, True, Why.SAME_PERIOD if _same(one, asked) else Why.LATEST_WITHIN)
    return Considered(one, False, _obstacle(one) or Why.REPLACED)


def _same(one: Survey, asked: Period) -> bool:
    return (one.period.first, one.period.last) == (asked.first, asked.last)


def _obstacle(survey: Survey) -> Why | None:
    if survey.status is Status.DITARIK:
        return Why.WITHDRAWN
    found = survey.score()
    if not found.respondents:
        return Why.NO_ANSWERS
    return Why.UNANSWERED_ELEMENT if found.ikm is None else None
