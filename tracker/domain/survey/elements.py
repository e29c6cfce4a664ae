"""The nine elements (unsur) of the survey of public satisfaction, PermenPANRB 14/2017.

Keyed by code, never by position: the regulation lists pengaduan 8th and sarana 9th, most questionnaires the other way.
"""

from enum import StrEnum

import msgspec


class Element(StrEnum):
    PERSYARATAN = "persyaratan"
    PROSEDUR = "prosedur"
    WAKTU = "waktu"
    BIAYA = "biaya"
    PRODUK = "produk"
    KOMPETENSI = "kompetensi"
    PERILAKU = "perilaku"
    PENGADUAN = "pengaduan"
    SARANA = "sarana"


class Asking(msgspec.Struct, frozen=True):
    """What a respondent reads: the element's name, the question, and the labels of the answers 1–4, 1 the worst."""

    name: str
    question: str
    answers: tuple[str, str, str, str]


def _graded(word: str) -> tuple[str, str, str, str]:
    return f"tidak {word}", f"kurang {word}", word, f"sangat {word}"


ASKED: dict[Element, Asking] = {
    Element.PERSYARATAN: Asking(
        "Persyaratan", "Kesesuaian persyaratan dengan jenis pelayanannya", _graded("sesuai")
    ),
    Element.PROSEDUR: Asking(
        "Sistem, mekanisme, dan prosedur", "Kemudahan prosedur pelayanan", _graded("mudah")
    ),
    Element.WAKTU: Asking(
        "Waktu penyelesaian", "Kecepatan waktu dalam memberikan pelayanan", _graded("cepat")
    ),
    Element.BIAYA: Asking(
        "Biaya/tarif",
        "Kewajaran biaya/tarif dalam pelayanan",
        ("sangat mahal", "cukup mahal", "murah", "gratis"),
    ),
    Element.PRODUK: Asking(
        "Produk spesifikasi jenis pelayanan",
        "Kesesuaian produk pelayanan dengan yang tercantum dalam standar pelayanan",
        _graded("sesuai"),
    ),
    Element.KOMPETENSI: Asking(
        "Kompetensi pelaksana", "Kompetensi/kemampuan petugas dalam pelayanan", _graded("kompeten")
    ),
    Element.PERILAKU: Asking(
        "Perilaku pelaksana",
        "Perilaku petugas: kesopanan dan keramahan",
        _graded("sopan dan ramah"),
    ),
    Element.PENGADUAN: Asking(
        "Penanganan pengaduan, saran, dan masukan",
        "Penanganan pengaduan pengguna layanan",
        ("tidak ada", "ada tetapi tidak berfungsi", "berfungsi kurang maksimal", "dikelola dengan baik"),
    ),
    Element.SARANA: Asking(
        "Sarana dan prasarana", "Kualitas sarana dan prasarana", ("buruk", "cukup", "baik", "sangat baik")
    ),
}
