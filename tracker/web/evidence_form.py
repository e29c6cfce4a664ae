"""Evidence in a form: rows, each a document with its kind, number and date, and with any number of files.

A file is kept as soon as it arrives, and named in the form by its fingerprint: when something else in the form is
refused, nobody has to upload it again.
"""

from collections.abc import Iterable
from datetime import date

from tracker.application.actor import Actor
from tracker.application.evidence_files import Upload, keep, kept_file
from tracker.application.follow_ups import EvidenceInput
from tracker.application.tracker import Tracker
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.evidence_file import ENDINGS, MAX_FILE, EvidenceFile, is_sha256, too_large
from tracker.domain.phrase import say
from tracker.web.forms import Form

ROWS = 3
"""How many documents the form has room for; each may have several files."""

MAX_REQUEST = 30 * 1024 * 1024
"""Bytes of one sending, all its files together."""

ACCEPT = ",".join([*sorted(set(ENDINGS.values())), *(f".{ending}" for ending in ENDINGS)])
"""What the browser offers to choose from; a telephone adds its camera."""

KIND_NOTES = {
    EvidenceType.RAPAT_KOORDINASI: say(
        "notulen dan daftar hadir; membuktikan kegiatan, tetapi bukan keluaran"
    ),
    EvidenceType.DOKUMEN_LAPORAN: say(
        "laporan, surat, daftar, atau foto; membuktikan, dan dapat menjadi keluaran"
    ),
    EvidenceType.SK_CAMAT: say(
        "keputusan yang ditandatangani Camat; membuktikan, dan dapat menjadi keluaran"
    ),
    EvidenceType.REKOMENDASI: say(
        "rekomendasi Camat kepada pihak lain; membuktikan, dan dapat menjadi keluaran"
    ),
    EvidenceType.BERITA_ACARA: say(
        "berita acara yang ditandatangani para pihak; membuktikan, dan dapat menjadi keluaran"
    ),
}

_NO_DATE = say("Isi tanggal dokumen bukti.")


def pieces(
    tracker: Tracker, actor: Actor, form: Form, *, in_one_tap: bool = False
) -> tuple[list[EvidenceInput], list[int]]:
    """The pieces that the rows `evidence.0` … name, and the row of each: one for each file, or one without.

    A row where nothing was chosen is none; `in_one_tap`: nor is one with neither file nor number, since its kind stands in
    the form already. What cannot be read is named in the form.
    """
    found: list[EvidenceInput] = []
    rows: list[int] = []
    today = tracker.today(tracker.office(actor.office or ""))
    for row in range(ROWS):
        prefix = f"evidence.{row}"
        files = files_of(tracker, actor, form, prefix)
        fill_in_photo(form, prefix, today)
        if in_one_tap and not files and not form.value(f"{prefix}.number").strip():
            continue
        if not form.value(f"{prefix}.type"):
            if form.text(f"{prefix}.number") or files:
                form.errors[f"{prefix}.type"] = "Pilih jenis bukti, atau kosongkan nomor dan berkasnya."
                document_date(form, prefix, today, _NO_DATE)
            continue
        kind = form.evidence_type(f"{prefix}.type", "Pilih jenis bukti.")
        dated_on = document_date(form, prefix, today, _NO_DATE)
        number = form.text(f"{prefix}.number", limit=100)
        if dated_on is None:
            continue
        fingerprints: list[str | None] = [file.sha256 for file in files]
        for sha256 in fingerprints or [None]:
            found.append(EvidenceInput(type=kind, dated_on=dated_on, number=number, file=sha256))
            rows.append(row)
    return found, rows


def fill_in_photo(form: Form, prefix: str, today: date) -> None:
    """A photo taken now, with no other file beside it, is a document of today; what was chosen or typed stands."""
    if not form.files.get(f"{prefix}.photo") or form.files.get(f"{prefix}.file"):
        return
    if not form.value(f"{prefix}.type"):
        form.values[f"{prefix}.type"] = EvidenceType.DOKUMEN_LAPORAN
    if not form.value(f"{prefix}.dated_on").strip():
        form.values[f"{prefix}.dated_on"] = today.isoformat()


def document_date(form: Form, prefix: str, today: date, required: str) -> date | None:
    """The document's own day, which nobody fills in for the writer: a day that stands there already is not looked at.

    *Hari ini* is one tick away, without script too.
    """
    field = f"{prefix}.dated_on"
    if not form.ticked(f"{prefix}.today"):
        return form.day(field, required)
    typed = form.day(field)
    if typed not in {None, today}:
        form.errors[field] = "Tanggalnya terisi, dan “hari ini” dicentang; pilih salah satu."
    return today


def at_row(error: Refused, rows: list[int]) -> Refused:
    """The same answer, at the row of the form instead of the piece that the domain counted."""
    first, _, rest = error.field.removeprefix("evidence.").partition(".")
    if not error.field.startswith("evidence.") or not first.isdigit():
        return error
    return type(error)(error.message, f"evidence.{rows[int(first)]}.{rest}")


def files_of(tracker: Tracker, actor: Actor, form: Form, prefix: str) -> list[EvidenceFile]:
    """Those that the form already named and those that came with it; each stays named in the form."""
    found: dict[str, EvidenceFile] = {}
    field = f"{prefix}.file"
    office = actor.office or ""
    for name in list(form.values):
        sha256 = name.removeprefix(f"{prefix}.kept.")
        if name.startswith(f"{prefix}.kept.") and is_sha256(sha256):
            try:
                file = kept_file(tracker, office, sha256, field)
            except Refused as error:
                form.refuse(error)
                continue
            assert file is not None
            found[sha256] = file
    for upload in _uploads(form, prefix):
        try:
            file = keep(tracker, actor, office, upload)
        except Forbidden:
            raise
        except Refused as error:
            form.errors[field] = error.message
            continue
        found[file.sha256] = file
    form.kept[prefix] = tuple(found.values())
    return list(found.values())


def _uploads(form: Form, prefix: str) -> Iterable[Upload]:
    """One after the other, so that only one is held in memory. One that is too large is not read."""
    for one in (*form.files.get(f"{prefix}.photo", ()), *form.files.get(f"{prefix}.file", ())):
        if one.file.seek(0, 2) > MAX_FILE:
            form.errors[f"{prefix}.file"] = too_large(one.filename).message
            continue
        one.file.seek(0)
        yield Upload(name=one.filename, content=one.file.read())
