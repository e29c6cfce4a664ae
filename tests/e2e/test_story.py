"""The whole story, in a browser, on one machine and on a server: log, remind, report, verify, and the figure moves."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import give_back, report_done, sign_in, story_of, verify
from tests.e2e.conftest import Installation
from tests.e2e.mailbox import letter_about, letters_about, text_of
from tests.support.day import TODAY

pytestmark = pytest.mark.browser

TITLE = "Rapat koordinasi pendataan penduduk rentan"
DUE_TODAY = "Daftar penduduk rentan dari sembilan desa disatukan"
DUE_LATER = "Kepala desa menandatangani daftar penduduk rentan"
FOR_INFORMATION = "Jadwal layanan keliling diketahui semua desa"
REASON = "Daftar dari Desa Cumedak belum ada"
NEXT_TICK = 75
"""Seconds: beat ticks each minute."""


@dataclass(frozen=True)
class Figure:
    """One indicator's card on a dashboard that stays open."""

    page: Page
    card: Locator

    def counts(self) -> tuple[int, int]:
        numerator, denominator = (
            int(self.card.locator(f"[data-part={part}]").inner_text())
            for part in ("numerator", "denominator")
        )
        return numerator, denominator

    def expect_counts(self, numerator: int, denominator: int) -> None:
        """Without a reload: the mark made at the beginning is still in the page."""
        expect(self.card.locator("[data-part=numerator]")).to_have_text(str(numerator), timeout=5_000)
        expect(self.card.locator("[data-part=denominator]")).to_have_text(str(denominator))
        share = Decimal(100 * numerator) / denominator
        text = str(share.quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")
        expect(self.card.locator("[data-part=text]")).to_have_text(re.compile(rf"^{text}\s%$"))
        assert self.page.evaluate("window.opened === true")


def watch(page: Page) -> Figure:
    page.evaluate("window.opened = true")
    expect(page.locator("[data-live]")).to_have_text("Langsung")
    return Figure(page, page.locator("[data-figure=pemerintahan]"))


def log_meeting(page: Page) -> None:
    page.get_by_label("Judul kegiatan").fill(TITLE)
    page.get_by_label("Bidang", exact=True).select_option("pemerintahan")
    rows = page.locator("[data-row]")
    rows.nth(0).get_by_label("Hasil 1", exact=True).fill(DUE_TODAY)
    rows.nth(0).get_by_label("Penanggung jawab").fill("staf pemerintahan")
    rows.nth(0).get_by_label("Batas waktu").fill(TODAY.isoformat())
    rows.nth(1).get_by_label("Hasil 2", exact=True).fill(DUE_LATER)
    rows.nth(1).get_by_label("Penanggung jawab").fill("cumedak")
    rows.nth(1).get_by_label("Batas waktu").fill((TODAY + timedelta(days=14)).isoformat())
    rows.nth(2).get_by_label("Hasil 3", exact=True).fill(FOR_INFORMATION)
    rows.nth(2).get_by_label("Hanya informasi").check()
    page.locator("button.button", has_text="Simpan kegiatan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    expect(page.get_by_label("Teks WhatsApp")).to_have_value(re.compile(re.escape(DUE_LATER)))


def test_a_meeting_is_logged_followed_up_verified_and_counted(
    installation: Installation, visitor: Callable[[], Page]
) -> None:
    url = installation.url
    camat, notulis, staf, kasi = (visitor() for _ in range(4))
    sign_in(camat, url, "camat.sumberjambe")
    figure = watch(camat)
    numerator, denominator = figure.counts()

    sign_in(notulis, f"{url}/kegiatan/baru", "notulis.sumberjambe")
    log_meeting(notulis)
    figure.expect_counts(numerator, denominator + 1)

    installation.hurry()
    letter = letter_about(installation.smtp, DUE_TODAY, NEXT_TICK)
    assert letter["To"] == "staf@sumberjambe.example"
    assert letter["Subject"].strip().startswith("Jatuh tempo hari ini")
    link = re.search(rf"{url}/tindak-lanjut/[0-9a-f-]{{36}}", text_of(letter))
    assert link is not None

    sign_in(staf, link[0], "staf.sumberjambe")
    expect(staf.get_by_role("heading", level=1)).to_have_text(DUE_TODAY)
    report_done(staf, "Delapan desa sudah menyerahkan")
    sign_in(kasi, link[0], "kasi.pemerintahan.sumberjambe")
    give_back(kasi, REASON)
    staf.goto(link[0])
    report_done(staf, "Sembilan desa sudah menyerahkan")
    kasi.goto(link[0])
    verify(kasi)
    figure.expect_counts(numerator, denominator + 1)

    notulis.get_by_role("link", name=DUE_LATER).click()
    report_done(notulis, "Semua kepala desa sudah menandatangani")
    kasi.goto(notulis.url)
    verify(kasi)
    figure.expect_counts(numerator + 1, denominator + 1)

    kasi.goto(link[0])
    told = story_of(kasi)
    for position, beginning in enumerate(
        (
            "Rizky Maulana membuka tindak lanjut ini",
            "Sistem mengirim pengingat kepada Dewi Anggraini",
            "Dewi Anggraini melaporkan selesai pada Rabu, 18 November 2026",
            "Moh. Fauzan Hamidi, S.STP. mengembalikan laporan untuk dilengkapi",
            "Dewi Anggraini melaporkan selesai pada Rabu, 18 November 2026",
            "Moh. Fauzan Hamidi, S.STP. memverifikasi tindak lanjut ini sebagai Kasi Pemerintahan: selesai",
        )
    ):
        assert told[position].startswith(beginning), told
    assert f"Alasan: {REASON}" in told[3]
    assert "nomor 470/12/2026" in told[4]
    assert len(letters_about(installation.smtp, DUE_TODAY)) == 1
