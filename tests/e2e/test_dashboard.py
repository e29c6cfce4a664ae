"""Beranda while somebody else works: numbers, drawings and names follow, in the reader's language, and the focus stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import sign_in
from tests.e2e.program import Program
from tests.support.product import Product

pytestmark = pytest.mark.browser

CARD = "[data-figure=pemerintahan]"
SOON = "[data-concern=due_soon]"


@pytest.fixture
def program(demo: Product) -> Program:
    return Program(demo.url, demo.run, "notulis.sumberjambe")


def test_what_somebody_else_logs_is_drawn_named_and_told_without_taking_the_focus(
    demo: Product, program: Program, visitor: Callable[[], Page]
) -> None:
    page = visitor()
    sign_in(page, demo.url, "camat.sumberjambe")
    expect(page.locator("[data-live]")).to_have_text("Langsung")
    counted = int(page.locator(f"{CARD} [data-part=denominator]").inner_text())
    due = int(page.locator(f"{SOON} [data-part=count]").inner_text())
    line = page.locator(f"{CARD} [data-part=spark_line]").get_attribute("points")
    focused = page.locator(f"{CARD} h3 a")
    focused.focus()
    program.log("Rapat koordinasi kesiapan banjir", "Pompa air disiapkan")
    expect(page.locator(f"{CARD} [data-part=denominator]")).to_have_text(str(counted + 1), timeout=5_000)
    expect(page.locator(f"{SOON} [data-part=count]")).to_have_text(str(due + 1))
    expect(page.locator(f"{CARD} [data-part=spark_line]")).not_to_have_attribute("points", line or "")
    expect(page.locator("[data-live-news]")).to_contain_text("Angka berubah.")
    expect(focused).to_be_focused()
    live = [page.locator(part).inner_text() for part in (".figures", ".concerns")]
    page.reload()
    assert live == [page.locator(part).inner_text() for part in (".figures", ".concerns")]


def test_a_list_that_somebody_stands_in_is_not_taken_away(
    demo: Product, program: Program, visitor: Callable[[], Page]
) -> None:
    page = visitor()
    sign_in(page, demo.url, "camat.sumberjambe")
    expect(page.locator("[data-live]")).to_have_text("Langsung")
    reading = page.locator(f"{SOON} [data-part=first] a").last
    reading.focus()
    due = int(page.locator(f"{SOON} [data-part=count]").inner_text())
    program.log("Rapat pagi", *(f"Hasil {number}" for number in range(4)))
    expect(page.locator(f"{SOON} [data-part=count]")).to_have_text(str(due + 4), timeout=5_000)
    expect(reading).to_be_focused()


def test_live_updates_speak_the_readers_language(
    demo: Product, program: Program, visitor: Callable[[], Page]
) -> None:
    page = visitor()
    sign_in(page, demo.url, "camat.sumberjambe")
    page.get_by_role("button", name="English").click()
    expect(page.locator("[data-live]")).to_have_text("Live")
    text = page.locator(f"{CARD} [data-part=text]").inner_text()
    assert re.fullmatch(r"\d+\.\d\d\s%", text), text
    program.log("Rapat koordinasi siskamling", "Jadwal ronda disusun")
    expect(page.locator(f"{CARD} [data-part=text]")).not_to_have_text(text, timeout=5_000)
    expect(page.locator(f"{CARD} [data-part=text]")).to_have_text(re.compile(r"^\d+\.\d\d\s%$"))
    expect(page.locator(f"{CARD} [data-part=distance_text]")).to_contain_text("points short of the target")
    expect(page.locator(f"{CARD} [data-part=aim]")).to_contain_text("Target 85.00")
    expect(page.locator("[data-live-news]")).to_contain_text("Figures have changed.")
