"""The navigation on a telephone: menus that need no script, and a script that only closes them sooner."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browsing import sign_in
from tests.support.product import Product

pytestmark = pytest.mark.browser


@pytest.fixture
def telephone(browser: Browser, demo: Product) -> Iterator[Callable[..., Page]]:
    """A page on which a notulis has signed in; `script` false: nothing runs."""
    opened: list[BrowserContext] = []

    def visit(*, script: bool = True, height: int = 640) -> Page:
        context = browser.new_context(
            locale="id-ID", viewport={"width": 320, "height": height}, java_script_enabled=script
        )
        opened.append(context)
        page = context.new_page()
        sign_in(page, f"{demo.url}/", "notulis.sumberjambe")
        return page

    yield visit
    for context in opened:
        context.close()


def test_every_place_and_the_way_out_are_reached_without_script(telephone: Callable[..., Page]) -> None:
    page = telephone(script=False)
    page.locator(".nav-more summary").click()
    page.locator(".nav-more a[href='/laporan']").click()
    expect(page.locator("h1")).to_contain_text("Laporan kinerja")
    expect(page.locator(".nav-more a[aria-current=page]")).to_have_count(1)
    page.locator(".tools summary").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.locator("[name=password]")).to_be_visible()


def test_an_open_menu_closes_by_escape_by_a_tap_elsewhere_and_by_another(
    telephone: Callable[..., Page],
) -> None:
    page = telephone()
    account, more = page.locator(".tools details"), page.locator(".nav-more details")
    account.locator("summary").press("Enter")
    expect(account).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(account).not_to_have_attribute("open", "")
    expect(account.locator("summary")).to_be_focused()
    account.locator("summary").click()
    more.locator("summary").click()
    expect(account).not_to_have_attribute("open", "")
    page.locator("h1").click()
    expect(more).not_to_have_attribute("open", "")


def test_a_low_window_keeps_its_room_for_the_page(telephone: Callable[..., Page]) -> None:
    """1280 × 1024 at 400 % is 320 × 256: a bar at the lower edge would take a quarter of it."""
    assert telephone(height=640).locator(".nav").evaluate("nav => getComputedStyle(nav).position") == "fixed"
    low = telephone(height=256)
    assert low.locator(".nav").evaluate("nav => getComputedStyle(nav).position") == "static"
    low.locator(".nav-more summary").click()
    expect(low.locator(".nav-more a[href='/laporan']")).to_be_in_viewport()


def test_on_paper_stands_the_office_and_no_navigation(telephone: Callable[..., Page]) -> None:
    page = telephone()
    page.emulate_media(media="print")
    for name in (".nav", ".tools", ".skip", ".languages"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.locator(".mark")).to_contain_text("Kecamatan Sumberjambe, Kabupaten Jember")
