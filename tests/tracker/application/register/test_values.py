"""Cells of a register: forgiving in form, strict in meaning."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.application.register.values import read_kind, read_status, read_types, read_yes
from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Status


@given(st.text(max_size=30))
def test_any_other_text_is_refused_in_one_line_and_never_an_error(text: str) -> None:
    for read in (read_status, read_kind, read_types, read_yes):
        assert "\n" not in _refusal(read, text)


def _refusal(read: Callable[[str], object], text: str) -> str:
    """The message; empty where the text was understood."""
    try:
        read(text)
    except Refused as refused:
        return refused.message
    return ""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", Status.BELUM_DITINDAKLANJUTI),
        ("Belum", Status.BELUM_DITINDAKLANJUTI),
        ("PROSES", Status.DALAM_PROSES),
        ("dalam proses", Status.DALAM_PROSES),
        ("Selesai", Status.SELESAI),
        ("tidak_dapat_ditindaklanjuti", Status.TIDAK_DAPAT),
    ],
)
def test_a_status_has_its_everyday_words(text: str, status: Status) -> None:
    assert read_status(text) is status


def test_withdrawn_is_no_status_of_a_register() -> None:
    with pytest.raises(Refused, match="bukan status"):
        read_status("ditarik")


def test_yes_is_the_default() -> None:
    assert [read_yes(text) for text in ("", "Ya", "tidak", "TIDAK")] == [True, True, False, False]
    with pytest.raises(Refused, match="ya atau tidak"):
        read_yes("mungkin")


def test_kinds_of_evidence_are_joined_by_bars_and_named_once() -> None:
    types = read_types("Berita Acara | rapat_koordinasi|berita_acara|")
    assert types == (EvidenceType.RAPAT_KOORDINASI, EvidenceType.BERITA_ACARA)
    with pytest.raises(Refused, match="“foto”"):
        read_types("rapat_koordinasi|foto")


def test_a_kind_of_activity_is_known_by_code_and_name() -> None:
    assert read_kind("Rapat Koordinasi") == read_kind("rapat_koordinasi") == read_kind("Rakor")
    with pytest.raises(Refused, match="bukan jenis kegiatan"):
        read_kind("pesta")
