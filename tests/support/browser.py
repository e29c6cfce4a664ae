"""A real Chromium, driven by Playwright. Where there is none, the tests that need it say so and are skipped."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_binary() -> str | None:
    """The one named by TINDAKLANJUT_TEST_CHROMIUM, else the first on PATH."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("TINDAKLANJUT_TEST_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One per module: while Playwright runs, no other test of this thread could start an event loop."""
    binary = chromium_binary()
    if binary is None:
        pytest.skip("no Chromium: install one, or name it in TINDAKLANJUT_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, headless=True, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh session, in Indonesian and Jakarta time."""
    with browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta") as context:
        yield context.new_page()
