"""Which word stands in which record of an office: what a search reads, folded from titles and texts alone.

Two tables, the same in both stores. `search_word` says where a word stands, by office; `search_spelling` which words there
are, under everything that they may be mistyped as. A batch writes as many rows as the texts that it changed have words, and
reads only which of those words are known. Decision 27.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Batch, ReadModel, Step, Writer
from projections.tables import CLUSTERED, END_OF_TIME, metadata
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.spelling import keys, words

S = TypeVar("S", Coordination, FollowUp)

COORDINATION, OUTCOME = "kegiatan", "hasil"
"""What is found: an activity by its title, number, place or organiser; an outcome, with its follow-up or informing only."""
KINDS = (COORDINATION, OUTCOME)

word_at = sa.Table(
    "search_word",
    metadata,
    sa.Column("office", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("word", sa.String, primary_key=True),
    sa.Column("subject", sa.Uuid, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, nullable=False),
    **CLUSTERED,
)
"""`subject` is the coordination, or of an outcome that needs follow-up the follow-up; `ordinal` that of an outcome which
only informs, else 0. `day`: on which it was held or is planned."""

spelling = sa.Table(
    "search_spelling",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("word", sa.String, primary_key=True),
    **CLUSTERED,
)
"""Of all offices together, and never shown: whether a word stands in an office, `search_word` says."""

Record = tuple[str, str, UUID, int]
"""What is found: its office, kind, subject and ordinal."""
Said = tuple[date, dict[str, None]]
"""The day of a record, and its words."""
Texts = dict[Record, Said]

_ASKED_AT_ONCE = 10_000


class _Changes:
    """What a batch does to the words: each record as it was before and as it is after, and all words met on the way."""

    def __init__(self) -> None:
        self._records: dict[Record, tuple[Said, Said]] = {}
        self.met: set[str] = set()

    def follow(
        self, steps: list[Step[S]], texts: Callable[[UUID, S], Texts], same: Callable[[S, S], bool]
    ) -> None:
        for step in steps:
            if step.before is not None and same(step.before, step.after):
                continue
            was: Texts = {} if step.before is None else texts(step.subject, step.before)
            now = texts(step.subject, step.after)
            for record in was | now:
                then, after = was.get(record, _NOTHING), now.get(record, _NOTHING)
                before, _ = self._records.get(record, (then, after))
                self._records[record] = (before, after)
                self.met.update(after[1].keys() - then[1])

    def rows(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """The keys that are gone, and the rows that came; a word that moved to another day goes and comes."""
        gone, come = [], []
        for (office, kind, subject, ordinal), ((day_then, then), (day, found)) in self._records.items():
            moved = day != day_then
            gone += [
                (office, kind, word, subject, ordinal) for word in (then if moved else then.keys() - found)
            ]
            come += [
                (office, kind, word, subject, ordinal, day)
                for word in (found if moved else found.keys() - then)
            ]
        return gone, come


_NOTHING: Said = (END_OF_TIME, {})


def fold(batch: Batch, write: Writer) -> None:
    """A state is copied field by field, so what stays is the same object: most steps go by at once."""
    changes = _Changes()
    changes.follow(batch.of(Coordination), _of_coordination, _same_coordination)
    changes.follow(batch.of(FollowUp), _of_follow_up, _same_follow_up)
    gone, come = changes.rows()
    write.delete(word_at, gone)
    write.insert(word_at, come)
    if changes.met:
        known = _known(write.connection, list(changes.met))
        write.insert(spelling, [(key, word) for word in changes.met - known for key in keys(word)])


READ_MODEL = ReadModel("search", (word_at, spelling), fold)


def _of_coordination(id_: UUID, state: Coordination) -> Texts:
    details, day = state.details, _day(state)
    office = details.office
    own = words(details.title, details.number, details.place, details.organiser)
    found: Texts = {(office, COORDINATION, id_, 0): (day, own)}
    for outcome in state.outcomes:
        if outcome.follow_up_id is None:
            found[office, OUTCOME, id_, outcome.ordinal] = (day, words(outcome.text))
    return found


def _of_follow_up(id_: UUID, state: FollowUp) -> Texts:
    return {(state.office, OUTCOME, id_, 0): (state.agreed_on, words(state.text))}


def _same_coordination(before: Coordination, after: Coordination) -> bool:
    same_day = _day(before) == _day(after)
    return same_day and before.details is after.details and before.outcomes is after.outcomes


def _same_follow_up(before: FollowUp, after: FollowUp) -> bool:
    return before.text is after.text and before.agreed_on == after.agreed_on


def _day(state: Coordination) -> date:
    return state.held_on or state.planned_on or END_OF_TIME


def _known(connection: Connection, met: Sequence[str]) -> set[str]:
    """Asked in pieces: a rebuild meets more words at once than a statement takes parameters."""
    known: set[str] = set()
    for start in range(0, len(met), _ASKED_AT_ONCE):
        known.update(connection.scalars(_KNOWN, {"words": met[start : start + _ASKED_AT_ONCE]}))
    return known


_KNOWN = sa.select(spelling.c.word).where(
    spelling.c.key.in_(sa.bindparam("words", expanding=True)), spelling.c.key == spelling.c.word
)
