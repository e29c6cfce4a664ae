"""Pages stay light and run nothing but our own files (budget: 16 KB of CSS, 12 KB of all JavaScript, compressed)."""

import gzip
import re

from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log
from tracker.domain.role import Role
from tracker.web.static_files import FOLDER, stylesheet

KILOBYTE = 1024


def test_the_style_sheet_keeps_within_its_budget() -> None:
    assert len(gzip.compress(stylesheet().encode())) <= 16 * KILOBYTE


def test_scripts_keep_within_their_budget() -> None:
    """All modules together; no page has them all, and what each page weighs is counted on a line (`test_weak_line`)."""
    files = sorted(FOLDER.rglob("*.js"))
    assert files
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 13 * KILOBYTE


def test_no_page_has_a_script_or_style_of_its_own_or_anything_from_elsewhere(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    coordination = log(client, {"text": "Hasil", "in_charge": "body:kades_uji"})
    paths = [
        "/",
        "/kegiatan/baru",
        "/kegiatan",
        coordination,
        "/tindak-lanjut",
        "/indikator/koordinasi",
        "/laporan",
        "/penetapan",
    ]
    for path in [*paths, follow_ups(client, coordination)[0], "/tidak-ada", "/masuk"]:
        page = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page), path
        outside = re.findall(r'(?:src|href)="(https?://[^"/]+)', page)
        assert set(outside) <= {"https://wa.me"}, path
        assert page.count("<h1") == 1, path
        assert len(gzip.compress(page.encode())) <= 12 * KILOBYTE, path
