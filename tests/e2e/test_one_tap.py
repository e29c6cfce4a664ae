"""A link in a reminder, opened on a telephone without an account and without script: the photo is sent, the head verifies."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browsing import sign_in, story_of, verify
from tests.e2e.inspection import look_at
from tests.e2e.program import Program
from tests.support import evidence_files as scans
from tests.support.day import TODAY
from tests.support.product import Product
from tracker.application.actor import Bearer
from tracker.application.one_tap import LIFE, PATH, token
from tracker.domain.identity import follow_up_id, nth_outcome_id

pytestmark = pytest.mark.browser

Visitor = Callable[[], Page]
VILLAGE = "kepala_desa_cumedak"
HEAD = "kasi.pemerintahan.sumberjambe"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        locale="id-ID",
        viewport={"width": 360, "height": 780},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def task(demo: Product) -> UUID:
    """A new one, of a village head."""
    outcome = {"text": "Papan alur dipasang", "in_charge": VILLAGE, "due_on": TODAY.isoformat()}
    meeting = {
        "kind": "rapat_koordinasi",
        "title": "Rapat dengan desa",
        "held_on": TODAY.isoformat(),
        "section": "pemerintahan",
        "outcomes": [outcome],
    }
    answer = Program(demo.url, demo.run, "notulis.sumberjambe").post("/coordinations", meeting)
    assert answer.status_code == 201, answer.text
    return follow_up_id(nth_outcome_id(UUID(answer.json()["id"]), 1))


def test_a_photo_sent_by_a_link_is_verified_by_the_head(
    demo: Product, task: UUID, phone: Page, visitor: Visitor, tmp_path: Path
) -> None:
    photo = tmp_path / "papan alur.png"
    photo.write_bytes(scans.PNG)
    until = datetime.combine(TODAY, time(), UTC) + LIFE
    secret = (demo.home / "secret").read_bytes()
    phone.goto(f"{demo.url}{PATH}{token(secret, Bearer(task, VILLAGE), until)}")
    expect(phone.get_by_text("Yth. Bapak/Ibu Kepala Desa Cumedak")).to_be_visible()
    phone.locator("summary", has_text="Sudah dikerjakan").click()
    expect(phone.get_by_label("Foto langsung")).to_be_visible()
    assert look_at(phone) == []
    phone.get_by_label("Foto langsung").set_input_files(photo)
    phone.get_by_role("button", name="Kirim: sudah dikerjakan").click()
    expect(phone.get_by_role("heading", name="Terima kasih, laporannya sudah tersimpan")).to_be_visible()
    expect(phone.get_by_role("main").get_by_role("button")).to_have_text("Urungkan")

    head = visitor()
    sign_in(head, f"{demo.url}/tindak-lanjut/{task}", HEAD)
    expect(head.locator("#bukti-dukung")).to_contain_text(photo.name)
    reported = story_of(head)[-1]
    assert reported.startswith("Kepala Desa Cumedak melaporkan selesai")
    assert "lewat tautan di pesan pengingat" in reported
    verify(head)
