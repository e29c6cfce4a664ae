"""A word is found however it was typed, and not by one that only looks a little like it."""

import pytest

from tracker.domain.spelling import (
    BEGINS,
    ONE_SLIP,
    SAME,
    SAME_STEM,
    SHORTENED,
    TWO_SLIPS,
    around,
    folded,
    keys,
    likeness,
    marked,
    words,
)

ALIKE = [
    ("Trantibum", "trantibum", SAME),
    ("kordinasi", "koordinasi", SAME),
    ("Djember", "Jember", SAME),
    ("Soekarno", "Sukarno", SAME),
    ("Tjipto", "Cipto", SAME),
    ("Nopember", "November", SAME),
    ("ijin", "izin", SAME),
    ("masarakat", "masyarakat", SAME),
    ("Guciallit", "Gucialit", SAME),
    ("pendataan", "mendata", SAME_STEM),
    ("penataan", "menata", SAME_STEM),
    ("memberdayakan", "pemberdayaan", SAME_STEM),
    ("menggunakan", "pengguna", SAME_STEM),
    ("bersih", "kebersihan", SAME_STEM),
    ("saluran", "penyaluran", SAME_STEM),
    ("pemberd", "pemberdayaan", BEGINS),
    ("tindak", "ditindaklanjuti", BEGINS),
    ("bnajir", "banjir", ONE_SLIP),
    ("trantbum", "trantibum", ONE_SLIP),
    ("fasilitad", "fasilitas", ONE_SLIP),
    ("kependudakn", "kependudukan", TWO_SLIPS),
    ("rpt", "rapat", SHORTENED),
    ("kgtn", "kegiatan", SHORTENED),
]
UNLIKE = [
    ("surat", "taras"),
    ("123", "124"),
    ("2025", "2026"),
    ("rt", "rw"),
    ("ktp", "kk"),
    ("banjir", "jalan"),
]


@pytest.mark.parametrize(("asked", "stands", "like"), ALIKE)
def test_however_it_was_typed(asked: str, stands: str, like: int) -> None:
    assert likeness(folded(asked), folded(stands)) == like


@pytest.mark.parametrize(("asked", "stands", "like"), [one for one in ALIKE if one[2] != BEGINS])
def test_words_that_are_alike_share_a_key_by_which_one_finds_the_other(
    asked: str, stands: str, like: int
) -> None:
    assert keys(folded(asked)) & keys(folded(stands))


@pytest.mark.parametrize(("asked", "other"), UNLIKE)
def test_numbers_and_short_words_are_only_themselves(asked: str, other: str) -> None:
    assert likeness(folded(asked), folded(other)) == 0


def test_what_everybody_writes_is_not_looked_for() -> None:
    assert list(words("Rapat dan pembinaan di Desa Cumedak, rapat ke-2", None, "005/12")) == [
        "rapat",
        "pembinaan",
        "desa",
        "cumedak",
        "2",
        "005",
        "12",
    ]


def test_a_word_without_end_is_compared_by_its_beginning() -> None:
    (word,) = words("a1" * 5000)
    assert len(word) == 40
    assert all(len(key) <= 40 for key in keys(folded("ab" * 5000)))


def test_the_words_found_are_marked_as_they_were_written() -> None:
    assert marked("Rapat TRANTIBUM, Desa", {"trantibum", "desa"}) == [
        ("Rapat ", False),
        ("TRANTIBUM", True),
        (", ", False),
        ("Desa", True),
    ]
    assert marked("", {"desa"}) == []


def test_a_long_text_is_cut_around_the_first_word_found() -> None:
    text = " ".join(["kata"] * 60 + ["banjir"] + ["kata"] * 60)
    shown = around(text, {"banjir"}, 80)
    assert "banjir" in shown
    assert len(shown) <= 84
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert around("pendek saja", {"banjir"}, 80) == "pendek saja"
