"""Takes the pictures in docs/screenshots: the main pages of the demo, on a desk and on a telephone (`make screenshots`).

The product runs in a home of its own, its clock set to a fixed day, so that the same code gives the same pictures.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import chromium_binary
from tests.support.product import Product
from tracker.application.demo_home import DEMO_PASSWORD

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
DAY = datetime(2026, 10, 14, 2, 30, tzinfo=UTC)
"""Wednesday, 09.30 in Jakarta: late enough in the year for figures to tell something, and reminders go out."""
TOMORROW = "2026-10-15"
SIZES = ((1280, 900), (360, 780))
CAMAT, NOTE_TAKER, HEAD_OF_SECTION, ADMIN = (
    f"{who}.sumberjambe" for who in ("camat", "notulis", "kasi.pemerintahan", "admin")
)


def main() -> int:
    binary = chromium_binary()
    if binary is None:
        print("no Chromium: install one, or name it in TINDAKLANJUT_TEST_CHROMIUM", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="tindaklanjut-screenshots-") as directory,
        _demo(Path(directory)) as product,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"]) as browser,
    ):
        for width, height in SIZES:
            _take(browser, product.url, width, height)
    return 0


@contextmanager
def _demo(directory: Path) -> Iterator[Product]:
    product = Product(directory)
    offset = round((DAY - datetime.now(UTC)).total_seconds())
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = f"{offset}s"
    for command in (("demo",), ("reminders", "run")):
        done = product.run(*command)
        assert done.returncode == 0, done.stderr
    try:
        product.serve()
        yield product
    finally:
        product.stop_all()


def _take(browser: Browser, url: str, width: int, height: int) -> None:
    def shoot(page: Page, name: str, path: str | None = None) -> None:
        if path is not None:
            page.goto(path)
        page.screenshot(path=FOLDER / f"{name}-{width}.png", animations="disabled")

    def visitor() -> Page:
        return browser.new_context(
            base_url=url,
            viewport={"width": width, "height": height},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        ).new_page()

    camat = visitor()
    shoot(camat, "masuk", "/masuk")
    _sign_in(camat, CAMAT)
    shoot(camat, "beranda", "/")
    camat.locator("[data-figure]:has(.figure-value) h3 a").first.click()
    shoot(camat, "indikator")
    camat.locator("a[href$='/definisi'], a[href*='/definisi']").first.click()
    shoot(camat, "definisi")
    shoot(camat, "laporan", "/laporan")
    shoot(camat, "penetapan", "/penetapan")
    shoot(camat, "survei", "/survei")
    camat.locator("main a[href^='/survei/']").first.click()
    shoot(camat, "survei-hasil")
    shoot(camat, "kegiatan", "/kegiatan")
    camat.locator("main th a[href^='/kegiatan/']").nth(3).click()
    shoot(camat, "kegiatan-rinci")

    note_taker = visitor()
    _sign_in(note_taker, NOTE_TAKER)
    shoot(note_taker, "catat", "/kegiatan/baru")

    head = visitor()
    _sign_in(head, HEAD_OF_SECTION)
    shoot(head, "tindak-lanjut-saya", "/tindak-lanjut")
    head.locator("main a[href^='/tindak-lanjut/']").first.click()
    shoot(head, "tindak-lanjut")
    head.locator("main a[href$='/pengingat']").click()
    shoot(head, "bukti-pengingat")
    shoot(head, "pemberitahuan", "/pemberitahuan")
    shoot(head, "pengingat-saya", "/pengaturan/pengingat-saya")
    shoot(head, "rencana-pengingat", f"/pengingat/rencana?pada={TOMORROW}")
    head.goto("/surat")
    letter = _letter_with_link(head)
    shoot(head, "surat")
    shoot(visitor(), "tautan", letter)

    admin = visitor()
    _sign_in(admin, ADMIN)
    shoot(admin, "pengaturan", "/pengaturan")
    shoot(admin, "aturan-pengingat", "/pengaturan/aturan-pengingat")
    shoot(admin, "kalender", "/pengaturan/kalender")
    shoot(admin, "ketidakhadiran", "/pengaturan/cuti")
    shoot(admin, "kontak", "/pengaturan/kontak")
    shoot(admin, "pengingat-gagal", "/pengingat/gagal")


def _letter_with_link(page: Page) -> str:
    """Opens the first letter that has a link to report by, and says where the link leads."""
    for path in [link.get_attribute("href") for link in page.locator("main th a").all()]:
        page.goto(path or "")
        link = page.locator("main a[href*='/t/']").first
        if link.count():
            return link.get_attribute("href") or ""
    raise AssertionError("no letter brings a link")


def _sign_in(page: Page, username: str) -> None:
    page.goto("/masuk")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/")


if __name__ == "__main__":
    sys.exit(main())
