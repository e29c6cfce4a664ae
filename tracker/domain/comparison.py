"""Why a figure changed between two readings of the record: which coordinations entered, left, were fulfilled, fell back.

Only verdicts are compared, so the changes explain the difference of the two figures to the last count.
"""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

import msgspec

from tracker.domain.counting import Verdict
from tracker.domain.phrase import say


class Course(StrEnum):
    """What became of a coordination within the figure.

    `resized`: as many of its outcomes are followed up as before, but more or fewer are judged (rules per result).
    """

    ENTERED = "entered"
    LEFT = "left"
    FULFILLED = "fulfilled"
    FELL_BACK = "fell_back"
    RESIZED = "resized"


COURSE_NAMES = {
    Course.ENTERED: say("masuk hitungan"),
    Course.LEFT: say("keluar dari hitungan"),
    Course.FULFILLED: say("menjadi ditindaklanjuti"),
    Course.FELL_BACK: say("mundur"),
    Course.RESIZED: say("jumlah hasil yang dinilai berubah"),
}


class Difference(msgspec.Struct, frozen=True):
    """None: the coordination was not looked at, before or after."""

    course: Course
    before: Verdict | None
    after: Verdict | None

    @property
    def coordination_id(self) -> UUID:
        verdict = self.after or self.before
        assert verdict is not None
        return verdict.coordination_id

    @property
    def numerator(self) -> int:
        """What it adds to the difference of the two numerators."""
        return _numerator(self.after) - _numerator(self.before)

    @property
    def denominator(self) -> int:
        """What it adds to the difference of the two denominators."""
        return _denominator(self.after) - _denominator(self.before)


def differences(before: Iterable[Verdict], after: Iterable[Verdict]) -> list[Difference]:
    """One for each coordination that counts otherwise than before; by the order of `after`, what left at the end."""
    earlier = {verdict.coordination_id: verdict for verdict in before}
    pairs = [(earlier.pop(verdict.coordination_id, None), verdict) for verdict in after]
    found = [_difference(was, verdict) for was, verdict in pairs]
    found += [_difference(was, None) for was in earlier.values()]
    return [one for one in found if one is not None]


def is_other(before: Verdict | None, after: Verdict | None) -> bool:
    """Whether it adds anything else to the figure."""
    return (_numerator(before), _denominator(before)) != (_numerator(after), _denominator(after))


def _difference(before: Verdict | None, after: Verdict | None) -> Difference | None:
    if not is_other(before, after):
        return None
    return Difference(_course(before, after), before, after)


def _course(before: Verdict | None, after: Verdict | None) -> Course:
    if not _denominator(before):
        return Course.ENTERED
    if not _denominator(after):
        return Course.LEFT
    if _numerator(after) != _numerator(before):
        return Course.FULFILLED if _numerator(after) > _numerator(before) else Course.FELL_BACK
    return Course.RESIZED


def _numerator(verdict: Verdict | None) -> int:
    return 0 if verdict is None else verdict.numerator


def _denominator(verdict: Verdict | None) -> int:
    return 0 if verdict is None else verdict.denominator
