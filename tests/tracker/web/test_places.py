"""The navigation offers what a role can use, and shows where the reader is."""

import pytest

from tests.tracker.web.conftest import SignIn
from tracker.application.actor import Actor
from tracker.domain.role import Role
from tracker.web.places import places


def actor(role: Role) -> Actor:
    return Actor(username="x", name="X", via="web", role=role, office="35.09.31")


def current(path: str) -> dict[str, str]:
    return {
        place.path: place.current
        for place in places(actor(Role.KASI), path, mail_readable=True)
        if place.current
    }


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("/", {"/": "page"}),
        ("/kegiatan", {"/kegiatan": "page"}),
        ("/kegiatan/baru", {"/kegiatan/baru": "page"}),
        ("/kegiatan/0193", {"/kegiatan": "true"}),
        ("/seri/rakor", {"/kegiatan": "true"}),
        ("/jadwal", {"/kegiatan": "true"}),
        ("/indikator/pmks/definisi", {"/": "true"}),
        ("/penetapan/2026/tw1", {"/laporan": "true"}),
        ("/pengaturan", {}),
        ("/kegiatan-lain", {}),
    ],
)  # fmt: skip
def test_a_page_belongs_to_one_place(path: str, at: dict[str, str]) -> None:
    assert current(path) == at


def test_who_looks_on_is_not_offered_to_log(signed_in: SignIn) -> None:
    for role, offered in ((Role.NOTULIS, True), (Role.AUDITOR, False), (Role.ADMIN, False)):
        navigation = signed_in(role).get("/").text.partition("<nav")[2].partition("</nav>")[0]
        assert ('href="/kegiatan/baru"' in navigation) is offered, role
        assert ('href="/audit"' in navigation) is not offered, role


def test_letters_are_a_place_only_where_they_can_be_read() -> None:
    for readable in (True, False):
        paths = [place.path for place in places(actor(Role.CAMAT), "/", mail_readable=readable)]
        assert ("/surat" in paths) is readable
