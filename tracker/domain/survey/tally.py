"""Answers, and what is counted of them. A tally is all that an index needs: rows are added, and taken away again."""

from collections.abc import Iterable, Mapping
from typing import cast

import msgspec

from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import Profile, Trait

Answers = dict[Element, int]
"""Only the answers given; each 1–4."""

FourCounts = tuple[int, int, int, int]
"""How often each of the answers 1, 2, 3 and 4 was given."""

_NONE: FourCounts = (0, 0, 0, 0)


class Response(msgspec.Struct, frozen=True):
    """One filled form."""

    answers: Answers
    profile: Profile = msgspec.field(default_factory=dict)


class Tally(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`incomplete` forms left at least one element unanswered. `profile` counts days by month."""

    respondents: int = 0
    incomplete: int = 0
    given: dict[Element, FourCounts] = msgspec.field(default_factory=dict)
    profile: dict[Trait, dict[str, int]] = msgspec.field(default_factory=dict)

    def answers(self, element: Element) -> int:
        return sum(self.given.get(element, _NONE))

    def total(self, element: Element) -> int:
        """The sum of the answers."""
        return sum(answer * often for answer, often in enumerate(self.given.get(element, _NONE), start=1))


def count(responses: Iterable[Response]) -> Tally:
    respondents = incomplete = 0
    given = {element: [0, 0, 0, 0] for element in Element}
    profile: dict[Trait, dict[str, int]] = {}
    for response in responses:
        respondents += 1
        incomplete += len(response.answers) < len(Element)
        for element, answer in response.answers.items():
            given[element][answer - 1] += 1
        for trait, value in response.profile.items():
            groups = profile.setdefault(trait, {})
            group = value[:7] if trait is Trait.TANGGAL else value
            groups[group] = groups.get(group, 0) + 1
    return Tally(
        respondents=respondents,
        incomplete=incomplete,
        given={element: _four(counts) for element, counts in given.items() if any(counts)},
        profile=profile,
    )


def plus(one: Tally, other: Tally) -> Tally:
    return _combined(one, other, 1)


def minus(one: Tally, other: Tally) -> Tally:
    """What remains when forms that were counted are taken away."""
    return _combined(one, other, -1)


def _combined(one: Tally, other: Tally, sign: int) -> Tally:
    given = {
        element: _four([a + sign * b for a, b in zip(one.given.get(element, _NONE), counts, strict=True)])
        for element, counts in other.given.items()
    }
    profile = {
        trait: _groups(one.profile.get(trait, {}), groups, sign) for trait, groups in other.profile.items()
    }
    return Tally(
        respondents=one.respondents + sign * other.respondents,
        incomplete=one.incomplete + sign * other.incomplete,
        given={element: counts for element, counts in (one.given | given).items() if any(counts)},
        profile={trait: groups for trait, groups in (one.profile | profile).items() if groups},
    )


def _groups(one: Mapping[str, int], other: Mapping[str, int], sign: int) -> dict[str, int]:
    combined = dict(one) | {group: one.get(group, 0) + sign * often for group, often in other.items()}
    return {group: often for group, often in combined.items() if often}


def _four(counts: list[int]) -> FourCounts:
    return cast("FourCounts", tuple(counts))
