"""An indicator's page: every reading beside the others, each with the coordinations that make it."""

import re

import pytest

from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.domain.role import Role
from tracker.web.pages import indicator as indicator_page

PAGE = "/indikator/koordinasi"
WHO = "position:staf_pemerintahan"


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in(Role.STAF)


@pytest.fixture
def half_done(client: Client, signed_in: SignIn) -> str:
    """One coordination with three outcomes, two of them verified."""
    page = log(client, *({"text": f"Hasil {number}", "in_charge": WHO} for number in range(3)))
    kasi = signed_in(Role.KASI)
    for address in follow_ups(client, page)[:2]:
        send(
            client,
            address,
            f"{address}/lapor-selesai",
            evidence__0__type="sk_camat",
            evidence__0__today="ya",
            note="Terlampir",
        )
        assert send(kasi, address, f"{address}/verifikasi").status_code == 303
    return page


def test_all_readings_stand_side_by_side_and_what_passes_a_hundred_is_warned_of(
    client: Client, half_done: str
) -> None:
    seen = words(client.get(PAGE))
    for rule, share in (
        ("Koordinasi yang seluruh hasilnya ditindaklanjuti", "0,00 %"),
        ("Koordinasi yang sedikitnya satu hasilnya ditindaklanjuti", "100,00 %"),
        ("Hasil koordinasi yang ditindaklanjuti", "66,67 %"),
        ("Rumus dokumen apa adanya", "200,00 %"),
    ):
        assert f"{rule} {share}" in seen
    assert seen.count("Di atas 100 %") == 1
    assert "Persentase hasil koordinasi yang ditindaklanjuti" in seen
    assert "tidak disebut" in seen


def test_the_details_link_each_coordination_with_its_reason(client: Client, half_done: str) -> None:
    page = client.get(f"{PAGE}?aturan=per_result")
    assert f'href="{half_done}"' in page.text
    seen = words(page)
    assert "sebagian hasilnya sudah ditindaklanjuti (2 dari 3)" in seen
    assert "1 dilaksanakan = 1 dihitung + 0 informatif + 0 tanpa bukti + 0 di luar kewenangan" in seen


def test_the_details_of_another_reading_answer_the_same_question(client: Client, half_done: str) -> None:
    page = client.get(f"{PAGE}?tahun=2026&periode=TW1&sampai=2026-03-31&kumulatif=ya").text
    asked = "tahun=2026&amp;periode=TW1&amp;sampai=2026-03-31&amp;kumulatif=ya"
    assert f'href="{PAGE}?aturan=per_result&amp;{asked}#rincian"' in page


def test_a_long_explanation_goes_on_another_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicator_page, "_LINES", 2)
    for day in (10, 11, 12):
        log(client, title=f"Rapat {day}", held_on=f"2026-03-{day}")
    first = client.get(f"{PAGE}?tahun=2026&aturan=per_result")
    assert "2 dari 3 kegiatan di halaman ini." in words(first)
    assert ("Rapat 11" in words(first), "Rapat 12" in words(first)) == (True, False)
    (address,) = re.findall(r'href="([^"]*sesudah=[^"]*)" rel="next"', first.text)
    assert address.endswith("#rincian")
    last = client.get(address.replace("&amp;", "&"))
    assert ("Rapat 11" in words(last), "Rapat 12" in words(last)) == (False, True)
    assert 'rel="next"' not in last.text
    assert 'rel="first"' in last.text
    assert "3 dilaksanakan" in words(last)
    lost = client.get(f"{PAGE}?sesudah=besok")
    assert (lost.status_code, "mulai lagi dari halaman pertama" in words(lost)) == (422, True)


def test_a_period_that_is_none_is_a_question_not_a_lost_record(client: Client) -> None:
    answer = client.get(f"{PAGE}?tahun=2026&periode=TW9")
    assert answer.status_code == 422
    assert "Belum dapat dihitung" in words(answer)


def test_no_coordination_is_neither_nought_nor_a_hundred(client: Client) -> None:
    seen = words(client.get(f"{PAGE}?tahun=2024"))
    assert "n/a" in seen
    assert "0,00 %" not in seen


def test_the_record_can_be_read_as_it_stood_on_a_day(
    half_done: str, signed_in: SignIn, clock: FixedClock
) -> None:
    clock.advance(days=3)
    client = signed_in(Role.STAF)
    log(client, {"text": "Hasil baru"})
    assert "1 dari 1 koordinasi" in words(client.get(f"{PAGE}?per=2026-03-17"))
    assert "1 dari 2 koordinasi" in words(client.get(PAGE))


def test_a_question_that_makes_no_sense_is_answered_at_its_field(client: Client) -> None:
    for query, field in (("periode=TW9", "periode"), ("sampai=2020-01-01", "sampai"), ("sampai=x", "sampai")):
        answer = client.get(f"{PAGE}?{query}")
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text


def test_an_unknown_indicator_is_not_found(client: Client) -> None:
    assert client.get("/indikator/tidak-ada").status_code == 404


def test_the_lists_behind_numerator_and_denominator_are_those_that_are_counted(
    client: Client, half_done: str
) -> None:
    log(client, title="Hanya kabar", held_on="2026-03-10")
    page = client.get(f"{PAGE}?aturan=per_result")
    tabs = re.findall(
        r'<a href="([^"]+)"(?: aria-current="true")?>[^<]+ <strong>(\d+)</strong></a>', page.text
    )
    assert [int(count) for _, count in tabs] == [2, 1, 1, 1]
    _, numerator, denominator, neither = [words(client.get(path.replace("&amp;", "&"))) for path, _ in tabs]
    for listed in (numerator, denominator):
        assert ("Rapat koordinasi bulanan" in listed, "Hanya kabar" in listed) == (True, False)
    assert ("Rapat koordinasi bulanan" in neither, "Hanya kabar" in neither) == (False, True)
    lost = client.get(f"{PAGE}?bagian=semuanya")
    assert (lost.status_code, "Hanya kabar" in words(lost)) == (200, True)


def test_the_drawings_have_their_numbers_in_a_table_and_in_words(client: Client, half_done: str) -> None:
    page = client.get(f"{PAGE}?aturan=per_result")
    assert 'aria-label="Setiap bulan: Mar 2/3"' in page.text
    assert 'aria-label="Angka pada akhir setiap bulan: Maret 66,67"' in page.text
    seen = words(page)
    assert "Maret 1 2 dari 3 66,67 %" in seen
    assert "Pemerintahan 2 dari 3 66,67 %" in seen


def test_targets_and_quarters_are_those_of_the_report(client: Client, half_done: str) -> None:
    row = "Triwulan I 2026 – SIMULASI 0,00 % 0 dari 1 – SIMULASI 0,00 % 0 dari 1 – SIMULASI"
    assert row in words(client.get(PAGE))
    assert "SIMULASI 0,00 % 0 dari 1" in words(client.get("/laporan"))
    assert "belum berjalan" in words(client.get(PAGE))
