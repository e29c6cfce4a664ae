"""Whoever chose English is told in English, on every page there is: what people typed stays as they typed it."""

from html import unescape

import httpx
import pytest

from tests.e2e.site_map import NOBODY, READERS, visits
from tests.e2e.visitor import Visitor
from tests.support.english import Leftovers, typed_by_people
from tests.support.product import Product
from tracker.web import offline
from tracker.web.language import COOKIE


@pytest.fixture(scope="module")
def leftovers(demo: Product) -> Leftovers:
    return Leftovers(typed_by_people(demo.home / "store.sqlite"))


def test_what_nobody_translated_is_found(leftovers: Leftovers) -> None:
    page = '<p>Belum tersimpan</p><p lang="id">Yth. Bapak yang terhormat</p><input placeholder="Pilih dari daftar">'
    assert leftovers.of(page) == ["Belum tersimpan", "Pilih dari daftar"]


def test_a_number_written_the_other_way_is_found(leftovers: Leftovers) -> None:
    page = "<p>81,04 %</p><p>0,111</p><p>1.783</p><p>81.04 %</p><p>0.111</p><p>1,783</p><p>09.30, 12</p>"
    assert leftovers.of(page) == ["81,04 %", "0,111", "1.783"]


@pytest.mark.parametrize("reader", READERS)
def test_every_page_speaks_english(demo: Product, leftovers: Leftovers, reader: str) -> None:
    found = []
    with _browser(demo, reader) as browser:
        browser.cookies.set(COOKIE, "en")
        for path in visits(demo, reader):
            page = browser.get(f"{path}?bahasa=en" if path == offline.PAGE else path)
            if not page.headers["content-type"].startswith("text/html"):
                continue
            assert (page.is_server_error, '<html lang="en"' in page.text) == (False, True), path
            found += [f"{path}: {unescape(text)}" for text in leftovers.of(page.text)]
    assert found == [], "\n".join(found)


def _browser(demo: Product, reader: str) -> httpx.Client:
    browser = httpx.Client(base_url=demo.url, timeout=20)
    if reader != NOBODY:
        with Visitor(demo.url, reader) as visitor:
            browser.cookies = httpx.Cookies(visitor.cookies)
    return browser
