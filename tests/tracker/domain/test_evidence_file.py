"""Which files may be evidence, and what the log keeps of them."""

import hashlib
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support import evidence_files as files
from tests.support.given import stored
from tracker.domain.coordination import EvidenceAttached
from tracker.domain.errors import Refused
from tracker.domain.evidence import MAX_PIECES, Evidence, EvidenceType, check_evidence, check_pieces
from tracker.domain.evidence_file import (
    FIELD,
    MAX_FILE,
    MAX_NAME,
    PDF,
    EvidenceFile,
    check_file,
    identify,
)

DAY = date(2026, 3, 16)
SCAN = identify("Berita acara.pdf", files.PDF)
PIECE = Evidence(id=UUID(int=1), type=EvidenceType.BERITA_ACARA, dated_on=DAY, file=SCAN)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Berita acara.pdf", files.PDF),
        ("foto.jpg", files.JPEG),
        ("FOTO.JPEG", files.JPEG),
        ("papan.png", files.PNG),
        ("papan.webp", files.WEBP),
        ("SK Camat 188.45.docx", files.DOCX),
        ("daftar.xlsx", files.XLSX),
        ("undangan.odt", files.ODT),
    ],
)
def test_the_seven_types_are_known_by_name_and_bytes(name: str, content: bytes) -> None:
    file = identify(name, content)
    assert (file.name, file.size, file.sha256) == (name, len(content), hashlib.sha256(content).hexdigest())
    check_file(file)


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("laporan.pdf", files.PNG, "bukan PDF"),
        ("laporan.pdf", b"MZ\x90\x00 program", "bukan PDF"),
        ("foto.jpg", b"<html><script>alert(1)</script>", "bukan JPEG"),
        ("papan.webp", b"RIFF\x1a\x00\x00\x00WAVEfmt ", "bukan WebP"),
        ("daftar.xlsx", files.DOCX, "bukan XLSX"),
        ("surat.docx", files.XLSX, "bukan DOCX"),
        ("surat.docx", files.DOCX[:-30], "bukan DOCX"),
        ("surat.odt", files.DOCX, "bukan ODT"),
        ("arsip.zip", files.DOCX, "tidak diterima"),
        ("halaman.html", b"<html>", "tidak diterima"),
        ("gambar.svg", b"<svg/>", "tidak diterima"),
        ("laporan.pdf.exe", b"MZ", "tidak diterima"),
        ("laporan", files.PDF, "tidak diterima"),
        ("kosong.pdf", b"", "kosong"),
    ],
)
def test_bytes_that_are_not_what_the_name_says_are_refused(name: str, content: bytes, part: str) -> None:
    with pytest.raises(Refused, match=part) as refused:
        identify(name, content)
    assert refused.value.field == FIELD


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "surat.docx",
            files.zipped(
                ("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", "x")
            ),
        ),
        (
            "surat.odt",
            files.zipped(
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", ""),
                ("Basic/Standard/Module1.xml", ""),
            ),
        ),
    ],
)
def test_a_document_with_a_macro_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match="bukan"):
        identify(name, content)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\boot.pdf",
        "C:\\Users\\camat\\ba.pdf",
        "/ba.pdf",
        "ba\x00.pdf",
        "ba\r\nSet-Cookie: a.pdf",
        "ba\u202efdp.pdf",
        ".pdf",
        "",
        "  ",
        "..",
        "b" * MAX_NAME + ".pdf",
    ],
)
def test_a_name_with_a_path_or_letters_that_do_not_show_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        identify(name, files.PDF)
    assert refused.value.field == FIELD


def test_a_name_is_kept_in_composed_letters_so_that_two_machines_write_it_alike() -> None:
    assert identify(" Re\u0301sume\u0301.pdf ", files.PDF).name == "R\u00e9sum\u00e9.pdf"


def test_a_file_has_its_limit_to_the_byte() -> None:
    full = files.PDF + b"\n" * (MAX_FILE - len(files.PDF))
    assert identify("a.pdf", full).size == MAX_FILE
    with pytest.raises(Refused, match="10 MB"):
        identify("a.pdf", full + b"\n")


def test_a_type_that_the_sender_vouches_for_must_be_true() -> None:
    assert identify("a.pdf", files.PDF, "application/octet-stream").media_type == PDF
    with pytest.raises(Refused, match="dinyatakan sebagai PNG"):
        identify("a.pdf", files.PDF, "image/png")


@pytest.mark.parametrize(
    "broken",
    [
        replace(SCAN, name="../a.pdf"),
        replace(SCAN, name=" a.pdf"),
        replace(SCAN, media_type="text/html"),
        replace(SCAN, name="a.png"),
        replace(SCAN, sha256="AB" * 32),
        replace(SCAN, sha256="../../etc/passwd"),
        replace(SCAN, size=0),
        replace(SCAN, size=MAX_FILE + 1),
    ],
)
def test_no_event_names_a_file_that_could_not_have_been_accepted(broken: EvidenceFile) -> None:
    with pytest.raises(Refused):
        check_evidence(replace(PIECE, file=broken), DAY)


def test_a_report_names_each_file_once_and_has_no_more_pieces_than_can_be_looked_at() -> None:
    check_pieces((PIECE, replace(PIECE, file=None), replace(PIECE, file=None)), DAY)
    with pytest.raises(Refused, match="cukup sekali") as twice:
        check_pieces((PIECE, replace(PIECE, number="2")), DAY)
    assert twice.value.field == "evidence.1.file"
    with pytest.raises(Refused, match=f"Paling banyak {MAX_PIECES}"):
        check_pieces((replace(PIECE, file=None),) * (MAX_PIECES + 1), DAY)


def test_the_log_gives_the_file_back_as_it_was_named() -> None:
    event = EvidenceAttached(evidence=PIECE)
    assert stored(event) == event
