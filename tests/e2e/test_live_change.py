"""What one person does is seen by another who has a page open: at once, told aloud, and without taking the focus."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import sign_in
from tests.e2e.program import Program
from tests.e2e.site_map import CAMAT, HEAD, NOTE_TAKER
from tests.support.product import Product

pytestmark = pytest.mark.browser

SECONDS = 5_000


def test_a_meeting_logged_elsewhere_moves_the_figure(demo: Product, visitor: Callable[[], Page]) -> None:
    camat = visitor()
    sign_in(camat, f"{demo.url}/masuk", CAMAT)
    expect(camat.locator("[data-live]")).to_have_text("Langsung")
    denominator = camat.locator("[data-figure=pemerintahan] [data-part=denominator]")
    before = int(denominator.inner_text())
    camat.get_by_role("link", name="Laporan", exact=True).first.focus()
    camat.evaluate("window.opened = true")

    Program(demo.url, demo.run, NOTE_TAKER).log("Rapat yang dicatat di tempat lain", "Satu hasil")
    expect(denominator).to_have_text(str(before + 1), timeout=SECONDS)
    expect(camat.locator("[role=status][data-live-news]")).to_contain_text("Angka berubah.")
    expect(camat.get_by_role("link", name="Laporan", exact=True).first).to_be_focused()
    assert camat.evaluate("window.opened") is True


def test_a_step_taken_elsewhere_is_told_on_the_open_page(demo: Product, visitor: Callable[[], Page]) -> None:
    program = Program(demo.url, demo.run, NOTE_TAKER)
    logged = program.log("Rapat tentang satu hasil", "Hasil yang dibuka dua orang")
    program.wait_until_shown(logged)
    path = f"/follow-ups/{logged.follow_ups[0]}"
    head = visitor()
    sign_in(head, f"{demo.url}/tindak-lanjut/{logged.follow_ups[0]}", HEAD)
    head.get_by_label("Tulis komentar").focus()

    version = program.get(path).json()["version"]
    started = Program(demo.url, demo.run, "staf.sumberjambe").post(
        f"{path}/start", {"expected_version": version}
    )
    assert started.status_code == 200, started.text
    told = head.locator("[role=status][data-record]")
    expect(told).to_contain_text("baru saja berubah", timeout=SECONDS)
    expect(told.get_by_role("link", name="Muat ulang")).to_be_visible()
    expect(head.get_by_label("Tulis komentar")).to_be_focused()
