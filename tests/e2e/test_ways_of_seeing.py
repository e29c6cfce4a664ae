"""The main pages as people see them who need them otherwise: twice as large, on paper, without motion, in their own colours."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import sign_in
from tests.e2e.inspection import DESK, UNFOLD, look_at
from tests.e2e.program import Program
from tests.e2e.site_map import CAMAT
from tests.support.product import Product

pytestmark = pytest.mark.browser

A4 = 718
"""CSS pixels between margins of one centimetre."""
MAIN = (
    "/",
    "/kegiatan/baru",
    "/tindak-lanjut?lingkup=semua",
    "/kegiatan",
    "/laporan",
    "/jadwal",
    "/pengaturan",
    "/bantuan",
)
MOVES = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  return (style.animationName !== "none" && longest(style.animationDuration) > 0.01) || longest(style.transitionDuration) > 0.01;
}).map(one => `${one.tagName}.${one.className}`)"""
WITHOUT_EDGE = """() => [...document.querySelectorAll(".button, select, textarea, input:not([type=hidden])")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 2 && !one.matches("[type=radio], [type=checkbox], [type=file]"))
  .filter(one => getComputedStyle(one).borderStyle === "none").map(one => one.outerHTML.slice(0, 80))"""


def pages(demo: Product) -> list[str]:
    """The main ones, and one record of each kind."""
    program = Program(demo.url, demo.run, CAMAT)
    meetings = program.get("/coordinations", limit="200").json()["rows"]
    most = max(meetings, key=lambda row: row["outcomes"])["id"]
    follow_up = program.get("/follow-ups", limit="1").json()["rows"][0]["id"]
    return [*MAIN, f"/kegiatan/{most}", f"/tindak-lanjut/{follow_up}", "/indikator/pemerintahan"]


@pytest.fixture
def camat(demo: Product, browser: Browser) -> Page:
    page = browser.new_context(
        locale="id-ID", viewport={"width": DESK, "height": 900}, base_url=demo.url
    ).new_page()
    sign_in(page, f"{demo.url}/masuk", CAMAT)
    return page


def test_twice_as_large_nothing_runs_out_of_the_window(demo: Product, camat: Page) -> None:
    """Zoomed to 200 %, as a window of half the width; and with letters alone twice as large (WCAG 1.4.4, 1.4.10)."""
    found = []
    for path in pages(demo):
        camat.goto(path)
        camat.evaluate(UNFOLD)
        camat.set_viewport_size({"width": DESK // 2, "height": 450})
        found += [f"{path}: zoomed: {finding}" for finding in look_at(camat)]
        camat.set_viewport_size({"width": DESK, "height": 900})
        camat.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"{path}: large letters: {finding}" for finding in look_at(camat)]
    assert found == [], "\n".join(found)


def test_on_paper_there_is_what_is_to_be_read_and_nothing_to_press(demo: Product, camat: Page) -> None:
    found = []
    camat.emulate_media(media="print")
    camat.set_viewport_size({"width": A4, "height": 1000})
    for path in pages(demo):
        camat.goto(path)
        found += [f"{path}: {finding}" for finding in look_at(camat)]
        expect(camat.get_by_role("heading", level=1)).to_be_visible()
        shown = camat.locator("nav, button, .tools, .skip, [type=search]").filter(visible=True)
        found += [f"{path}: printed: {text[:60]}" for text in shown.all_inner_texts()]
    assert found == [], "\n".join(found)


def test_who_wants_no_motion_gets_none(demo: Product, camat: Page) -> None:
    camat.goto("/")
    changed = "document.querySelector('[data-part=numerator]').classList.add('changed')"
    camat.evaluate(changed)
    assert camat.evaluate(MOVES) != []  # so that there is something to be left out
    camat.emulate_media(reduced_motion="reduce")
    for path in pages(demo):
        camat.goto(path)
        if path == "/":
            camat.evaluate(changed)
        assert camat.evaluate(MOVES) == [], path


def test_in_colours_of_their_own_every_field_and_button_has_its_edge(demo: Product, camat: Page) -> None:
    camat.emulate_media(forced_colors="active")
    for path in pages(demo):
        camat.goto(path)
        camat.evaluate(UNFOLD)
        assert camat.evaluate(WITHOUT_EDGE) == [], path
