"""Filters that a person has named: their own, by name, at most so many."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.office_at_work import OfficeAtWork
from tracker.application import saved_filters
from tracker.application.actor import Actor
from tracker.application.saved_filters import MAX_NAME, MAX_QUERY, MOST
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.role import Role


@pytest.fixture
def tracker(office: OfficeAtWork) -> Tracker:
    return office.tracker


@pytest.fixture
def kasi(office: OfficeAtWork) -> Actor:
    return office.by(Role.KASI)


@pytest.fixture
def staf(office: OfficeAtWork) -> Actor:
    return office.by(Role.STAF)


def names(tracker: Tracker, actor: Actor) -> list[str]:
    return [one.name for one in saved_filters.saved(tracker, actor)]


def test_each_person_has_their_own_by_name(tracker: Tracker, kasi: Actor, staf: Actor) -> None:
    saved_filters.save(tracker, kasi, "  Rapat   lewat ", "lewat=ya")
    saved_filters.save(tracker, kasi, "Banjir", "kata=banjir")
    saved_filters.save(tracker, staf, "Banjir", "kata=air")
    assert [(one.name, one.query) for one in saved_filters.saved(tracker, kasi)] == [
        ("Banjir", "kata=banjir"),
        ("Rapat lewat", "lewat=ya"),
    ]


def test_the_same_name_takes_the_place_of_the_one_before(tracker: Tracker, kasi: Actor) -> None:
    saved_filters.save(tracker, kasi, "Banjir", "kata=banjir")
    saved_filters.save(tracker, kasi, "BANJIR", "kata=air")
    (one,) = saved_filters.saved(tracker, kasi)
    assert (one.name, one.query) == ("BANJIR", "kata=air")


def test_it_is_renamed_and_removed_by_its_owner_alone(tracker: Tracker, kasi: Actor, staf: Actor) -> None:
    for name in ("Satu", "Dua"):
        saved_filters.save(tracker, kasi, name, "kata=a")
    _, satu = saved_filters.saved(tracker, kasi)
    saved_filters.rename(tracker, kasi, satu.id, "SATU")
    with pytest.raises(Refused, match="Sudah ada"):
        saved_filters.rename(tracker, kasi, satu.id, "dua")
    with pytest.raises(NotFound):
        saved_filters.rename(tracker, staf, satu.id, "Tiga")
    saved_filters.remove(tracker, staf, satu.id)
    assert names(tracker, kasi) == ["Dua", "SATU"]
    saved_filters.remove(tracker, kasi, satu.id)
    saved_filters.remove(tracker, kasi, satu.id)
    assert names(tracker, kasi) == ["Dua"]


def test_there_is_a_limit_that_says_so(tracker: Tracker, kasi: Actor) -> None:
    for number in range(MOST):
        saved_filters.save(tracker, kasi, f"Saringan {number}", "kata=a")
    with pytest.raises(Refused, match="Paling banyak 20") as refused:
        saved_filters.save(tracker, kasi, "Satu lagi", "kata=a")
    assert refused.value.field == "nama"
    saved_filters.save(tracker, kasi, "Saringan 3", "kata=b")
    assert len(names(tracker, kasi)) == MOST


def test_what_is_saved_at_once_makes_no_two_of_one_name_and_none_too_many(
    tracker: Tracker, kasi: Actor
) -> None:
    def save(name: str) -> bool:
        try:
            saved_filters.save(tracker, kasi, name, "kata=a")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as at_once:
        assert all(at_once.map(save, ["Banjir", "BANJIR", "banjir", "Banjir"]))
        assert len(names(tracker, kasi)) == 1
        assert sum(at_once.map(save, [f"Saringan {number}" for number in range(MOST + 3)])) == MOST - 1
    assert len(names(tracker, kasi)) == MOST


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("", "kata=a"),
        ("  ", "kata=a"),
        ("x" * (MAX_NAME + 1), "kata=a"),
        ("Nama", ""),
        ("Nama", "k" * (MAX_QUERY + 1)),
    ],
)
def test_what_cannot_be_kept_is_refused(tracker: Tracker, kasi: Actor, name: str, query: str) -> None:
    with pytest.raises(Refused) as refused:
        saved_filters.save(tracker, kasi, name, query)
    assert refused.value.field == "nama"
    assert names(tracker, kasi) == []
