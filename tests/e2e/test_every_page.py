"""Every page, on a desk and on a telephone, by day and by night: nothing that axe finds, and nothing to scroll sideways."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import sign_in
from tests.e2e.inspection import PHONE, UNFOLD, inspect, look_at
from tests.e2e.site_map import (
    ADMIN,
    ALSO_BY,
    CAMAT,
    FILLED,
    NOBODY,
    NOTE_TAKER,
    PLANNING,
    QUERIES,
    READERS,
    VISITED_BY,
    page_routes,
    visits,
)
from tests.e2e.visitor import Visitor
from tests.support.product import Product

pytestmark = pytest.mark.browser

STATUS = "the server responded with a status of"
"""What the console says of every 4xx, also of one that is meant."""


@pytest.fixture
def told(page: Page) -> list[str]:
    """What the browser complains of: errors of scripts, what the content security policy forbids, what is not found.

    Without motion from the first page on: to be told so in the middle of a transition is a complaint, too.
    """
    said: list[str] = []
    page.emulate_media(reduced_motion="reduce")
    page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_the_map_names_no_page_that_is_gone() -> None:
    named = {*FILLED, *VISITED_BY, *QUERIES, *(route for routes in ALSO_BY.values() for route in routes)}
    assert named - set(page_routes()) == set()


def test_a_page_with_faults_is_found_out(page: Page) -> None:
    """What the other tests here rely on."""
    page.set_content(
        "<h1>Satu</h1><h1>Dua</h1><p id=a>Satu</p><p id=a style='color: #ccc'>Pudar</p><input><a href='#z'>Z</a>"
        "<div style='width: 400px'>Lebar</div>"
        "<style>@media (prefers-color-scheme: dark) { body { background: #111; color: #222 } }</style>"
    )
    found = "\n".join(inspect(page))
    for fault in (
        "1280 px: headings of the first rank",
        "1280 px: ids that stand there twice: ['a']",
        "1280 px: links to nowhere on the page: ['z']",
        "1280 px: color-contrast: p:nth-child(4)",
        "1280 px: label: input",
        "1280 px, dark: color-contrast: h1:nth-child(1)",
        "320 px: wider than the window",
    ):
        assert fault in found
    assert "1280 px: wider than the window" not in found


@pytest.mark.parametrize(
    ("reader", "part"), [(reader, part) for reader in READERS for part in range(4 if reader == CAMAT else 1)]
)
def test_every_page_is_for_everyone(
    demo: Product, page: Page, told: list[str], reader: str, part: int
) -> None:
    """The Camat's in four parts: a test must end before it is taken for one that hangs."""
    if reader != NOBODY:
        sign_in(page, f"{demo.url}/masuk", reader)
    found: list[str] = []
    for path in list(visits(demo, reader))[part :: 4 if reader == CAMAT else 1]:
        answer = page.goto(demo.url + path)
        assert answer is not None
        assert (answer.status, page.url) == (200, demo.url + path)
        found += [f"{path}: {finding}" for finding in inspect(page) + told]
        told.clear()
    assert found == [], "\n".join(found)


def test_every_page_fits_a_telephone_in_english_too(demo: Product, page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    sign_in(page, f"{demo.url}/masuk", CAMAT)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    found = []
    for path in visits(demo, CAMAT):
        page.goto(demo.url + path)
        page.evaluate(UNFOLD)
        found += [f"{path}: {finding}" for finding in look_at(page)]
    assert found == [], "\n".join(found)


def test_every_page_has_a_title_of_its_own(demo: Product) -> None:
    titles: dict[str, str] = {}
    with Visitor(demo.url, CAMAT) as camat:
        for path in visits(demo, CAMAT):
            title, record = (
                camat.get(path).text.partition("<title>")[2].partition("</title>")[0],
                path.partition("?")[0],
            )
            assert titles.setdefault(title, record) == record, title


@pytest.mark.parametrize(
    ("reader", "path", "status"), [(NOBODY, "/tidak-ada", 404), (NOTE_TAKER, "/pengaturan/kontak", 403)]
)
def test_a_page_that_says_no_is_for_everyone(
    demo: Product, page: Page, told: list[str], reader: str, path: str, status: int
) -> None:
    if reader != NOBODY:
        sign_in(page, f"{demo.url}/masuk", reader)
    answer = page.goto(demo.url + path)
    assert answer is not None
    assert answer.status == status
    assert inspect(page) + [line for line in told if STATUS not in line] == []


@pytest.mark.parametrize(
    ("reader", "path", "action"),
    [
        (NOBODY, "/masuk", "/masuk"),
        (NOTE_TAKER, "/kegiatan/baru", "/kegiatan/baru"),
        (CAMAT, "/survei", "/survei/nilai-jadi"),
        (CAMAT, "/seri", "/seri"),
        (PLANNING, "/impor", "/impor"),
        (ADMIN, "/pengaturan/kalender", "/pengaturan/kalender/tambah"),
    ],
)
def test_a_form_sent_empty_names_what_is_missing_to_everyone(
    demo: Product, page: Page, told: list[str], reader: str, path: str, action: str
) -> None:
    if reader != NOBODY:
        sign_in(page, f"{demo.url}/masuk", reader)
    page.goto(demo.url + path)
    page.evaluate(UNFOLD)
    button = page.locator(f"main form[action='{action}'] .button:not(.button-plain)").last
    button.evaluate("one => { one.form.noValidate = true; }")
    button.click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert inspect(page) + [line for line in told if STATUS not in line] == []
