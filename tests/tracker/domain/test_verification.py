"""Who verifies whom (DOMAIN section 5): the Kasi, and upward from there."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.given import given
from tracker.domain.in_charge import InCharge
from tracker.domain.office import (
    Office,
    OfficeRegistered,
    PersonAdded,
    PositionAdded,
    PositionHeld,
    SectionAdded,
    evolve,
)
from tracker.domain.role import Rank
from tracker.domain.verification import (
    extending_position,
    giving_up_position,
    section_head,
    verifying_position,
    workers,
)

DAY = date(2022, 1, 3)
POSITIONS = (
    ("camat", Rank.CAMAT, None),
    ("sekcam", Rank.SEKCAM, None),
    ("kasi_pmks", Rank.KASI, "pmks"),
    ("kasubbag_umum", Rank.KASUBBAG, "umum"),
    ("staf_pmks", Rank.STAF, "pmks"),
)
PERSON = {code: UUID(int=number) for number, (code, _, _) in enumerate(POSITIONS, start=1)}


def office(*vacant: str) -> Office:
    return given(
        evolve,
        OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta"),
        SectionAdded(code="pmks", name="Pemberdayaan"),
        SectionAdded(code="umum", name="Umum", kind="subbagian"),
        *(PositionAdded(code=code, title=code, rank=rank, section=s) for code, rank, s in POSITIONS),
        *(PersonAdded(person_id=person, name=code) for code, person in PERSON.items()),
        *(
            PositionHeld(position=code, person_id=person, since=DAY)
            for code, person in PERSON.items()
            if code not in vacant
        ),
    ).state


def verifier(
    in_charge: str | None, *, section: str | None = "pmks", vacant: tuple[str, ...] = (), excluded: str = ""
) -> str | None:
    found = verifying_position(
        office(*vacant),
        section=section,
        in_charge=InCharge("position", in_charge, in_charge) if in_charge else None,
        excluded={PERSON[excluded]} if excluded else set(),
        day=DAY,
    )
    return found.code if found else None


@pytest.mark.parametrize(
    ("in_charge", "expected"),
    [
        ("staf_pmks", "kasi_pmks"),
        (None, "kasi_pmks"),
        ("kasi_pmks", "sekcam"),
        ("kasubbag_umum", "sekcam"),
        ("sekcam", "camat"),
        ("camat", "sekcam"),
    ],
)
def test_each_is_verified_by_the_one_above(in_charge: str | None, expected: str) -> None:
    assert verifier(in_charge) == expected


def test_a_body_is_verified_by_the_head_of_the_section() -> None:
    village = InCharge("body", "kades", "Kepala Desa")
    found = verifying_position(office(), section="pmks", in_charge=village, excluded=set(), day=DAY)
    assert found is not None
    assert found.code == "kasi_pmks"


def test_a_subbagian_is_headed_by_its_kasubbag() -> None:
    assert verifier("staf_pmks", section="umum") == "kasubbag_umum"
    assert section_head(office(), None) is None


def test_without_a_section_the_sekcam_verifies() -> None:
    assert verifier("staf_pmks", section=None) == "sekcam"


def test_a_vacant_post_passes_upward() -> None:
    assert verifier("staf_pmks", vacant=("kasi_pmks",)) == "sekcam"
    assert verifier("staf_pmks", vacant=("kasi_pmks", "sekcam")) == "camat"
    assert verifier("kasi_pmks", vacant=("sekcam",)) == "camat"


def test_whoever_did_or_typed_the_report_is_passed_over() -> None:
    assert verifier("staf_pmks", excluded="kasi_pmks") == "sekcam"


def test_nobody_is_left_when_every_post_above_is_vacant() -> None:
    assert verifier("sekcam", vacant=("camat",)) is None
    assert verifier("camat", vacant=("sekcam",)) is None


def test_a_post_that_is_filled_later_is_vacant_until_then() -> None:
    before = verifying_position(
        office(), section="pmks", in_charge=None, excluded=set(), day=date(2022, 1, 2)
    )
    assert before is None


def extender(
    in_charge: str | None, *, vacant: tuple[str, ...] = (), excluded: tuple[str, ...] = ()
) -> str | None:
    found = extending_position(
        office(*vacant),
        section="pmks",
        in_charge=InCharge("position", in_charge, in_charge) if in_charge else None,
        excluded={PERSON[code] for code in excluded},
        day=DAY,
    )
    return found.code if found else None


@pytest.mark.parametrize(
    ("in_charge", "expected"),
    [
        ("staf_pmks", "kasi_pmks"),
        (None, "kasi_pmks"),
        ("kasi_pmks", "camat"),
        ("kasubbag_umum", "camat"),
        ("sekcam", "camat"),
        ("camat", "sekcam"),
    ],
)
def test_the_kasi_extends_below_and_the_camat_above(in_charge: str | None, expected: str) -> None:
    assert extender(in_charge) == expected


def test_an_extension_passes_upward_from_a_vacant_post_or_from_who_asked() -> None:
    assert extender("staf_pmks", vacant=("kasi_pmks",)) == "sekcam"
    assert extender("staf_pmks", excluded=("kasi_pmks",)) == "sekcam"
    assert extender("staf_pmks", excluded=("kasi_pmks", "sekcam")) == "camat"
    assert extender("kasi_pmks", vacant=("camat",)) == "sekcam"
    assert extender("kasi_pmks", excluded=("camat",)) == "sekcam"
    assert extender("sekcam", vacant=("camat",)) is None


def test_giving_up_is_the_camats_to_accept_and_the_sekcams_what_the_camat_has_asked() -> None:
    def decider(*vacant: str, excluded: tuple[str, ...] = ()) -> str | None:
        asked = {PERSON[code] for code in excluded}
        found = giving_up_position(office(*vacant), excluded=asked, day=DAY)
        return found.code if found else None

    assert decider() == "camat"
    assert decider(excluded=("kasi_pmks",)) == "camat"
    assert decider(excluded=("camat",)) == "sekcam"
    assert decider(excluded=("camat", "sekcam")) is None
    assert decider("camat") is None


def test_the_workers_are_the_holders_of_the_positions_among_those_in_charge() -> None:
    both = (InCharge("position", "kasi_pmks", "Kasi"), InCharge("body", "kades", "Kepala Desa"))
    assert workers(office(), both, DAY) == {PERSON["kasi_pmks"]}
    assert workers(office("kasi_pmks"), both, DAY) == frozenset()
