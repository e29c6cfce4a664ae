"""The file of a piece of evidence: what it may be, and what the log keeps of it. The bytes never enter the log.

The type is read from the name's ending and from the bytes, which must agree; what a browser declares is not trusted.
Nothing that a browser or an office machine would run is accepted: programs, HTML, SVG, documents with macros.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.phrase import say

MAX_FILE = 10 * 1024 * 1024
"""Bytes of one file: a scan of a dozen pages, a telephone's photograph."""

MAX_NAME = 150

FIELD = "evidence.file"

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

ENDINGS = {
    "pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG, "webp": WEBP, "docx": DOCX, "xlsx": XLSX, "odt": ODT,
}  # fmt: skip

MEDIA_NAMES = {
    PDF: "PDF", JPEG: "JPEG", PNG: "PNG", WEBP: "WebP", DOCX: "DOCX", XLSX: "XLSX", ODT: "ODT",
}  # fmt: skip

IMAGES = frozenset({JPEG, PNG, WEBP})
"""A browser shows these itself, and can run nothing in them."""

ACCEPTED = say("PDF, JPEG, PNG, WebP, DOCX, XLSX atau ODT")


class EvidenceFile(msgspec.Struct, frozen=True, kw_only=True):
    """`sha256` in small hexadecimal digits names the content; `size` in bytes."""

    sha256: str
    name: str
    size: int
    media_type: str


def identify(name: str, content: bytes, declared: str = "") -> EvidenceFile:
    """The file as the log will name it. `declared`: a media type that the sender vouches for, or empty.

    Raises Refused for a name with a path, an empty or too large file, or a type that is not accepted or not true.
    """
    name = _plain_name(name)
    media_type = ENDINGS.get(_ending(name))
    if media_type is None:
        raise Refused(
            say("Jenis berkas “{name}” tidak diterima; unggah {accepted}.", name=name, accepted=ACCEPTED),
            FIELD,
        )
    file = EvidenceFile(
        sha256=hashlib.sha256(content).hexdigest(), name=name, size=len(content), media_type=media_type
    )
    check_file(file)
    if declared in MEDIA_NAMES and declared != media_type:
        raise Refused(
            say(
                "“{name}” dinyatakan sebagai {declared}; samakan nama dan jenisnya.",
                name=name,
                declared=MEDIA_NAMES[declared],
            ),
            FIELD,
        )
    if not _SIGNATURES[media_type](content):
        raise Refused(
            say(
                "Isi “{name}” bukan {media_type} yang utuh; periksa berkasnya.",
                name=name,
                media_type=MEDIA_NAMES[media_type],
            ),
            FIELD,
        )
    return file


def check_file(file: EvidenceFile) -> None:
    """Raises Refused for what no file of evidence can be: it holds for every door, and for what is not yet read."""
    if file.name != _plain_name(file.name):
        raise Refused("Nama berkas memuat spasi di tepi atau huruf yang tidak baku; ganti namanya.", FIELD)
    if ENDINGS.get(_ending(file.name)) != file.media_type:
        raise Refused(
            say(
                "Jenis berkas “{file}” tidak diterima; unggah {accepted}.", file=file.name, accepted=ACCEPTED
            ),
            FIELD,
        )
    if not is_sha256(file.sha256):
        raise Refused("Sidik jari berkas harus 64 angka heksadesimal huruf kecil.", FIELD)
    if file.size < 1:
        raise Refused(say("Berkas “{file}” kosong.", file=file.name), FIELD)
    if file.size > MAX_FILE:
        raise too_large(file.name)


def too_large(name: str) -> Refused:
    return Refused(
        say(
            "Berkas “{name}” lebih dari {most} MB; perkecil atau bagi dahulu.",
            name=name,
            most=MAX_FILE // 1024 // 1024,
        ),
        FIELD,
    )


def is_sha256(text: str) -> bool:
    return _SHA256.fullmatch(text) is not None


_SHA256 = re.compile(r"[0-9a-f]{64}")


def _plain_name(name: str) -> str:
    """Composed letters, without a path or letters that do not show (they could disguise the ending)."""
    name = unicodedata.normalize("NFC", name).strip()
    if "/" in name or "\\" in name or any(unicodedata.category(letter).startswith("C") for letter in name):
        raise Refused("Nama berkas tidak boleh memuat folder atau huruf yang tidak tampak.", FIELD)
    if not name or name.startswith("."):
        raise Refused("Berkas itu tidak bernama; beri nama dahulu.", FIELD)
    if len(name) > MAX_NAME:
        raise Refused(say("Nama berkas paling panjang {most} huruf.", most=MAX_NAME), FIELD)
    return name


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _office_document(part: str) -> Callable[[bytes], bool]:
    """OOXML (ECMA-376): a ZIP whose main part is `part`. One that carries a macro is not what its name says."""

    def is_one(content: bytes) -> bool:
        names = _zip_names(content)
        return {"[Content_Types].xml", part} <= names and not any(
            name.lower().endswith("vbaproject.bin") for name in names
        )

    return is_one


def _open_document(content: bytes) -> bool:
    """ODF 1.3 part 2, 3.3: the first entry is `mimetype`, stored as it is. Basic macros live under `Basic/`."""
    first = b"mimetype" + ODT.encode()
    names = _zip_names(content)
    return (
        content[30 : 30 + len(first)] == first
        and "content.xml" in names
        and not any(name.startswith(("Basic/", "Scripts/")) for name in names)
    )


def _zip_names(content: bytes) -> frozenset[str]:
    """Nothing is unpacked: the directory alone is read."""
    if not content.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()


_SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    PDF: lambda content: content.startswith(b"%PDF-"),
    JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    WEBP: lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP",
    DOCX: _office_document("word/document.xml"),
    XLSX: _office_document("xl/workbook.xml"),
    ODT: _open_document,
}
