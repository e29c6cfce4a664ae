"""What a person does on the pages, with or without script."""

from playwright.sync_api import Page, expect

from tests.support.day import TODAY
from tracker.application.demo_home import DEMO_PASSWORD


def sign_in(page: Page, url: str, username: str) -> None:
    """At a page that asks for it, or at the start page; ends where the visitor wanted to go."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_title("Akun dan pengaturan")).to_be_visible()


def open_step(page: Page, step: str) -> None:
    """Unfolds the form of a step where it is not open yet."""
    form = page.locator(f"details#{step}")
    if form.get_attribute("open") is None:
        form.locator("summary").first.click()


def report_done(page: Page, note: str) -> None:
    """With a document as evidence, on the page of a follow-up."""
    open_step(page, "lapor-selesai")
    form = page.locator("details#lapor-selesai form")
    form.get_by_label("Selesai tanggal").fill(TODAY.isoformat())
    form.get_by_label("Keterangan").fill(note)
    form.get_by_label("Jenis bukti").select_option("dokumen_laporan")
    form.get_by_label("Nomor dokumen").fill("470/12/2026")
    form.get_by_label("Tanggal dokumen").fill(TODAY.isoformat())
    form.get_by_role("button", name="Lapor selesai").click()
    expect(page.get_by_text("Dilaporkan selesai; menunggu verifikasi.")).to_be_visible()


def give_back(page: Page, reason: str) -> None:
    open_step(page, "kembalikan")
    form = page.locator("details#kembalikan form")
    form.get_by_label("Alasan").fill(reason)
    form.get_by_role("button", name="Kembalikan untuk dilengkapi").click()
    expect(page.get_by_text("Laporan dikembalikan.")).to_be_visible()


def verify(page: Page) -> None:
    page.locator("form[id='verifikasi.isian']").get_by_role("button", name="Verifikasi: selesai").click()
    expect(page.get_by_text("Terverifikasi: tindak lanjut ini selesai.")).to_be_visible()


def story_of(page: Page) -> list[str]:
    """The entries of the history on this page, oldest first, each on one line."""
    entries = page.locator("#riwayat .timeline > li")
    ids = entries.evaluate_all("all => all.map(one => Number(one.id.slice(1)))")
    texts = [" ".join(text.split()) for text in entries.all_inner_texts()]
    return [text for _, text in sorted(zip(ids, texts, strict=True))]
