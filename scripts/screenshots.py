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
DARK = ("beranda", "tindak-lanjut-saya", "tindak-lanjut", "jadwal")
ENGLISH = ("beranda",)
"""Pages that are taken a second time: at night, and in the other language."""
CAMAT, NOTE_TAKER, HEAD_OF_SECTION, ADMIN, AUDITOR = (
    f"{who}.sumberjambe" for who in ("camat", "notulis", "kasi.pemerintahan", "admin", "auditor")
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
            _take(_Camera(browser, product.url, width, height))
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


class _Camera:
    """Pictures of one width."""

    def __init__(self, browser: Browser, url: str, width: int, height: int) -> None:
        self._browser, self._url, self._width, self._height = browser, url, width, height

    def visitor(self) -> Page:
        """Nothing moves: a picture shows a page, not the way to it."""
        return self._browser.new_context(
            base_url=self._url,
            viewport={"width": self._width, "height": self._height},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
        ).new_page()

    def official(self, username: str) -> Page:
        page = self.visitor()
        page.goto("/masuk")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(DEMO_PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url("**/")
        return page

    def shoot(self, page: Page, name: str, path: str | None = None) -> None:
        """`path` None: the page that is open."""
        if path is not None:
            page.goto(path)
        self._keep(page, name)
        if name in DARK:
            page.emulate_media(color_scheme="dark")
            self._keep(page, name, "-gelap")
            page.emulate_media(color_scheme="light")
        if name in ENGLISH:
            page.locator("[name=language][value=en]").click()
            self._keep(page, name, "-english")
            page.locator("[name=language][value=id]").click()

    def follow(self, page: Page, link: str, name: str, nth: int = 0) -> None:
        page.goto(page.locator(link).nth(nth).get_attribute("href") or "")
        self.shoot(page, name)

    def _keep(self, page: Page, name: str, variant: str = "") -> None:
        page.screenshot(path=FOLDER / f"{name}-{self._width}{variant}.png", animations="disabled")


def _take(camera: _Camera) -> None:
    camera.shoot(camera.visitor(), "masuk", "/masuk")
    _figures(camera, camera.official(CAMAT))
    _meetings(camera, camera.official(NOTE_TAKER))
    _work(camera, camera.official(HEAD_OF_SECTION))
    _settings(camera, camera.official(ADMIN))
    camera.shoot(camera.official(AUDITOR), "audit", "/audit")


def _figures(camera: _Camera, camat: Page) -> None:
    camera.shoot(camat, "beranda", "/")
    camera.follow(camat, "[data-figure]:has(.figure-value) h3 a", "indikator", 3)
    figure = camat.url
    camera.follow(camat, "a[href*='/perubahan']", "perubahan")
    camat.goto(figure)
    camera.follow(camat, "a[href*='/definisi']", "definisi")
    camera.shoot(camat, "laporan", "/laporan")
    camera.shoot(camat, "penetapan", "/penetapan")
    camera.shoot(camat, "survei", "/survei")
    camera.follow(camat, "main a[href^='/survei/']", "survei-hasil")


def _meetings(camera: _Camera, note_taker: Page) -> None:
    camera.shoot(note_taker, "catat", "/kegiatan/baru")
    camera.shoot(note_taker, "kegiatan", "/kegiatan")
    camera.follow(note_taker, "main th a[href^='/kegiatan/']", "kegiatan-rinci", 3)
    camera.shoot(note_taker, "seri", "/seri")
    camera.follow(note_taker, "main th a[href^='/seri/']", "seri-rinci")
    camera.follow(note_taker, "main a[href*='/bahan']", "bahan-rapat")
    camera.shoot(note_taker, "jadwal", "/jadwal")
    camera.shoot(note_taker, "cari", "/cari?kata=desa")


def _work(camera: _Camera, head: Page) -> None:
    camera.shoot(head, "tindak-lanjut-saya", "/tindak-lanjut")
    camera.follow(head, "main a[href^='/tindak-lanjut/']", "tindak-lanjut")
    camera.follow(head, "main a[href$='/pengingat']", "bukti-pengingat")
    camera.shoot(head, "serah-terima", "/serah-terima")
    camera.shoot(head, "pemberitahuan", "/pemberitahuan")
    camera.shoot(head, "pengingat-saya", "/pengaturan/pengingat-saya")
    camera.shoot(head, "rencana-pengingat", f"/pengingat/rencana?pada={TOMORROW}")
    camera.shoot(head, "bantuan", "/bantuan")
    camera.shoot(head, "istilah", "/bantuan/istilah")
    camera.shoot(head, "gaya", "/gaya")
    camera.shoot(head, "tidak-ditemukan", "/tidak-ada")
    head.goto("/surat")
    letter = _letter_with_link(head)
    camera.shoot(head, "surat")
    camera.shoot(camera.visitor(), "tautan", letter)


def _settings(camera: _Camera, admin: Page) -> None:
    camera.shoot(admin, "pengaturan", "/pengaturan")
    camera.shoot(admin, "aturan-pengingat", "/pengaturan/aturan-pengingat")
    camera.shoot(admin, "kalender", "/pengaturan/kalender")
    camera.shoot(admin, "ketidakhadiran", "/pengaturan/cuti")
    camera.shoot(admin, "kontak", "/pengaturan/kontak")
    camera.shoot(admin, "pengingat-gagal", "/pengingat/gagal")
    camera.shoot(admin, "impor", "/impor")


def _letter_with_link(page: Page) -> str:
    """Opens the first letter that has a link to report by, and says where the link leads."""
    for path in [link.get_attribute("href") for link in page.locator("main th a").all()]:
        page.goto(path or "")
        link = page.locator("main a[href*='/t/']").first
        if link.count():
            return link.get_attribute("href") or ""
    raise AssertionError("no letter brings a link")


if __name__ == "__main__":
    sys.exit(main())
