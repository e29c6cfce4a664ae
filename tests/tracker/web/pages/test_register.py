"""Kegiatan: narrowed, sorted and counted, taken along as a file, and with filters that a reader has named."""

import io
from urllib.parse import urlencode

import openpyxl
import pytest

from tests.support.another_office import at_work_elsewhere
from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, log, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

KASI = "position:kasi_pemerintahan"
TITLES = ("Rapat jalan", "Fasilitasi desa", "Rapat umum")


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    """The register of an office with three activities."""
    client = signed_in(Role.NOTULIS)
    log(
        client,
        {"text": "Perbaiki", "in_charge": KASI, "due_on": "2026-03-12"},
        title=TITLES[0],
        held_on="2026-03-02",
    )
    log(
        client,
        {"text": "Bantu", "due_on": "2026-05-01"},
        title=TITLES[1],
        held_on="2026-02-10",
        kind="fasilitasi",
    )
    log(client, title=TITLES[2], held_on="2026-03-10", section="")
    return client


def listed(client: Client, **asked: str) -> list[str]:
    page = client.get(f"/kegiatan?{urlencode(asked)}").text
    found = {title: page.find(f">{title}</a>") for title in TITLES}
    return sorted((title for title in TITLES if found[title] >= 0), key=lambda title: found[title])


def test_it_is_narrowed_and_counted(client: Client) -> None:
    jalan, desa, umum = TITLES
    assert listed(client) == [umum, jalan, desa]
    assert listed(client, urut="terlama") == [desa, jalan, umum]
    assert listed(client, jenis="fasilitasi") == [desa]
    assert listed(client, dari="2026-03-01", sampai="2026-03-09") == [jalan]
    assert listed(client, pj=KASI) == [jalan]
    assert listed(client, lewat="ya") == [jalan]
    assert listed(client, lewat="ya", pj="position:camat") == []
    assert listed(client, bidang="pemerintahan") == [jalan, desa]
    assert "2 kegiatan" in words(client.get("/kegiatan?bidang=pemerintahan"))
    refused = client.get("/kegiatan?dari=2026-03-09&sampai=2026-03-01")
    assert refused.status_code == 422
    assert "Hari terakhir tidak boleh sebelum hari pertama" in words(refused)


def test_what_was_late_then_is_asked_of_the_record_of_then(
    client: Client, signed_in: SignIn, clock: FixedClock
) -> None:
    clock.advance(days=60)
    client = signed_in(Role.NOTULIS)
    assert set(listed(client, lewat="ya")) == set(TITLES[:2])
    assert listed(client, lewat="ya", per="2026-03-17") == [TITLES[0]]


def test_a_file_has_exactly_what_is_shown(client: Client) -> None:
    csv = client.get("/kegiatan.csv?jenis=fasilitasi")
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[4] for line in lines] == ["judul", "Fasilitasi desa"]
    assert "kegiatan-99.01.01-2026-03-16.csv" in csv.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(client.get("/kegiatan.xlsx?urut=terlama").content))
    rows = list(book["Kegiatan"].iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == ["Fasilitasi desa", "Rapat jalan", "Rapat umum"]
    assert rows[2][7:] == (1, 1, 1, 0)
    assert client.get("/kegiatan.csv?dari=bukan").status_code == 422


def test_a_file_has_nothing_of_another_office(client: Client, tracker: Tracker) -> None:
    at_work_elsewhere(tracker, "Musyawarah rahasia")
    for path in ("/kegiatan", "/kegiatan.csv", "/kegiatan?kata=rahasia"):
        assert "Musyawarah rahasia" not in client.get(path).text


def test_a_filter_gets_a_name_and_is_come_back_to(client: Client, signed_in: SignIn) -> None:
    shown = client.get("/kegiatan?lewat=ya&pj=position:kasi_pemerintahan")
    kept = client.post(
        "/kegiatan/saringan",
        data=form_of(shown, "/kegiatan/saringan") | {"nama": "Jalan yang lewat"},
        follow_redirects=False,
    )
    assert kept.status_code == 303
    page = client.get("/kegiatan")
    address = page.text.partition('class="chip" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Jalan yang lewat" in words(page)
    assert (
        'class="chip" href="' + address.replace("&", "&amp;") + '" aria-current="true"'
        in client.get(address).text
    )
    assert "Jalan yang lewat" not in words(signed_in(Role.STAF).get("/kegiatan"))


def test_a_named_filter_is_renamed_and_removed_without_a_script(client: Client) -> None:
    for name in ("Satu", "Dua"):
        shown = client.get("/kegiatan?kata=rapat")
        client.post("/kegiatan/saringan", data=form_of(shown, "/kegiatan/saringan") | {"nama": name})
    page = client.get("/kegiatan")
    rename = page.text.partition('action="/kegiatan/saringan/')[2].partition('"')[0]
    action = f"/kegiatan/saringan/{rename}"
    refused = client.post(action, data=form_of(page, action) | {"nama": "Satu"})
    assert refused.status_code == 422
    assert "Sudah ada saringan bernama “Satu”" in words(refused)
    client.post(action, data=form_of(page, action) | {"nama": "Tiga"})
    assert "Tiga" in words(client.get("/kegiatan"))
    gone = action.replace("/nama", "/hapus")
    client.post(gone, data=form_of(page, gone))
    assert "Tiga" not in words(client.get("/kegiatan"))
    assert client.get(gone, follow_redirects=False).status_code == 303


def test_a_filter_without_a_name_is_refused_with_what_was_chosen(client: Client) -> None:
    shown = client.get("/kegiatan?kata=jalan")
    refused = client.post("/kegiatan/saringan", data=form_of(shown, "/kegiatan/saringan") | {"nama": " "})
    assert refused.status_code == 422
    assert "Beri nama" in words(refused)
    assert ">Rapat jalan</a>" in refused.text
    assert ">Rapat umum</a>" not in refused.text
