"""Which survey gives the figure of a period, and why the others do not."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from tracker.domain.period import Period
from tracker.domain.phrase import say
from tracker.domain.survey.survey import LONG_AGO, Status, Survey


class Why(StrEnum):
    SAME_PERIOD = "same_period"
    SAME_PERIOD_OPEN = "same_period_open"
    LATEST_WITHIN = "latest_within"
    WITHDRAWN = "withdrawn"
    NO_ANSWERS = "no_answers"
    UNANSWERED_ELEMENT = "unanswered_element"
    STILL_OPEN = "still_open"
    NOT_CLOSED = "not_closed"
    CLOSED_LATER = "closed_later"
    OPENED_LATER = "opened_later"
    REPLACED = "replaced"


WHY_TEXT = {
    Why.SAME_PERIOD: say("survei untuk periode ini sendiri"),
    Why.SAME_PERIOD_OPEN: say("survei untuk periode ini sendiri, masih dibuka: nilainya masih dapat berubah"),
    Why.LATEST_WITHIN: say("survei terakhir yang sudah ditutup di dalam periode ini"),
    Why.WITHDRAWN: say("ditarik, tidak dihitung"),
    Why.NO_ANSWERS: say("belum ada jawaban, tidak dihitung"),
    Why.UNANSWERED_ELEMENT: say("ada unsur tanpa jawaban, nilainya belum dapat dihitung"),
    Why.STILL_OPEN: say("survei periode lain yang masih dibuka, tidak dihitung sampai ditutup"),
    Why.NOT_CLOSED: say("belum ditutup; yang sudah ditutup untuk periode yang sama didahulukan"),
    Why.CLOSED_LATER: say("survei lain untuk periode yang sama ditutup lebih dahulu"),
    Why.OPENED_LATER: say("survei lain untuk periode yang sama dibuka lebih dahulu"),
    Why.REPLACED: say("ada survei yang lebih tepat untuk periode ini"),
}


class Considered(msgspec.Struct, frozen=True):
    survey: Survey
    counts: bool
    why: Why


def consider(surveys: Sequence[Survey], asked: Period) -> list[Considered]:
    """The surveys whose period lies within the one asked for: the one that counts, then the others, latest first.

    The survey of exactly these days counts, else the latest that is finished: an open survey speaks for its own
    period alone. Of two of the same period the one that was closed first counts, and if none was closed, the one
    opened first: a later survey never takes the place of one that stands. One that has no index (yet) never counts.
    """
    within = [one for one in surveys if asked.first <= one.period.first <= one.period.last <= asked.last]
    ranked = sorted(within, key=lambda one: _rank(one, asked))
    chosen = next((one for one in ranked if _obstacle(one, asked) is None), None)
    return [_considered(one, chosen, asked) for one in sorted(ranked, key=lambda one: one is not chosen)]


def _rank(one: Survey, asked: Period) -> tuple[bool, int, int, bool, datetime, datetime, str]:
    """The first counts."""
    last, first = one.period.last.toordinal(), one.period.first.toordinal()
    closed_at = one.closed_at or LONG_AGO
    return not _same(one, asked), -last, -first, one.closed_at is None, closed_at, one.opened_at, one.name


def _considered(one: Survey, chosen: Survey | None, asked: Period) -> Considered:
    if one is chosen:
        own = Why.SAME_PERIOD if one.finished else Why.SAME_PERIOD_OPEN
        return Considered(one, True, own if _same(one, asked) else Why.LATEST_WITHIN)
    return Considered(one, False, _obstacle(one, asked) or _behind(one, chosen))


def _behind(one: Survey, chosen: Survey | None) -> Why:
    if chosen is None or not _same(one, chosen.period):
        return Why.REPLACED
    if chosen.closed_at is None:
        return Why.OPENED_LATER
    return Why.NOT_CLOSED if one.closed_at is None else Why.CLOSED_LATER


def _same(one: Survey, asked: Period) -> bool:
    return (one.period.first, one.period.last) == (asked.first, asked.last)


def _obstacle(survey: Survey, asked: Period) -> Why | None:
    if survey.status is Status.DITARIK:
        return Why.WITHDRAWN
    found = survey.score()
    if not found.respondents:
        return Why.NO_ANSWERS
    if found.ikm is None:
        return Why.UNANSWERED_ELEMENT
    return None if survey.finished or _same(survey, asked) else Why.STILL_OPEN
