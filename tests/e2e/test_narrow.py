"""Every page on a narrow phone: nothing to scroll sideways, one heading at its top, nothing wrong in the console.

And for those who cannot see it: every field has its label, every reference leads somewhere, no heading skips a rank.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.e2e.browsing import sign_in
from tests.e2e.program import Program
from tests.support.day import TODAY
from tests.support.product import Product

pytestmark = pytest.mark.browser

WIDTH = 320
HAND_OVER = ("/serah-terima", "/serah-terima?from=position:kasi_pemerintahan")
READERS = (
    "camat.sumberjambe",
    "notulis.sumberjambe",
    "kasi.pemerintahan.sumberjambe",
    "kasubbag.perencanaan.sumberjambe",
    "camat.gucialit",
)
LOOK = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const ids = all("[id]").map(one => one.id);
  const missing = (id) => id && !document.getElementById(id);
  return {
    "ids that stand there twice": [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))],
    "fields without a label": all("input:not([type=hidden]), select, textarea")
      .filter(one => !one.labels?.length && !one.ariaLabel).map(one => one.name || one.id),
    "links to nowhere on the page": all("a[href^='#']").map(one => one.hash.slice(1)).filter(missing),
    "descriptions that are not there": all("[aria-describedby]")
      .flatMap(one => one.getAttribute("aria-describedby").split(" ")).filter(missing),
    "headings that skip a rank": all("h1, h2, h3, h4")
      .filter((one, at, them) => at && Number(one.tagName[1]) > Number(them[at - 1].tagName[1]) + 1)
      .map(one => one.textContent),
  };
}"""


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Callable[[], Page]]:
    contexts = []

    def visit() -> Page:
        contexts.append(browser.new_context(locale="id-ID", viewport={"width": WIDTH, "height": 640}))
        return contexts[-1].new_page()

    yield visit
    for context in contexts:
        context.close()


def of_each_state(rows: list[dict[str, str]]) -> list[str]:
    """One id for each status there is."""
    return list({row["status"]: row["id"] for row in rows}.values())


def pages(demo: Product, reader: str) -> list[str]:
    """All there are, with what the office of that reader has: follow-ups and coordinations in every state."""
    program = Program(demo.url, demo.run, reader)
    follow_ups = program.get("/follow-ups", limit="200").json()["rows"]
    coordinations = program.get("/coordinations", limit="200").json()["rows"]
    indicators = program.get("/indicators").json()
    surveys = [survey["id"] for survey in program.get("/surveys").json()]
    return [
        "/",
        "/kegiatan/baru",
        "/kegiatan",
        "/kegiatan?kata=tidak-ada-yang-begini",
        *(f"/kegiatan/{id_}" for id_ in of_each_state(coordinations)),
        "/survei",
        *(f"/survei/{id_}" for id_ in surveys),
        *(f"/survei/{id_}/isi" for id_ in surveys),
        "/tindak-lanjut",
        "/tindak-lanjut?lingkup=semua",
        "/tindak-lanjut?lingkup=semua&saring=lewat",
        *(f"/tindak-lanjut/{id_}" for id_ in of_each_state(follow_ups)),
        *(f"/indikator/{indicator['code']}" for indicator in indicators),
        *(f"/indikator/{indicator['code']}/definisi" for indicator in indicators),
        *(f"/kegiatan/{id_}/bahan" for id_ in of_each_state(coordinations)),
        *(("/impor",) if reader.startswith("kasubbag") else ()),
        *(() if reader.startswith("notulis") else HAND_OVER),
        "/seri",
        *(f"/seri/{one['code']}" for one in program.get("/series").json()),
        *(f"/indikator/{one['code']}/perubahan" for one in indicators if one["rule"]),
        "/laporan",
        f"/laporan?tahun={TODAY.year - 1}",
        "/laporan/terbit",
        "/pengaturan",
        "/pengaturan/kalender",
        "/pengaturan/cuti",
        "/pengaturan/aturan-pengingat",
        "/pengingat/rencana",
        f"/pengingat/rencana?pada={TODAY + timedelta(days=1)}",
        *(f"/tindak-lanjut/{id_}/pengingat" for id_ in of_each_state(follow_ups)),
        *(() if reader.startswith("notulis") else ("/pengaturan/kontak",)),
        "/pengaturan/pengingat-saya",
        "/pemberitahuan",
        "/jabatan",
        "/predikat",
        "/penetapan",
        *(f"/penetapan/{TODAY.year}/{period}" for period in ("TW1", "TW2-kumulatif", "TW3", "TW4", "tahun")),
        "/surat",
    ]


def look_at(page: Page) -> list[str]:
    """What is wrong with the page that is shown."""
    measured = page.evaluate(
        "[document.documentElement.scrollWidth, window.innerWidth, document.querySelectorAll('h1').length]"
    )
    wide, inner, headings = measured
    found = []
    if wide > inner:
        culprits = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".slice(-3).map(e => e.tagName + '.' + e.className + ' ' + (e.textContent ?? '').slice(0, 40))"
        )
        found.append(f"{page.url}: {wide} px wide: {culprits}")
    if headings != 1:
        found.append(f"{page.url}: {headings} headings of the first rank")
    found += [f"{page.url}: {what}: {where}" for what, where in page.evaluate(LOOK).items() if where]
    return found


@pytest.mark.parametrize("reader", READERS)
def test_every_page_fits_a_narrow_screen(demo: Product, narrow: Callable[[], Page], reader: str) -> None:
    page = narrow()
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            told.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.goto(f"{demo.url}/masuk")
    told += look_at(page)
    sign_in(page, f"{demo.url}/masuk", reader)
    for path in pages(demo, reader):
        answer = page.goto(demo.url + path)
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        told += look_at(page)
    page.locator("main a[href^='/surat/']").first.click()
    expect(page).to_have_url(re.compile(r"/surat/\d+$"))
    told += look_at(page)
    assert told == []


def test_a_page_that_does_not_exist_fits_too(demo: Product, narrow: Callable[[], Page]) -> None:
    page = narrow()
    sign_in(page, demo.url, "camat.sumberjambe")
    answer = page.goto(f"{demo.url}/tidak-ada")
    assert answer is not None
    assert answer.status == 404
    assert look_at(page) == []


def test_a_form_with_errors_fits_too(demo: Product, narrow: Callable[[], Page]) -> None:
    page = narrow()
    sign_in(page, f"{demo.url}/kegiatan/baru", "notulis.sumberjambe")
    page.locator("button.button", has_text="Simpan kegiatan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert look_at(page) == []
