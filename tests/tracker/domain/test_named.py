"""Whom the words in a field mean: enough of a name is a name, and nothing is guessed between two."""

from datetime import date
from uuid import UUID

import pytest

from tracker.domain.errors import NotFound
from tracker.domain.named import named
from tracker.domain.office import (
    BodyAdded,
    Office,
    OfficeRegistered,
    PersonAdded,
    PositionAdded,
    PositionHeld,
    Standing,
    evolve,
)
from tracker.domain.role import Rank

TODAY = date(2026, 11, 18)
FAUZAN = UUID(int=1)


@pytest.fixture
def office() -> Office:
    state: Office | None = None
    for event in (
        OfficeRegistered(code="1", name="Kecamatan Uji", regency="Uji", zone="Asia/Jakarta"),
        PositionAdded(code="sekcam", title="Sekretaris Kecamatan", rank=Rank.SEKCAM),
        PositionAdded(code="kasi_pemerintahan", title="Kasi Pemerintahan", rank=Rank.KASI),
        PositionAdded(code="kasi_pmks", title="Kepala Seksi Pemberdayaan", rank=Rank.KASI),
        PersonAdded(person_id=FAUZAN, name="Moh. Fauzan Hamidi, S.STP."),
        PositionHeld(position="kasi_pemerintahan", person_id=FAUZAN, since=date(2026, 1, 1)),
        BodyAdded(code="kepala_desa_cumedak", name="Kepala Desa Cumedak"),
        BodyAdded(code="kepala_desa_cumedak_baru", name="Kepala Desa Cumedak Baru"),
        BodyAdded(code="danramil", name="Danramil"),
    ):
        state = evolve(state, event)
    assert state is not None
    return state


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kasi Pemerintahan", "kasi_pemerintahan"),
        ("  kasi   pemer", "kasi_pemerintahan"),
        ("pemerintahn", "kasi_pemerintahan"),
        ("kasi pember", "kasi_pmks"),
        ("sekcam", "sekcam"),
        ("fauzan", "kasi_pemerintahan"),
        ("kades cumedak baru", "kepala_desa_cumedak_baru"),
        ("Kepala Desa Cumedak", "kepala_desa_cumedak"),
        ("danramill", "danramil"),
    ],
)
def test_enough_of_a_name_is_a_name(office: Office, text: str, code: str) -> None:
    assert named(office, text, TODAY).code == code


def test_whoever_acts_in_a_second_position_is_asked_which(office: Office) -> None:
    acting = PositionHeld(
        position="sekcam", person_id=FAUZAN, since=date(2026, 11, 1), standing=Standing.PLT, until=TODAY
    )
    both = evolve(office, acting)
    for name in ("Moh. Fauzan Hamidi, S.STP.", "moh fauzan hamidi s stp", "fauzan"):
        with pytest.raises(NotFound, match="bisa berarti Sekretaris Kecamatan, Kasi Pemerintahan; tulis"):
            named(both, name, TODAY)
    assert named(both, "Moh. Fauzan Hamidi, S.STP.", date(2026, 11, 19)).code == "kasi_pemerintahan"
    assert named(both, "Kasi Pemerintahan", TODAY).code == "kasi_pemerintahan"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kasi", "“kasi” bisa berarti Kasi Pemerintahan, Kepala Seksi Pemberdayaan; tulis lebih lengkap."),
        ("cumedak", "“cumedak” bisa berarti Kepala Desa Cumedak, Kepala Desa Cumedak Baru"),
        ("lurah", "“lurah” bukan jabatan, pejabat, atau pihak yang dikenal; pilih dari daftar."),
        ("...", "“...” bukan jabatan"),
    ],
)
def test_nothing_is_guessed(office: Office, text: str, told: str) -> None:
    with pytest.raises(NotFound) as refused:
        named(office, text, TODAY)
    assert refused.value.message.startswith(told)
