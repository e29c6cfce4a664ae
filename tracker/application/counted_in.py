"""Which indicators count one activity, by the same verdicts as their figures: said where it can still be corrected."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import directory
from tracker.application.figure_basis import basis_of, read_record, year_so_far
from tracker.application.figures import figure_of, reason_of, verdicts_of
from tracker.application.tracker import Tracker
from tracker.domain.indicator import Indicator


class Seen(msgspec.Struct, frozen=True):
    """An indicator that looks at the activity; `reason` says why it does or does not count it."""

    code: str
    name: str
    counted: bool
    reason: str


class CountedIn(msgspec.Struct, frozen=True):
    """`for_want_of_section`: no indicator looks at it, and one would if it were a section's."""

    seen: tuple[Seen, ...]
    for_want_of_section: bool

    @property
    def by(self) -> list[Seen]:
        return [one for one in self.seen if one.counted]


def counted_in(
    tracker: Tracker, connection: Connection, office: str, coordination_id: UUID, held_on: date, today: date
) -> CountedIn | None:
    """None where there is nothing to say: no indicator counts activities, or another body's activity."""
    question = year_so_far(office, held_on.year, today)
    record = read_record(tracker, connection, office, held_on.year, None, held_on=held_on)
    own = [fact for fact in record.facts if fact.id == coordination_id]
    basis = basis_of(msgspec.structs.replace(record, facts=own), question)
    answers = [
        answer for one in basis.indicators if (answer := figure_of(one, question, basis)).reading is not None
    ]
    if not own or own[0].withdrawn or not answers:
        return None
    seen = tuple(
        Seen(answer.indicator.code, answer.edition.label, verdict.counted, reason_of(verdict))
        for answer in answers
        for verdict in verdicts_of(answer, basis)
    )
    return CountedIn(
        seen,
        for_want_of_section=not seen
        and own[0].section is None
        and any(
            verdicts_of(
                answer,
                msgspec.structs.replace(basis, facts=[msgspec.structs.replace(own[0], section=section)]),
            )
            for answer in answers
            for section in answer.edition.scope.sections or ()
        ),
    )


def only_by_section(connection: Connection, office: str, year: int) -> bool:
    """Whether every indicator that counts activities looks at sections, so that what is the whole office's counts for none."""
    editions = [
        one.for_year(year) for one in directory.of_office(connection, office, (Indicator,)).every(Indicator)
    ]
    scopes = [edition.scope for edition in editions if edition.rule is not None]
    return bool(scopes) and all(scope.sections is not None for scope in scopes)
