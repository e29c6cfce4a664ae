"""Files of evidence: kept for an office, named by its log, given out to those who may read that log."""

from collections.abc import Iterator, Sequence
from random import Random

import msgspec
import sqlalchemy as sa

from projections import evidence
from tracker.application.actor import Actor
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.evidence_file import FIELD, EvidenceFile, identify, is_sha256
from tracker.store.files import FileAltered, FileMissing
from tracker.store.kept import attachment
from tracker.store.upsert import insert

SAMPLE = 100
"""How many files `check` reads in full, when it is not told to read them all."""


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """As it came in. `declared`: a media type that the sender vouches for, or empty."""

    name: str
    content: bytes
    declared: str = ""


def keep(tracker: Tracker, actor: Actor, office: str, upload: Upload) -> EvidenceFile:
    """Keeps the file for the office; it proves nothing until an event names it. The same content again gives the first
    name back.

    Raises Forbidden, NotFound, Refused (the field `evidence.file`), StoreFull.
    """
    require(actor, Action.ATTACH, office)
    file = identify(upload.name, upload.content, upload.declared)
    tracker.files.put(upload.content)
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(connection, attachment)
            .values(
                **msgspec.structs.asdict(file),
                office=office,
                uploaded_by=actor.username,
                uploaded_at=tracker.clock(),
            )
            .on_conflict_do_nothing()
        )
        kept = _indexed(connection, office, file.sha256)
    assert kept is not None
    return kept


def kept_file(tracker: Tracker, office: str, sha256: str | None, field: str = FIELD) -> EvidenceFile | None:
    """What the office keeps under that fingerprint; None for None. Raises Refused for one that it never uploaded."""
    if sha256 is None:
        return None
    with tracker.kept.connect() as connection:
        found = _indexed(connection, office, sha256) if is_sha256(sha256) else None
    if found is None:
        raise Refused("Berkas itu belum diunggah kecamatan ini; unggah dahulu.", field)
    return found


def fetch(tracker: Tracker, actor: Actor, sha256: str) -> tuple[EvidenceFile, bytes]:
    """The file with its content, for an account of an office whose log names it.

    Raises NotFound (also for what another office has), FileMissing, FileAltered, StoreUnavailable.
    """
    office = actor.office or ""
    require(actor, Action.VIEW, office)
    with tracker.kept.connect() as connection:
        file = _indexed(connection, office, sha256) if is_sha256(sha256) else None
    if file is None:
        raise NotFound("Berkas itu tidak ditemukan.")
    with tracker.views.connect() as views:
        if not evidence.is_named(views, office, sha256):
            raise NotFound("Berkas itu tidak ditemukan.")
    return file, tracker.files.read(sha256)


def damaged(tracker: Tracker, *, every: bool) -> Iterator[str]:
    """A line for each file that is missing, altered or unknown to the index; without `every`, of a sample.

    The sample is another one each day, so that in time all are read.
    """
    with tracker.kept.connect() as connection:
        columns = attachment.c
        rows = connection.execute(
            sa.select(columns.sha256, columns.office, columns.name).order_by(columns.sha256, columns.office)
        ).all()
    with tracker.views.connect() as views:
        unknown = evidence.named_files(views) - {(row.office, row.sha256) for row in rows}
    for office, sha256 in sorted(unknown):
        yield f"Log kecamatan {office} menyebut berkas {sha256[:12]}… yang tidak ada dalam daftar berkas. Pulihkan dari cadangan."
    for row in rows if every else _sample(rows, tracker.clock().toordinal()):
        try:
            tracker.files.read(row.sha256)
        except FileMissing:
            yield f"Berkas “{row.name}” ({row.sha256[:12]}…, kecamatan {row.office}) tidak ada. Pulihkan dari cadangan."
        except FileAltered:
            yield f"Berkas “{row.name}” ({row.sha256[:12]}…, kecamatan {row.office}) tidak sama dengan sidik jarinya. Pulihkan dari cadangan."


def _sample(rows: Sequence[sa.Row[str, str, str]], day: int) -> Sequence[sa.Row[str, str, str]]:
    return rows if len(rows) <= SAMPLE else Random(day).sample(rows, SAMPLE)  # noqa: S311 - nobody must not guess it


def _indexed(connection: sa.Connection, office: str, sha256: str) -> EvidenceFile | None:
    columns = attachment.c
    row = connection.execute(
        sa.select(columns.sha256, columns.name, columns.size, columns.media_type).where(
            columns.sha256 == sha256, columns.office == office
        )
    ).one_or_none()
    return None if row is None else EvidenceFile(**row._mapping)
