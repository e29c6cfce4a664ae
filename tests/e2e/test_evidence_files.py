"""Files of evidence in a real browser: a scan from a telephone without script, and a warning before a long upload."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browsing import open_step, sign_in, verify
from tests.e2e.program import Program
from tests.support import evidence_files as scans
from tests.support.day import TODAY
from tests.support.product import Product
from tracker.domain.evidence_file import MAX_FILE

pytestmark = pytest.mark.browser

STAFF, HEAD = "staf.sumberjambe", "kasi.pemerintahan.sumberjambe"
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    opened: list[BrowserContext] = []

    def visit(**how: object) -> Page:
        opened.append(browser.new_context(locale="id-ID", **how))  # type: ignore[arg-type]
        return opened[-1].new_page()

    yield visit
    for context in opened:
        context.close()


@pytest.fixture
def address(demo: Product) -> str:
    """A follow-up of the staff."""
    program = Program(demo.url, demo.run, "notulis.sumberjambe")
    logged = program.log("Rapat dengan pindaian", "Papan alur dipasang")
    program.wait_until_shown(logged)
    return f"{demo.url}/tindak-lanjut/{logged.follow_ups[0]}"


def fill(page: Page) -> None:
    open_step(page, "lapor-selesai")
    form = page.locator("details#lapor-selesai form")
    form.get_by_label("Selesai tanggal").fill(TODAY.isoformat())
    form.get_by_label("Jenis bukti").select_option("dokumen_laporan")
    form.get_by_label("Tanggal dokumen").fill(TODAY.isoformat())


def test_a_photo_and_a_scan_from_a_telephone_without_script_are_verified_and_opened(
    address: str, visit: Callable[..., Page], tmp_path: Path
) -> None:
    photo, scan = tmp_path / "papan alur.png", tmp_path / "berita acara.pdf"
    photo.write_bytes(scans.PNG)
    scan.write_bytes(scans.pdf("papan alur"))
    staff = visit(java_script_enabled=False, **PHONE)
    sign_in(staff, address, STAFF)
    fill(staff)
    form = staff.locator("details#lapor-selesai form")
    expect(form.get_by_label("Foto langsung").first).to_be_visible()
    form.get_by_label("Foto langsung").first.set_input_files(photo)
    form.get_by_label("Berkas").first.set_input_files(scan)
    form.get_by_role("button", name="Lapor selesai").click()
    expect(staff.get_by_text("Dilaporkan selesai; menunggu verifikasi.")).to_be_visible()

    head = visit()
    sign_in(head, address, HEAD)
    proof = head.locator("#bukti-dukung")
    with head.expect_download() as started:
        proof.get_by_role("link", name=scan.name).click()
    assert started.value.suggested_filename == scan.name
    assert Path(started.value.path()).read_bytes() == scan.read_bytes()
    verify(head)
    proof.get_by_role("link", name="Lihat").click()
    assert head.locator("img").evaluate("image => image.naturalWidth") == 1


def test_a_file_that_is_too_large_is_said_before_it_is_sent(
    address: str, visit: Callable[..., Page], tmp_path: Path
) -> None:
    large, small = tmp_path / "besar.pdf", tmp_path / "kecil.pdf"
    large.write_bytes(b"%PDF-" + b"\n" * MAX_FILE)
    small.write_bytes(scans.pdf("kecil"))
    page = visit()
    sign_in(page, address, STAFF)
    expect(page.get_by_label("Foto langsung").first).to_be_hidden()
    fill(page)
    form = page.locator("details#lapor-selesai form")
    chooser = form.get_by_label("Berkas").first
    chooser.set_input_files(large)
    told = form.locator("[data-files-told]").first
    expect(told).to_have_text("“besar.pdf” lebih dari 10 MB; perkecil atau bagi dahulu.")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    form.get_by_role("button", name="Lapor selesai").click()
    expect(chooser).to_be_focused()
    assert "POST" not in sent
    chooser.set_input_files(small)
    expect(told).to_have_text("1 berkas, 1 KB")
    form.get_by_role("button", name="Lapor selesai").click()
    expect(page.get_by_text("Dilaporkan selesai; menunggu verifikasi.")).to_be_visible()


SIDEWAYS = (
    b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06"
    b"\x00\x00\x00\x00\x00\x00"
)
"""What a telephone held upright writes into its photo: turn it by a quarter (EXIF 2.32, orientation 6)."""
_DRAW = """async ([width, height]) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  for (let x = 0; x < width; x += 7) {
    pen.fillStyle = `hsl(${(x * 37) % 360} 80% 50%)`;
    pen.fillRect(x, (x * 13) % height, 90, 600);
  }
  const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  return [...new Uint8Array(await made.arrayBuffer())];
}"""
_CHOSEN = """async (input) => {
  const [file] = input.files;
  const picture = await createImageBitmap(file);
  return [file.name, file.type, file.size, picture.width, picture.height];
}"""


def test_a_photo_is_made_smaller_and_upright_before_it_is_sent(
    address: str, visit: Callable[..., Page]
) -> None:
    page = visit(**PHONE)
    sign_in(page, address, STAFF)
    drawn = bytes(page.evaluate(_DRAW, [3200, 2400]))
    photo = drawn[:2] + SIDEWAYS + drawn[2:]
    fill(page)
    form = page.locator("details#lapor-selesai form")
    chooser = form.get_by_label("Foto langsung").first
    chooser.set_input_files({"name": "IMG_7.JPEG", "mimeType": "image/jpeg", "buffer": photo})
    told = chooser.locator("xpath=..").locator("[data-files-told]")
    expect(told).to_contain_text("Foto diperkecil dari ")
    name, kind, size, width, height = chooser.evaluate(_CHOSEN)
    assert (name, kind, width, height) == ("IMG_7.jpg", "image/jpeg", 1200, 1600)
    assert size < len(photo)
    chooser.set_input_files({"name": "kecil.png", "mimeType": "image/png", "buffer": scans.PNG})
    expect(told).to_have_text("1 berkas, 1 KB")
    chooser.set_input_files({"name": "IMG_7.JPEG", "mimeType": "image/jpeg", "buffer": photo})
    form.get_by_label("Berkas").first.set_input_files(
        {"name": "tanda.png", "mimeType": "image/png", "buffer": scans.PNG}
    )
    form.get_by_role("button", name="Lapor selesai").click()
    expect(page.get_by_text("Dilaporkan selesai; menunggu verifikasi.")).to_be_visible()
    expect(page.locator("#bukti-dukung").get_by_role("link", name="IMG_7.jpg")).to_be_visible()


def test_who_is_typing_is_told_that_somebody_else_was_quicker(
    address: str, visit: Callable[..., Page]
) -> None:
    page, other = visit(), visit()
    sign_in(page, address, STAFF)
    page.get_by_label("Tulis komentar").fill("Menunggu stempel desa")
    sign_in(other, address, HEAD)
    other.get_by_label("Tulis komentar").fill("Mohon dipercepat")
    other.get_by_role("button", name="Kirim komentar").click()
    expect(page.get_by_text("Tindak lanjut ini baru saja berubah di tempat lain.")).to_be_visible()
    expect(page.get_by_label("Tulis komentar")).to_have_value("Menunggu stempel desa")
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.locator("#komentar\\.semua").get_by_text("Menunggu stempel desa")).to_be_visible()
