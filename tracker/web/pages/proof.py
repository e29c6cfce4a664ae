"""A record's evidence as its page shows it: with its file, and with what a careful reader should know of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import evidence, states
from tracker.domain.evidence import Evidence
from tracker.domain.follow_up import FollowUp


class Proof(msgspec.Struct, frozen=True):
    """`others`: the follow-ups, with their text, that the same file proves too. `older` than its coordination."""

    piece: Evidence
    others: tuple[tuple[UUID, str], ...]
    older: bool


def proofs(
    connection: Connection, office: str, subject: UUID, pieces: Iterable[Evidence], held_on: date | None
) -> list[Proof]:
    """Two queries, however many pieces there are."""
    pieces = list(pieces)
    shared = evidence.also_proven(
        connection, office, [piece.file.sha256 for piece in pieces if piece.file], subject
    )
    texts = {
        id_: kept.state.text
        for id_, kept in states.load(connection, {id_ for ids in shared.values() for id_ in ids}).items()
        if isinstance(kept.state, FollowUp)
    }
    return [
        Proof(
            piece,
            tuple((id_, texts[id_]) for id_ in shared.get(piece.file.sha256, ()))
            if piece.file is not None
            else (),
            held_on is not None and piece.dated_on < held_on,
        )
        for piece in pieces
    ]
