"""Which word stands in which record of an office: what a search reads, folded from titles and texts alone.

Two tables, the same in both stores. `search_word` says where a word stands, by office; `search_spelling` which words there
are, under everything that they may be mistyped as. A batch writes as many rows as the texts that it changed have words, and
reads only which of those words are known. Decision 27.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar
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

Place = tuple[str, str, str, UUID, int]
"""The key of `search_word`."""
Places = dict[Place, date]

_ASKED_AT_ONCE = 10_000


class _Changes:
    """What a batch does to the words: those places that are gone, those that came or moved to another day, all words met."""

    def __init__(self) -> None:
        self.gone: set[Place] = set()
        self.come: Places = {}
        self.met: set[str] = set()

    def follow(
        self, steps: list[Step[S]], places: Callable[[UUID, S], Places], same: Callable[[S, S], bool]
    ) -> None:
        for step in steps:
            if step.before is not None and same(step.before, step.after):
                continue
            was: Places = {} if step.before is None else places(step.subject, step.before)
            now = places(step.subject, step.after)
            for place in was.keys() - now.keys():
                self.come.pop(place, None)
                self.gone.add(place)
            for place, day in now.items():
                if was.get(place) != day:
                    self.come[place] = day
                    self.gone.discard(place)
                    self.met.add(place[2])


def fold(batch: Batch, write: Writer) -> None:
    """A state is copied field by field, so what stays is the same object: most steps go by at once."""
    changes = _Changes()
    changes.follow(batch.of(Coordination), _of_coordination, _same_coordination)
    changes.follow(batch.of(FollowUp), _of_follow_up, _same_follow_up)
    write.delete(word_at, list(changes.gone))
    write.upsert(word_at, [(*place, day) for place, day in changes.come.items()])
    if changes.met:
        known = _known(write.connection, list(changes.met))
        write.insert(spelling, [(key, word) for word in changes.met - known for key in keys(word)])


READ_MODEL = ReadModel("search", (word_at, spelling), fold)


def _of_coordination(id_: UUID, state: Coordination) -> Places:
    details, day = state.details, _day(state)
    found = _places(
        details.office,
        COORDINATION,
        id_,
        0,
        words(details.title, details.number, details.place, details.organiser),
        day,
    )
    for outcome in state.outcomes:
        if outcome.follow_up_id is None:
            found |= _places(details.office, OUTCOME, id_, outcome.ordinal, words(outcome.text), day)
    return found


def _of_follow_up(id_: UUID, state: FollowUp) -> Places:
    return _places(state.office, OUTCOME, id_, 0, words(state.text), state.agreed_on)


def _places(office: str, kind: str, subject: UUID, ordinal: int, found: Iterable[str], day: date) -> Places:
    return {(office, kind, word, subject, ordinal): day for word in found}


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
