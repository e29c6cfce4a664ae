"""Catat kegiatan is the fastest way there is: what it takes is counted, at the keyboard and with the mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.browsing import sign_in
from tests.e2e.hands import FIRST_TIME, PRACTISED, Hands
from tests.support.product import Product

pytestmark = pytest.mark.browser

NOTE_TAKER = "notulis.sumberjambe"
SERIES = "Rapat koordinasi bidang pemerintahan"
DUE = "Batas waktu: "
BY_SOMEBODY_NEW, BY_SOMEBODY_PRACTISED = 60, 25
"""Seconds for a meeting with three outcomes, each with who is in charge and by when."""


@pytest.fixture
def page(demo: Product, visitor: Callable[[], Page]) -> Page:
    page = visitor()
    sign_in(page, demo.url, NOTE_TAKER)
    return page


def at(page: Page, name: str) -> None:
    expect(page.locator(f"[name='{name}']")).to_be_focused()


def saved(page: Page, *texts: str) -> str:
    """All that can be read on the page of the meeting that was saved, its message included."""
    expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    for text in texts:
        expect(page.get_by_role("link", name=text, exact=True)).to_be_visible()
    return page.get_by_label("Teks WhatsApp").input_value()


def test_somebody_practised_logs_the_next_meeting_of_a_series_in_25_seconds(
    page: Page, demo: Product
) -> None:
    hands = Hands(page, PRACTISED)
    page.goto(f"{demo.url}/kegiatan/baru")
    hands.click(page.get_by_role("link", name=SERIES))
    at(page, "outcomes.0.text")
    agreed = (
        ("Jadwal dibagikan", "sekcam", "jumat"),
        ("Data dicocokkan", "cumedak", "lusa"),
        ("Papan dipasang", "rowosari", "3hk"),
    )
    for number, (text, who, when) in enumerate(agreed):
        hands.think()
        hands.type(text)
        hands.press("Tab")
        hands.type(who)
        hands.press("Tab")
        hands.type(when)
        hands.press("Enter" if number < 2 else "Control+Enter")
    told = saved(page, *(text for text, _, _ in agreed))
    assert "Penanggung jawab: Sekretaris Kecamatan" in told
    assert told.index("Kepala Desa Cumedak") < told.index("Kepala Desa Rowosari")
    assert f"{DUE}Jumat, 20 November 2026" in told
    assert f"{DUE}Senin, 23 November 2026" in told
    assert hands.counted() == (hands.keys, hands.clicks)
    assert hands.seconds < BY_SOMEBODY_PRACTISED, hands


def test_somebody_new_logs_a_meeting_with_the_mouse_in_60_seconds(page: Page, demo: Product) -> None:
    hands = Hands(page, FIRST_TIME)
    page.goto(demo.url)
    hands.think()
    hands.click(page.get_by_role("link", name="Catat kegiatan").first)
    at(page, "title")
    hands.think()
    hands.type("Rapat pendataan warga")
    agreed = (
        ("Jadwal dibagikan", "cumedak"),
        ("Data dicocokkan", "rowosari"),
        ("Papan dipasang", "plerean"),
    )
    for number, (text, who) in enumerate(agreed):
        row = page.locator("[data-row]").nth(number)
        hands.click(row.get_by_label(f"Hasil {number + 1}", exact=True))
        hands.think()
        hands.type(text)
        hands.press("Tab")
        hands.think()
        hands.type(who)
        hands.click(row.get_by_role("button", name="Jumat depan"))
    hands.think()
    hands.click(page.locator("button.button", has_text="Simpan kegiatan"))
    told = saved(page, *(text for text, _ in agreed))
    assert told.count(f"{DUE}Jumat, 20 November 2026") == 3
    assert "Kepala Desa Plerean" in told
    assert hands.counted() == (hands.keys, hands.clicks)
    assert hands.seconds < BY_SOMEBODY_NEW, hands


def test_a_meeting_and_its_review_are_logged_with_the_keyboard_alone(page: Page, demo: Product) -> None:
    hands = Hands(page, PRACTISED)
    page.goto(demo.url)
    hands.tab_to("a[href='/kegiatan/baru']")
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Catat kegiatan")
    hands.press("Shift+Tab")
    hands.tab_to("a[href='/kegiatan/baru?seri=rakor_pemerintahan']")
    hands.press("Enter")
    expect(page.get_by_role("heading", name="Masih terbuka dari rapat sebelumnya")).to_be_visible()
    at(page, "outcomes.0.text")
    hands.type("Peta desa dicetak")
    hands.press("Tab")
    hands.type("kasi pemerint")
    said = page.locator("[data-row]").first.locator("[data-said]")
    expect(said.first).to_have_text("= Kasi Pemerintahan")
    hands.press("Tab")
    hands.type("akhir bulan")
    expect(said.nth(1)).to_have_text("= Senin, 30 November 2026")
    hands.press("Enter")
    at(page, "outcomes.1.text")
    answer = page.locator("[name^='review.'][value=selesai]").first
    hands.tab_to(f"[name='{answer.get_attribute('name')}']")
    hands.press("Space")
    hands.press("ArrowRight")
    hands.press("Tab")
    hands.type("Tinggal satu dusun")
    hands.press("Control+Enter")
    saved(page, "Peta desa dicetak")
    expect(page.locator("#tinjauan").get_by_text("rapat ini: dalam proses")).to_be_visible()
    expect(page.locator("#tinjauan").get_by_text("Catatan: Tinggal satu dusun")).to_be_visible()
    assert hands.clicks == 0


def test_many_lines_pasted_make_many_rows(page: Page, demo: Product) -> None:
    page.goto(f"{demo.url}/kegiatan/baru")
    page.get_by_label("Judul kegiatan").fill("Rapat dari catatan")
    page.get_by_label("Hasil 1", exact=True).focus()
    page.evaluate(
        """lines => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", lines);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        "1. Jalan diperbaiki\n2) Lampu dipasang\n\n- Parit digali\n• 3 pohon ditebang\na. Surat dikirim",
    )
    texts = [field.input_value() for field in page.locator("[data-row] textarea").all()]
    assert texts == [
        "Jalan diperbaiki",
        "Lampu dipasang",
        "Parit digali",
        "3 pohon ditebang",
        "Surat dikirim",
    ]


def test_a_row_that_was_removed_comes_back(page: Page, demo: Product) -> None:
    page.goto(f"{demo.url}/kegiatan/baru")
    first = page.get_by_label("Hasil 1", exact=True)
    first.fill("Jalan diperbaiki")
    page.get_by_label("Hasil 2", exact=True).fill("Lampu dipasang")
    page.get_by_role("button", name="Hapus hasil 1").click()
    expect(page.get_by_text("Hasil 1 dihapus.")).to_be_visible()
    expect(first).to_have_value("Lampu dipasang")
    undo = page.get_by_role("button", name="Urungkan")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(first).to_have_value("Jalan diperbaiki")
    expect(first).to_be_focused()
    expect(undo).to_have_count(0)


def test_a_facilitation_asks_for_no_more_than_it_needs(page: Page, demo: Product) -> None:
    page.goto(f"{demo.url}/kegiatan/baru")
    page.get_by_role("radio", name="Fasilitasi").check()
    asked = [
        field.get_attribute("name")
        for field in page.locator("main form.log :is(input, select, textarea):visible").all()
        if field.get_attribute("type") != "radio"
    ]
    assert asked == ["title", "held_on", "place", "output.type", "rinci"]
    page.get_by_label("Judul kegiatan").fill("Fasilitasi APBDes")
    page.get_by_label("Keluaran", exact=True).select_option("berita_acara")
    page.get_by_label("Rincian lain").check()
    expect(page.get_by_label("Hasil 1", exact=True)).to_be_visible()
    page.get_by_label("Rincian lain").uncheck()
    expect(page.get_by_label("Hasil 1", exact=True)).to_be_hidden()
    page.locator("button.button", has_text="Simpan kegiatan").click()
    expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    expect(page.get_by_text("Berita acara").first).to_be_visible()


def test_a_draft_waits_for_its_own_author_until_it_has_been_saved(demo: Product, browser: Browser) -> None:
    with browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta") as shared:
        page = shared.new_page()
        form = f"{demo.url}/kegiatan/baru"
        sign_in(page, form, NOTE_TAKER)
        page.get_by_label("Judul kegiatan").fill("Rapat yang terputus")
        page.get_by_role("radio", name="Musyawarah").check()
        page.get_by_label("Hasil 1", exact=True).fill("Satu")
        page.get_by_label("Hasil 1", exact=True).press("Enter")
        page.keyboard.type("Dua")
        expect(page.get_by_text("Draf tersimpan di peramban ini.")).to_be_visible()
        page.goto(demo.url)
        page.locator("details.menu summary").first.click()
        page.get_by_role("button", name="Keluar").click()

        offer = page.get_by_text("Ada isian yang belum tersimpan")
        sign_in(page, form, "staf.sumberjambe")
        expect(page.get_by_label("Judul kegiatan")).to_be_focused()
        expect(offer).to_be_hidden()
        page.goto(demo.url)
        page.locator("details.menu summary").first.click()
        page.get_by_role("button", name="Keluar").click()

        sign_in(page, form, NOTE_TAKER)
        expect(offer).to_contain_text("“Rapat yang terputus”")
        page.get_by_role("button", name="Pakai lagi").click()
        expect(page.get_by_label("Hasil 2", exact=True)).to_have_value("Dua")
        expect(page.get_by_role("radio", name="Musyawarah")).to_be_checked()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
        page.goto(form)
        expect(page.get_by_label("Judul kegiatan")).to_have_value("")
        expect(offer).to_be_hidden()


_TWO_DAYS_OLDER = """() => {
  for (const [key, kept] of Object.entries(localStorage)) {
    const draft = JSON.parse(kept);
    draft.when = new Date(Date.now() - 2 * 864e5).toISOString();
    draft.values = draft.values.map(([name, value]) => [name.replace("outcomes.1.", "outcomes.75."), value]);
    localStorage.setItem(key, JSON.stringify(draft));
  }
}"""
"""Rows that came and went leave high numbers behind."""


def test_a_draft_outlives_another_meetings_message_new_typing_and_the_days(page: Page, demo: Product) -> None:
    form = f"{demo.url}/kegiatan/baru"
    page.goto(form)
    page.get_by_label("Judul kegiatan").fill("Rapat yang tersimpan")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    other = page.url.partition("#")[0]

    page.goto(form)
    page.get_by_label("Judul kegiatan").fill("Rapat yang gagal")
    page.get_by_label("Hasil 1", exact=True).fill("Satu")
    page.get_by_label("Hasil 2", exact=True).fill("Dua")
    page.locator("[name='outcomes.1.due_on']").fill("besok")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("form[data-draft]")).to_have_count(0)
    page.context.set_offline(False)
    page.goto(other)
    add = page.locator("form[action$='/tambah-butir']").first
    add.locator("textarea").first.fill("Dibahas singkat")
    add.get_by_role("button").first.click()
    expect(page.locator("[data-saved]")).to_have_count(1)

    page.evaluate(_TWO_DAYS_OLDER)
    page.goto(form)
    offer = page.locator("[data-restore]")
    expect(offer).to_contain_text("“Rapat yang gagal”")
    page.get_by_label("Judul kegiatan").fill("Rapat yang baru")
    expect(page.get_by_text("Draf tersimpan di peramban ini.")).to_be_visible()
    page.get_by_role("button", name="Pakai lagi").click()
    expect(page.get_by_label("Judul kegiatan")).to_have_value("Rapat yang gagal")
    expect(page.get_by_label("Hasil 2", exact=True)).to_have_value("Dua")
    meant = page.evaluate(
        """() => new Date(Date.now() - 864e5).toLocaleDateString("id", { dateStyle: "full" })"""
    )
    expect(page.locator("[name='outcomes.1.due_on']")).to_have_value(meant)
    expect(offer).to_contain_text("“Rapat yang baru”")
    page.get_by_role("button", name="Pakai lagi").click()
    expect(page.get_by_label("Judul kegiatan")).to_have_value("Rapat yang baru")
    expect(page.get_by_label("Hasil 2", exact=True)).to_have_value("")
    expect(offer).to_contain_text("“Rapat yang gagal”")


def test_what_was_saved_while_the_answer_was_lost_is_not_saved_twice(
    page: Page, demo: Product, browser: Browser
) -> None:
    form = f"{demo.url}/kegiatan/baru"

    def loses_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    def saved() -> int:
        page.goto(f"{demo.url}/kegiatan?q=jawabannya+hilang")
        return page.get_by_role("link", name="Rapat yang jawabannya hilang").count()

    page.goto(form)
    page.get_by_label("Judul kegiatan").fill("Rapat yang jawabannya hilang")
    page.get_by_label("Hasil 1", exact=True).fill("Satu")
    page.locator("[name='outcomes.0.due_on']").fill("besok")
    page.route(form, loses_the_answer, times=1)
    page.keyboard.press("Control+Enter")
    expect(page.locator("form[data-draft]")).to_have_count(0)
    assert saved() == 1

    page.goto(form)
    page.get_by_role("button", name="Pakai lagi").click()
    expect(page.get_by_label("Judul kegiatan")).to_have_value("Rapat yang jawabannya hilang")
    kept = page.context.storage_state()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    assert saved() == 1

    with browser.new_context(storage_state=kept) as elsewhere:
        again = elsewhere.new_page()
        again.goto(form)
        again.get_by_role("button", name="Pakai lagi").click()
        again.get_by_label("Hasil 1", exact=True).fill("Satu, lalu lebih jelas")
        again.keyboard.press("Control+Enter")
        expect(again.get_by_text("sudah pernah dikirim dengan isi lain").first).to_be_visible()
        expect(again.get_by_label("Hasil 1", exact=True)).to_have_value("Satu, lalu lebih jelas")
    assert saved() == 1
