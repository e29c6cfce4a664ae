"""The nine elements (unsur) of the survey of public satisfaction, PermenPANRB 14/2017.

Keyed by code, never by position: the regulation lists pengaduan 8th and sarana 9th, most questionnaires the other way.
"""

from enum import StrEnum

import msgspec

from tracker.domain.phrase import say


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
    return (
        say("tidak {word}", word=word),
        say("kurang {word}", word=word),
        word,
        say("sangat {word}", word=word),
    )


ASKED: dict[Element, Asking] = {
    Element.PERSYARATAN: Asking(
        say("Persyaratan"), say("Kesesuaian persyaratan dengan jenis pelayanannya"), _graded(say("sesuai"))
    ),
    Element.PROSEDUR: Asking(
        say("Sistem, mekanisme, dan prosedur"), say("Kemudahan prosedur pelayanan"), _graded(say("mudah"))
    ),
    Element.WAKTU: Asking(
        say("Waktu penyelesaian"), say("Kecepatan waktu dalam memberikan pelayanan"), _graded(say("cepat"))
    ),
    Element.BIAYA: Asking(
        say("Biaya/tarif"),
        say("Kewajaran biaya/tarif dalam pelayanan"),
        (say("sangat mahal"), say("cukup mahal"), say("murah"), say("gratis")),
    ),
    Element.PRODUK: Asking(
        say("Produk spesifikasi jenis pelayanan"),
        say("Kesesuaian produk pelayanan dengan yang tercantum dalam standar pelayanan"),
        _graded(say("sesuai")),
    ),
    Element.KOMPETENSI: Asking(
        say("Kompetensi pelaksana"),
        say("Kompetensi/kemampuan petugas dalam pelayanan"),
        _graded(say("kompeten")),
    ),
    Element.PERILAKU: Asking(
        say("Perilaku pelaksana"),
        say("Perilaku petugas: kesopanan dan keramahan"),
        _graded(say("sopan dan ramah")),
    ),
    Element.PENGADUAN: Asking(
        say("Penanganan pengaduan, saran, dan masukan"),
        say("Penanganan pengaduan pengguna layanan"),
        (
            say("tidak ada"),
            say("ada tetapi tidak berfungsi"),
            say("berfungsi kurang maksimal"),
            say("dikelola dengan baik"),
        ),
    ),
    Element.SARANA: Asking(
        say("Sarana dan prasarana"),
        say("Kualitas sarana dan prasarana"),
        (say("buruk"), say("cukup"), say("baik"), say("sangat baik")),
    ),
}
