"""The header of a survey file: a column per element by its name, some of the respondent, none that tells who it was."""

import re

from tracker.application.table_file.columns import Columns, check_all, place
from tracker.application.table_file.kind import Kind
from tracker.application.table_file.names import key_of, shortened
from tracker.application.table_file.problems import UnreadableFile
from tracker.domain.phrase import say
from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import Trait

SUGGESTION = "saran"

_ELEMENTS: dict[str, Element] = {element.value: element for element in Element} | {
    "sistem_mekanisme_dan_prosedur": Element.PROSEDUR,
    "sistem_mekanisme_prosedur": Element.PROSEDUR,
    "waktu_penyelesaian": Element.WAKTU,
    "waktu_pelayanan": Element.WAKTU,
    "tarif": Element.BIAYA,
    "biaya_tarif": Element.BIAYA,
    "produk_layanan": Element.PRODUK,
    "produk_spesifikasi_jenis_pelayanan": Element.PRODUK,
    "kompetensi_pelaksana": Element.KOMPETENSI,
    "perilaku_pelaksana": Element.PERILAKU,
    "penanganan_pengaduan": Element.PENGADUAN,
    "penanganan_pengaduan_saran_dan_masukan": Element.PENGADUAN,
    "sarana_prasarana": Element.SARANA,
    "sarana_dan_prasarana": Element.SARANA,
}
_TRAITS: dict[str, Trait] = {trait.value: trait for trait in Trait} | {
    "usia": Trait.UMUR,
    "jk": Trait.JENIS_KELAMIN,
    "l_p": Trait.JENIS_KELAMIN,
    "kelamin": Trait.JENIS_KELAMIN,
    "pendidikan_terakhir": Trait.PENDIDIKAN,
    "pekerjaan_utama": Trait.PEKERJAAN,
    "jenis_layanan": Trait.LAYANAN,
    "nama_layanan": Trait.LAYANAN,
    "jenis_pelayanan": Trait.LAYANAN,
    "layanan_yang_diterima": Trait.LAYANAN,
    "tanggal_survei": Trait.TANGGAL,
    "tanggal_mengisi": Trait.TANGGAL,
}
_SUGGESTIONS = frozenset(
    {SUGGESTION, "saran_masukan", "saran_dan_masukan", "kritik_saran", "kritik_dan_saran"}
)
_PERSONAL = frozenset(
    {
        "nama", "name", "telepon", "telpon", "telp", "tlp", "hp", "handphone", "ponsel", "wa", "whatsapp", "nik",
        "ktp", "kk", "npwp", "alamat", "email", "surel", "kontak", "phone", "tandatangan", "paraf",
    }
)  # fmt: skip
_BY_POSITION = re.compile(r"(?:u|unsur|q|p|pertanyaan)_?\d{1,2}")


def _column_of(header: str) -> str | None:
    key = key_of(header)
    return SUGGESTION if key in _SUGGESTIONS else _ELEMENTS.get(key) or _TRAITS.get(key)


def _find(header: list[str]) -> Columns:
    """Raises UnreadableFile for a column that holds personal data, is there twice, or is missing."""
    for cell in header:
        if _column_of(cell) is None and not _PERSONAL.isdisjoint(key_of(cell).split("_")):
            raise UnreadableFile(
                say(
                    "Kolom “{cell}” memuat data pribadi; indeks tidak memerlukannya. Hapus kolom itu, lalu impor lagi.",
                    cell=shortened(cell),
                )
            )
    columns = place(header, _column_of)
    numbered = [cell for cell in header if _BY_POSITION.fullmatch(key_of(cell))]
    if numbered and not {*Element} <= columns.places.keys():
        raise UnreadableFile(
            say(
                "Kolom {numbered} tidak menyebut unsurnya, dan urutan unsur berbeda-beda; beri judul {elements}.",
                numbered=shortened(numbered[0]),
                elements=", ".join(Element),
            )
        )
    check_all(columns, Element)
    return columns


KIND = Kind(
    name="jawaban survei",
    max_bytes=8 * 1024 * 1024,
    max_rows=6_000,
    required=tuple(Element),
    column_of=_column_of,
    find=_find,
    days=frozenset({Trait.TANGGAL}),
    per_row=frozenset(Element),
    row="responden",
)
