"""Cari: what a reader finds, however it was typed, and what nobody outside the office does."""

import pytest

from tests.support.another_office import at_work_elsewhere
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

KASI = "position:kasi_pemerintahan"


def test_a_search_finds_activities_outcomes_people_and_series(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    meeting = log(client, {"text": "Mendata warga rawan banjir", "in_charge": KASI}, title="Rapat Trantibum")
    work = follow_ups(client, meeting)[0]
    page = client.get("/cari?kata=trantbum")
    assert f'href="{meeting}"' in page.text
    assert "Rapat <mark>Trantibum</mark>" in page.text
    page = client.get("/cari?kata=pendataan+bajir")
    assert f'href="{work}"' in page.text
    assert "<mark>Mendata</mark> warga rawan <mark>banjir</mark>" in page.text
    assert "dari Rapat Trantibum" in words(page)
    page = client.get("/cari?kata=kasi+pemrintahan")
    assert "/tindak-lanjut?lingkup=semua&amp;pj=position%3Akasi_pemerintahan" in page.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.KASUBBAG])
def test_every_role_searches_its_own_office(signed_in: SignIn, role: Role) -> None:
    log(signed_in(Role.NOTULIS), title="Rapat banjir")
    assert "Rapat banjir" in words(signed_in(role).get("/cari?kata=bajir"))


def test_nobody_finds_another_offices_words(signed_in: SignIn, tracker: Tracker) -> None:
    at_work_elsewhere(tracker, "Musyawarah rahasia")
    page = words(signed_in(Role.ADMIN).get("/cari?kata=rahasia"))
    assert "Musyawarah" not in page
    assert "Tidak ada yang cocok" in page


def test_what_nothing_resembles_is_named(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    log(client, title="Rapat banjir")
    page = words(client.get("/cari?kata=banjir+Xylofon"))
    assert "Rapat banjir" in page
    assert "Tidak ada catatan dengan kata: Xylofon" in page


def test_more_than_fit_are_led_to(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    for number in range(22):
        log(client, title=f"Rapat banjir ke-{number:02}")
    first = client.get("/cari?kata=banjir")
    assert first.text.count("<mark>banjir</mark>") == 10
    assert "/cari?kata=banjir&amp;jenis=kegiatan" in first.text
    alone = client.get("/cari?kata=banjir&jenis=kegiatan")
    following = (
        alone.text.partition('rel="next"')[0].rpartition('href="')[2].rstrip('" ').replace("&amp;", "&")
    )
    assert alone.text.count("<mark>banjir</mark>") == 20
    assert client.get(following).text.count("<mark>banjir</mark>") == 2


def test_strange_words_are_no_error(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    for query in (
        "",
        "kata=",
        "kata=%00",
        "kata=%25",
        "kata=%27;--",
        "kata=di",
        "kata=" + "a" * 500,
        "jenis=x&kata=ab",
    ):
        assert client.get(f"/cari?{query}").status_code == 200, query
    assert "<script>" not in client.get("/cari?kata=<script>").text
    assert "Katanya terlalu umum" in words(client.get("/cari?kata=di"))
