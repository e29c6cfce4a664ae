"""Keys, and what the browser shows when the line is dead: in a real browser, since both live there alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.browsing import sign_in
from tests.support.product import Product

pytestmark = pytest.mark.browser


def test_keys_go_where_they_say_and_keep_quiet_while_somebody_types(
    demo: Product, visitor: Callable[[], Page]
) -> None:
    page = visitor()
    sign_in(page, f"{demo.url}/", "notulis.sumberjambe")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tombol papan ketik")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Tutup")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('main, header, footer')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/kegiatan")
    page.keyboard.press("j")
    expect(page.locator("main a[href^='/kegiatan/']:focus")).to_have_count(1)
    page.keyboard.press("n")
    page.wait_for_url("**/kegiatan/baru")
    title = page.locator("#title")
    title.press_sequentially("n?/gb")
    expect(title).to_have_value("n?/gb")
    expect(page.get_by_role("dialog")).to_have_count(0)
    title.blur()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tombol papan ketik")).to_be_visible()
    assert page.url.endswith("/kegiatan/baru")
    page.keyboard.press("Escape")
    title.fill("")
    page.locator("button.button", has_text="Simpan kegiatan").click()
    expect(page.locator(".errors")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tombol papan ketik")).to_be_visible()
    assert page.url.endswith("/kegiatan/baru")


def test_a_dead_line_shows_a_page_of_ours_and_none_with_data(
    demo: Product, visitor: Callable[[], Page]
) -> None:
    page = visitor()
    sign_in(page, f"{demo.url}/", "notulis.sumberjambe")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate(
        "caches.keys().then(async (names) => (await (await caches.open(names[0])).keys()).map(r => new URL(r.url).pathname))"
    )
    assert sorted(path.rpartition("/")[2] for path in kept) == [
        "app.css",
        "favicon.svg",
        "icons.svg",
        "luring",
    ]
    page.context.set_offline(True)
    page.goto(f"{demo.url}/kegiatan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ada sambungan")
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") != "0px"
    page.context.set_offline(False)
    page.get_by_role("link", name="Coba lagi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kegiatan")


def test_back_to_the_answer_of_a_form_is_no_dead_line(demo: Product, visitor: Callable[[], Page]) -> None:
    page = visitor()
    sign_in(page, f"{demo.url}/", "notulis.sumberjambe")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{demo.url}/kegiatan/baru")
    save = page.locator("button.button", has_text="Simpan kegiatan")
    save.click()
    expect(page.locator(".errors")).to_be_visible()
    page.get_by_label("Judul kegiatan").fill("Rapat sekali kirim")
    save.click()
    expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
    expect(page.get_by_text("Tidak ada sambungan")).to_have_count(0)
