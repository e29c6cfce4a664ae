"""By keyboard alone: from the meeting to the figure, with no mouse anywhere in this file."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import browsing
from tests.e2e.keyboard import Keyboard
from tests.e2e.site_map import CAMAT, HEAD, NOTE_TAKER
from tests.support.product import Product
from tracker.application.demo_home import DEMO_PASSWORD

pytestmark = pytest.mark.browser

TITLE = "Rapat koordinasi batas desa"
OUTCOME = "Peta batas desa ditandatangani"
STAFF = "staf.sumberjambe"
A_DAY = "11112026"
"""Typed into a field of days, in whichever order that asks for day and month."""


def sign_in(page: Page, keys: Keyboard, username: str) -> None:
    keys.to(page.get_by_label("Nama pengguna")).type(username)
    keys.to(page.get_by_label("Kata sandi")).type(DEMO_PASSWORD)
    keys.press("Enter")
    expect(page.get_by_title("Akun dan pengaturan")).to_be_visible()


def sign_out(page: Page, keys: Keyboard) -> None:
    keys.to(page.get_by_title("Akun dan pengaturan")).press("Enter")
    keys.to(page.get_by_role("button", name="Keluar")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


def counts(page: Page) -> tuple[int, int]:
    """Numerator and denominator on the Camat's Beranda."""
    figure = page.locator("[data-figure=pemerintahan]")
    numerator, denominator = (
        int(figure.locator(f"[data-part={part}]").inner_text()) for part in ("numerator", "denominator")
    )
    return numerator, denominator


def follow(page: Page, keys: Keyboard, name: str) -> None:
    keys.to(page.get_by_role("link", name=name, exact=True).first).press("Enter")


def test_a_meeting_is_logged_done_verified_and_counted_by_keyboard(demo: Product, page: Page) -> None:
    keys = Keyboard(page)
    page.goto(f"{demo.url}/masuk")
    sign_in(page, keys, CAMAT)
    before = counts(page)
    sign_out(page, keys)

    sign_in(page, keys, NOTE_TAKER)
    follow(page, keys, "Catat kegiatan")
    keys.to(page.get_by_label("Judul kegiatan")).type(TITLE)
    keys.to(page.get_by_label("Bidang", exact=True)).type("Pemerintahan")
    row = page.locator("[data-row]").first
    keys.to(row.get_by_label("Hasil 1", exact=True)).type(OUTCOME)
    keys.to(row.get_by_label("Penanggung jawab")).type("Staf Pemerintahan")
    keys.to(row.get_by_label("Batas waktu")).type("besok")
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    sign_out(page, keys)

    sign_in(page, keys, STAFF)
    follow(page, keys, "Tindak lanjut saya")
    follow(page, keys, OUTCOME)
    expect(page.get_by_role("heading", level=1)).to_have_text(OUTCOME)
    keys.to(page.get_by_role("button", name="Mulai dikerjakan")).press("Enter")
    expect(page.get_by_text("Dalam proses").first).to_be_visible()
    report = page.locator("details#lapor-selesai")
    keys.to(report.locator("summary").first)
    if report.get_attribute("open") is None:
        keys.press("Enter")
    keys.to(report.get_by_label("Jenis bukti")).type("Dokumen")
    keys.to(report.get_by_label("Nomor dokumen")).type("593/7/2026")
    keys.to(report.get_by_label("Tanggal dokumen")).type(A_DAY)
    keys.to(report.get_by_role("button", name="Lapor selesai")).press("Enter")
    expect(page.get_by_text("Dilaporkan selesai; menunggu verifikasi.")).to_be_visible()
    address = page.url.partition("#")[0]
    sign_out(page, keys)

    sign_in(page, keys, HEAD)
    page.goto(address)
    keys.to(page.get_by_role("button", name="Verifikasi: selesai")).press("Enter")
    expect(page.get_by_text("Terverifikasi: tindak lanjut ini selesai.")).to_be_visible()
    sign_out(page, keys)

    sign_in(page, keys, CAMAT)
    figure = page.locator("[data-figure=pemerintahan]")
    for part, count in zip(("numerator", "denominator"), before, strict=True):
        expect(figure.locator(f"[data-part={part}]")).to_have_text(str(count + 1))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kegiatan/baru",
        "/tindak-lanjut",
        "/kegiatan",
        "/laporan",
        "/jadwal",
        "/cari?kata=rapat",
        "/pengaturan",
        "/bantuan",
    ],
)
def test_the_focus_goes_through_a_page_and_comes_to_its_end(demo: Product, page: Page, path: str) -> None:
    browsing.sign_in(page, f"{demo.url}/masuk", NOTE_TAKER)
    page.goto(demo.url + path)
    keys = Keyboard(page)
    assert keys.walk() > 10


def test_the_first_stop_leads_past_the_navigation(demo: Product, page: Page) -> None:
    browsing.sign_in(page, f"{demo.url}/masuk", NOTE_TAKER)
    keys = Keyboard(page)
    assert "Lompat ke isi utama" in (keys.stop() or "")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
