"""What of a page in English is still Indonesian, beside what people wrote themselves."""

import json
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tracker.application.published.sheet import COLUMNS
from tracker.domain.calendar import national_holidays
from tracker.domain.conventions import DEFAULT
from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import Trait

_INDONESIAN = re.compile(
    r"\b(yang|belum|tidak|dari|untuk|sudah|dengan|oleh|ini|itu|dahulu|sebelum|sesudah|hanya|harus|bukan|paling|kepada"
    r"|agar|bila|atau|dan|pada|isi|pilih|tanpa|dalam|lagi|semua|seluruh|sejak|menurut|setiap|hari|bulan|tahun"
    r"|kegiatan|pengingat|notulen|riwayat|bukti|simpan|keluaran|jabatan|penanggung|batas|kembali|laporan|survei|surat"
    r"|lihat|tambah|ubah|hapus|catat|hasil|rapat|capaian|selesai|terbuka|nama|tanggal|alasan|catatan|cari|masuk)\b"
    r"|\d,\d\d\b|\b0,\d|\b[1-9]\d{0,2}\.\d{3}\b",
    re.IGNORECASE,
)
"""A word, or a number with its marks: `81,04`, `0,111`, `1.783`."""
_COLUMNS = (", ".join(COLUMNS), *COLUMNS, ", ".join(Element), *Trait)
"""As they stand in files."""
_YEARS = range(2025, 2029)
_ALWAYS = ("Tindak Lanjut", "Bahasa Indonesia", "tidak-ada-yang-begini")
_READ_OUT = ("title", "aria-label", "placeholder", "alt", "aria-description")
_VOID = frozenset(
    {"input", "br", "meta", "link", "img", "hr", "use", "rect", "circle", "path", "line", "source"}
)
_INLINE = frozenset({"mark", "strong", "b", "em", "i"})
"""Stand within a text."""
_SHORTEST = 3


class Leftovers:
    """`own` are the texts that people typed: they stay as they are in every language, as names of holidays do."""

    def __init__(self, own: set[str]) -> None:
        holidays = {name for year in _YEARS for name in national_holidays(year).values()}
        ladder = {rung.word for rung in DEFAULT.ladder}
        self._own = sorted({*own, *holidays, *ladder, *_COLUMNS, *_ALWAYS}, key=len, reverse=True)

    def of(self, html: str) -> list[str]:
        reader = _Reader()
        reader.feed(html)
        return [text for text in reader.texts if self._is_left(text)]

    def _is_left(self, text: str) -> bool:
        if not _INDONESIAN.search(text):
            return False
        text = self._without_what_is_cut(text)
        for own in self._own:
            text = text.replace(own, "")
        return bool(_INDONESIAN.search(text))

    def _without_what_is_cut(self, text: str) -> str:
        """A title shows the beginning of what somebody typed."""
        before, cut, after = text.replace("…", "...").partition("...")
        if not cut:
            return text
        start = next((at for at in range(len(before)) if self._begins_one(before[at:])), len(before))
        return before[:start] + after

    def _begins_one(self, text: str) -> bool:
        return any(own.startswith(text) for own in self._own)


def typed_by_people(store: Path) -> set[str]:
    """Every text in the log of an SQLite store, with its lines one by one."""
    with sqlite3.connect(store) as connection:
        bodies = [json.loads(state) for (state,) in connection.execute("SELECT state FROM events")]
    texts = {line.strip() for body in bodies for text in _texts(body) for line in (text, *text.splitlines())}
    return {text for text in texts if len(text) >= _SHORTEST}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


class _Reader(HTMLParser):
    """Its texts outside `lang="id"`, script and style, each without the white space between words."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._within: list[bool] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE:
            return
        self._end_text()
        given = dict(attrs)
        silent = given.get("lang") == "id" or tag in {"script", "style", "code"}
        if not silent and not any(self._within):
            self.texts += [" ".join((given.get(name) or "").split()) for name in _READ_OUT]
        if tag not in _VOID:
            self._within.append(silent)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            return
        self._end_text()
        if tag not in _VOID and self._within:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._within):
            self._text += data

    def _end_text(self) -> None:
        self.texts.append(" ".join(self._text.split()))
        self._text = ""
