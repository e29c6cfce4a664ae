"""Everything that a person must be able to do works where scripts do not run."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browsing import report_done, sign_in, story_of, verify
from tests.support.day import TODAY
from tests.support.product import Product

pytestmark = pytest.mark.browser

TITLE = "Rapat koordinasi perbaikan jalan desa"
OUTCOMES = tuple(f"Ruas jalan ke-{number} diperbaiki" for number in range(1, 5))


@pytest.fixture
def plain_visitor(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Opens browsers without JavaScript."""
    opened: list[BrowserContext] = []

    def visit() -> Page:
        opened.append(browser.new_context(locale="id-ID", java_script_enabled=False))
        return opened[-1].new_page()

    yield visit
    for context in opened:
        context.close()


def fill_row(page: Page, number: int, text: str) -> None:
    row = page.locator("[data-row]").nth(number)
    row.get_by_label(f"Hasil {number + 1}", exact=True).fill(text)
    row.get_by_label("Penanggung jawab").fill("Staf Pemerintahan")
    row.get_by_label("Batas waktu").fill(TODAY.isoformat())


def held(page: Page) -> int:
    """The denominator of one indicator on the Camat's Beranda."""
    return int(page.locator("[data-figure=pemerintahan] [data-part=denominator]").inner_text())


def test_a_meeting_is_logged_reported_and_verified_without_script(
    demo: Product, plain_visitor: Callable[[], Page]
) -> None:
    notulis, staf, kasi, camat = (plain_visitor() for _ in range(4))
    sign_in(camat, demo.url, "camat.sumberjambe")
    before = held(camat)
    sign_in(notulis, f"{demo.url}/kegiatan/baru", "notulis.sumberjambe")
    notulis.get_by_label("Judul kegiatan").fill(TITLE)
    notulis.get_by_label("Bidang", exact=True).select_option("pemerintahan")
    expect(notulis.locator("[data-row]")).to_have_count(3)
    for number in range(3):
        fill_row(notulis, number, OUTCOMES[number])
    notulis.get_by_role("button", name="Tambah baris").click()
    expect(notulis.locator("[data-row]")).to_have_count(4)
    expect(notulis.get_by_label("Judul kegiatan")).to_have_value(TITLE)
    expect(notulis.get_by_label("Hasil 3", exact=True)).to_have_value(OUTCOMES[2])
    fill_row(notulis, 3, OUTCOMES[3])
    notulis.locator("button.button", has_text="Simpan kegiatan").click()
    expect(notulis.get_by_role("heading", level=1)).to_have_text(TITLE)
    for outcome in OUTCOMES:
        expect(notulis.get_by_role("link", name=outcome)).to_be_visible()

    notulis.get_by_role("link", name=OUTCOMES[3]).click()
    sign_in(staf, notulis.url, "staf.sumberjambe")
    staf.get_by_role("button", name="Mulai dikerjakan").click()
    report_done(staf, "Jalan sudah diperbaiki")
    sign_in(kasi, notulis.url, "kasi.pemerintahan.sumberjambe")
    verify(kasi)
    assert "memverifikasi tindak lanjut ini" in story_of(kasi)[-1]
    camat.reload()
    assert held(camat) == before + 1


def test_signing_out_ends_the_session_without_script(
    demo: Product, plain_visitor: Callable[[], Page]
) -> None:
    page = plain_visitor()
    sign_in(page, demo.url, "camat.sumberjambe")
    page.get_by_title("Akun dan pengaturan").click()
    page.get_by_role("button", name="Keluar").click()
    page.goto(f"{demo.url}/laporan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


def test_what_was_typed_stays_where_something_is_missing(
    demo: Product, plain_visitor: Callable[[], Page]
) -> None:
    page = plain_visitor()
    sign_in(page, f"{demo.url}/kegiatan/baru", "notulis.sumberjambe")
    fill_row(page, 1, OUTCOMES[0])
    page.locator("button.button", has_text="Simpan kegiatan").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Isi judul kegiatan.")).to_be_visible()
    assert OUTCOMES[0] in [field.input_value() for field in page.locator("[data-row] textarea").all()]


def test_without_script_the_dashboard_does_not_promise_to_be_live(
    demo: Product, plain_visitor: Callable[[], Page]
) -> None:
    page = plain_visitor()
    sign_in(page, demo.url, "camat.sumberjambe")
    expect(page.locator("[data-live]")).to_contain_text("Keadaan pukul")
