"""The header of a survey file: a column per element by its name, some of the respondent, none that tells who it was."""

import re

import msgspec

from tracker.application.register.problems import UnreadableRegister
from tracker.application.register.values import key_of, shortened
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


class Columns(msgspec.Struct, frozen=True):
    """Where each is found, counted from 0. `ignored` are the headers that nothing here is called."""

    width: int
    elements: dict[Element, int]
    traits: dict[Trait, int]
    suggestion: int | None
    ignored: tuple[str, ...]


def find_columns(header: list[str]) -> Columns:
    """Raises UnreadableRegister for a column that holds personal data, is there twice, or is missing."""
    elements: dict[Element, int] = {}
    traits: dict[Trait, int] = {}
    suggestion: int | None = None
    ignored = []
    for at, cell in enumerate(header):
        key = key_of(cell)
        if key in _ELEMENTS:
            _once(cell, _ELEMENTS[key] in elements)
            elements[_ELEMENTS[key]] = at
        elif key in _TRAITS:
            _once(cell, _TRAITS[key] in traits)
            traits[_TRAITS[key]] = at
        elif key in _SUGGESTIONS:
            _once(cell, suggestion is not None)
            suggestion = at
        elif not _PERSONAL.isdisjoint(key.split("_")):
            raise UnreadableRegister(
                f"Kolom “{shortened(cell)}” memuat data pribadi; indeks tidak memerlukannya. Hapus kolom itu, lalu impor lagi.",
                "file",
            )
        elif cell.strip():
            ignored.append(shortened(cell))
    _check_all(elements, header)
    return Columns(len(header), elements, traits, suggestion, tuple(ignored))


def _once(cell: str, found: bool) -> None:
    if found:
        raise UnreadableRegister(f"Kolom {shortened(cell)} ada dua kali; hapus salah satunya.", "file")


def _check_all(elements: dict[Element, int], header: list[str]) -> None:
    missing = [element.value for element in Element if element not in elements]
    if not missing:
        return
    numbered = [cell for cell in header if _BY_POSITION.fullmatch(key_of(cell))]
    if numbered:
        raise UnreadableRegister(
            f"Kolom {shortened(numbered[0])} tidak menyebut unsurnya, dan urutan unsur berbeda-beda;"
            f" beri judul {', '.join(Element)}.",
            "file",
        )
    raise UnreadableRegister(
        f"Kolom {', '.join(missing)} tidak ada; periksa judul kolom di baris pertama.", "file"
    )
